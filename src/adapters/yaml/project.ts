import { existsSync } from 'node:fs'
import { HoldpointError } from '../../errors.ts'
import type { Notifier } from '../../plan/notifier.ts'
import type { Authority, Sending } from '../../run/index.ts'
import { notifiersOf, sendingOf } from './notifiers.ts'
import { approvalsOf, authorityOver, peopleOf, rolesOf } from './people.ts'
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
 * people:              # who there is, and how an act is known to be theirs
 *   ada: { name: Ada Lovelace, email: ada@example.org, users: [ada] }
 *   bob: { email: bob@example.org, channels: ["#releases"] }
 * roles:               # who holds which; in an environment, over those of the same name here
 *   release-manager: [ada, bob]
 *   qa-lead: { people: [bob], called: [QA, Tester] }
 * approvals:           # what is demanded of whose answer; those of an environment come first
 *   - match: Production
 *     who: { release-manager: 2 }
 *     separated: true
 *     deadline: 4h
 *     remind: 30m
 *   - { of: way-back, who: release-manager }
 * checks:              # for items that say these words: looked at instead of asked, see docs/checks.md
 *   Health endpoint: http ${BASE_URL}/health status=200 wait=2m
 * notifiers:           # where messages go; secrets stay in the environment
 *   team: { mail: smtp://mail.example.org:587, from: releases@example.org, to: [all@example.org] }
 *   chat: { webhook: ${CHAT_URL}, as: slack }
 * messages: [team, chat]   # or by occasion: { before: [team], during: [chat], after: [team, chat], rollback: [team, chat] }
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
  readonly authority: Authority
  readonly environments: Readonly<Record<string, Environment>>
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly checks: readonly ProjectCheck[]
  readonly notifiers: readonly Notifier[]
  readonly sending: Sending
}

/** A check for every item that says these words, as written; `refuse` makes an error of it that names the place. */
interface ProjectCheck {
  readonly words: string
  readonly text: string
  readonly refuse: (expected: string) => HoldpointError
}

interface Environment {
  readonly inputs: Readonly<Record<string, string>>
  readonly authority: Authority
}

/** Null when there is no such file: a project file is never needed. With `rules`, it may name these only. */
export function readProject(path: string, rules: readonly string[] | null = null): Project | null {
  return existsSync(path) ? projectOf(path, readYaml(path), rules) : null
}

export function projectOf(path: string, root: YamlNode, rules: readonly string[] | null = null): Project {
  const keys = ['environments', 'inputs', 'people', 'roles', 'approvals', 'checks', 'notifiers', 'messages', 'rules']
  const top = Object.fromEntries(root.entries(keys, `a mapping with ${keys.map((key) => `\`${key}\``).join(', ')}`))
  const people = peopleOf(top.people)
  const roles = rolesOf(top.roles, people)
  const authority = { people, roles, approvals: approvalsOf(top.approvals, roles) }
  const notifiers = notifiersOf(top.notifiers)
  return {
    path,
    notifiers,
    sending: sendingOf(top.messages, notifiers),
    inputs: inputsOf(top.inputs),
    authority,
    environments: Object.fromEntries(
      (top.environments?.entries(null, 'a mapping from names of environments') ?? []).map(([name, node]) => [
        name,
        environmentOf(node, authority),
      ]),
    ),
    rules: ruleSettings(top.rules, rules),
    checks: (top.checks?.entries(null, 'a mapping from words of items to checks') ?? []).map(([words, node]) => ({
      words,
      text: node.text('a check, such as `http https://shop.test/health status=200`'),
      refuse: (expected) => node.wrong(expected),
    })),
  }
}

function environmentOf(node: YamlNode, all: Authority): Environment {
  const parts = Object.fromEntries(
    node.entries(['inputs', 'roles', 'approvals'], 'a mapping with `inputs`, `roles` and `approvals`'),
  )
  const merged = authorityOver(all, { roles: rolesOf(parts.roles, all.people), approvals: [] })
  return {
    inputs: inputsOf(parts.inputs),
    authority: authorityOver(merged, { roles: [], approvals: approvalsOf(parts.approvals, merged.roles) }),
  }
}

/** Who decides what in an environment. */
export const projectAuthority = (project: Project, environment: string | null): Authority =>
  (environment === null ? undefined : project.environments[environment]?.authority) ?? project.authority

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
