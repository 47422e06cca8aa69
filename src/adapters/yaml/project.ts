import { existsSync } from 'node:fs'
import { HoldpointError } from '../../errors.ts'
import { type RuleSetting, ruleSettings } from './rules.ts'
import { readYaml, type YamlNode } from './strict.ts'

export type { RuleSetting } from './rules.ts'

/**
 * `holdpoint.yaml`, the project file. In this version:
 *
 * ```yaml
 * inputs:              # for every environment
 *   APP: shop
 * environments:
 *   staging:
 *     inputs:          # stronger than those above
 *       HOST: staging.example.org
 *   production: {}
 * rules:               # of `lint`: how bad what they find is here, or that they are not asked
 *   curl-cannot-fail: error
 *   no-way-back:
 *     severity: off
 *     reason: The platform goes back by itself.
 * ```
 */
interface Project {
  readonly path: string
  readonly inputs: Readonly<Record<string, string>>
  readonly environments: Readonly<Record<string, { readonly inputs: Readonly<Record<string, string>> }>>
  readonly rules: Readonly<Record<string, RuleSetting>>
}

/** Null when there is no such file: a project file is never needed. With `rules`, it may name these only. */
export function readProject(path: string, rules: readonly string[] | null = null): Project | null {
  return existsSync(path) ? projectOf(path, readYaml(path), rules) : null
}

export function projectOf(path: string, root: YamlNode, rules: readonly string[] | null = null): Project {
  const top = Object.fromEntries(
    root.entries(['environments', 'inputs', 'rules'], 'a mapping with `environments`, `inputs` and `rules`'),
  )
  return {
    path,
    inputs: inputsOf(top.inputs),
    environments: Object.fromEntries(
      (top.environments?.entries(null, 'a mapping from names of environments') ?? []).map(([name, node]) => {
        const parts = Object.fromEntries(node.entries(['inputs'], 'a mapping with `inputs`'))
        return [name, { inputs: inputsOf(parts.inputs) }]
      }),
    ),
    rules: ruleSettings(top.rules, rules),
  }
}

/** Values of an environment, over those for all. Fails with `environment-unknown` when the file does not name it. */
export function projectInputs(project: Project, environment: string | null): Readonly<Record<string, string>> {
  if (environment === null) return project.inputs
  const known = Object.keys(project.environments)
  const own = Object.hasOwn(project.environments, environment) ? project.environments[environment] : undefined
  if (own === undefined)
    throw new HoldpointError('environment-unknown', {
      environment,
      path: project.path,
      known:
        known.length > 0
          ? `It has ${known.join(', ')}; add the new one, or choose one of them.`
          : `It names none; write \`environments: { ${environment}: {} }\` into it, or leave \`--environment\` out.`,
    })
  return { ...project.inputs, ...own?.inputs }
}

/** Names are those of environment variables; values are taken as written. */
export function inputsOf(node: YamlNode | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (node?.entries(null, 'a mapping from names of inputs to values') ?? []).map(([name, value]) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw value.wrong(`an input's name (letters, digits, _) for \`${name}\``)
      return [name, value.text('a value (quote it when it is empty)')]
    }),
  )
}
