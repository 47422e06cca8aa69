import { existsSync } from 'node:fs'
import { HoldpointError } from '../../errors.ts'
import type { Notifier } from '../../plan/notifier.ts'
import type { Authority, Sending, Target } from '../../run/index.ts'
import { type Anchors, anchorsOf } from './anchors.ts'
import { type Environment, environmentOf } from './environment.ts'
import { inputsOf } from './inputs.ts'
import { notifiersOf, sendingOf } from './notifiers.ts'
import { approvalsOf, peopleOf, rolesOf } from './people.ts'
import { releaseFilesOf } from './release-files.ts'
import { type RuleSetting, ruleSettings } from './rules.ts'
import { readYaml, type YamlNode } from './strict.ts'
import { targetsOf } from './targets.ts'

export type { RuleSetting } from './rules.ts'

/** `holdpoint.yaml`, the project file. `examples/holdpoint.yaml` is its manual: every key, explained. */
interface Project {
  readonly path: string
  readonly inputs: Readonly<Record<string, string>>
  readonly targets: Readonly<Record<string, Target>>
  readonly authority: Authority
  readonly environments: Readonly<Record<string, Environment>>
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly checks: readonly ProjectCheck[]
  readonly notifiers: readonly Notifier[]
  readonly sending: Sending
  readonly anchors: Anchors
  /** Files that are part of what a release is. */
  readonly releaseFiles: readonly string[]
}

/** A check for every item that says these words, as written; `refuse` makes an error of it that names the place. */
interface ProjectCheck {
  readonly words: string
  readonly text: string
  readonly refuse: (expected: string) => HoldpointError
}

/** Null when there is no such file: a project file is never needed. With `rules`, it may name these only. */
export function readProject(path: string, rules: readonly string[] | null = null): Project | null {
  return existsSync(path) ? projectOf(path, readYaml(path), rules) : null
}

export function projectOf(path: string, root: YamlNode, rules: readonly string[] | null = null): Project {
  const keys = [
    'environments',
    'inputs',
    'targets',
    'release',
    'people',
    'roles',
    'approvals',
    'checks',
    'notifiers',
    'messages',
    'anchors',
    'rules',
  ]
  const top = Object.fromEntries(root.entries(keys, `a mapping with ${keys.map((key) => `\`${key}\``).join(', ')}`))
  const people = peopleOf(top.people)
  const roles = rolesOf(top.roles, people)
  const authority = { people, roles, approvals: approvalsOf(top.approvals, roles) }
  const notifiers = notifiersOf(top.notifiers)
  const targets = targetsOf(top.targets)
  const environments = top.environments?.entries(null, 'a mapping from names of environments') ?? []
  const names = environments.map(([name]) => name)
  const all = environments.map(([name, node]) => ({
    name,
    node,
    is: environmentOf(name, node, { authority, notifiers, messages: top.messages, names, targets }),
  }))
  const round = all.find(({ name }) => isRound(name, (one) => all.find((each) => each.name === one)?.is.terms?.after))
  if (round !== undefined) throw round.node.wrong(`an order of promotion that does not come back to ${round.name}`)
  return {
    path,
    notifiers,
    sending: sendingOf(top.messages, notifiers),
    anchors: anchorsOf(top.anchors),
    inputs: inputsOf(top.inputs),
    targets,
    authority,
    environments: Object.fromEntries(all.map(({ name, is }) => [name, is])),
    releaseFiles: releaseFilesOf(top.release),
    rules: ruleSettings(top.rules, rules),
    checks: (top.checks?.entries(null, 'a mapping from words of items to checks') ?? []).map(([words, node]) => ({
      words,
      text: node.text('a check, such as `http https://shop.test/health status=200`'),
      refuse: (expected) => node.wrong(expected),
    })),
  }
}

/** Whether the environments before one lead to itself. */
function isRound(name: string, before: (name: string) => string | null | undefined): boolean {
  const seen = new Set<string>()
  for (let at = before(name); at != null && !seen.has(at); at = before(at)) {
    if (at === name) return true
    seen.add(at)
  }
  return false
}

/** What the file says of an environment; null: it does not name it, or none is meant. */
export const projectEnvironment = (project: Project, environment: string | null): Environment | null =>
  environment !== null && Object.hasOwn(project.environments, environment)
    ? (project.environments[environment] ?? null)
    : null

/** Values of an environment, over those for all. Fails with `environment-unknown` when the file does not name it. */
export function projectInputs(project: Project, environment: string | null): Readonly<Record<string, string>> {
  if (environment === null) return project.inputs
  const known = Object.keys(project.environments)
  const own = projectEnvironment(project, environment)
  if (own === null)
    throw new HoldpointError('environment-unknown', {
      environment,
      path: project.path,
      known:
        known.length > 0
          ? `It has ${known.join(', ')}; add the new one, or choose one of them.`
          : `It names none; write \`environments: { ${environment}: {} }\` into it, or leave \`--environment\` out.`,
    })
  return { ...project.inputs, ...own.inputs }
}
