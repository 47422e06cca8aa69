import type { Notifier } from '../../plan/notifier.ts'
import type { Authority, Sending, Target, Terms } from '../../run/index.ts'
import { zoneOf } from './clock.ts'
import { freezesOf } from './freezes.ts'
import { inputsOf } from './inputs.ts'
import { notifiersOf, sendingOf } from './notifiers.ts'
import { approvalsOf, authorityOver, rolesOf } from './people.ts'
import { policyOf } from './policy.ts'
import type { YamlNode } from './strict.ts'
import { targetsOf } from './targets.ts'
import { windowsOf } from './windows.ts'

/** What `holdpoint.yaml` says of one environment, over what it says of all. */
export interface Environment {
  readonly inputs: Readonly<Record<string, string>>
  /** Those of the project, and over them its own. */
  readonly targets: Readonly<Record<string, Target>>
  readonly authority: Authority
  /** When changes are made there, and in which order; null: nothing is said of it. */
  readonly terms: Terms | null
  /** One unfinished run at a time. */
  readonly lock: boolean
  readonly notifiers: readonly Notifier[]
  readonly sending: Sending
}

const keys = [
  'inputs',
  'targets',
  'after',
  'zone',
  'windows',
  'freezes',
  'policy',
  'lock',
  'roles',
  'approvals',
  'notifiers',
  'messages',
]

/** Of all environments together: what each is over. */
interface Around {
  readonly authority: Authority
  readonly notifiers: readonly Notifier[]
  readonly messages: YamlNode | undefined
  readonly targets: Readonly<Record<string, Target>>
  /** Names of all environments. */
  readonly names: readonly string[]
}

export function environmentOf(name: string, node: YamlNode, around: Around): Environment {
  const parts = Object.fromEntries(node.entries(keys, `a mapping with ${keys.map((key) => `\`${key}\``).join(', ')}`))
  const { authority } = around
  const merged = authorityOver(authority, { roles: rolesOf(parts.roles, authority.people), approvals: [] })
  const own = notifiersOf(parts.notifiers)
  const notifiers = [...around.notifiers.filter((one) => !own.some((each) => each.name === one.name)), ...own]
  return {
    inputs: inputsOf(parts.inputs),
    targets: { ...around.targets, ...targetsOf(parts.targets) },
    authority: authorityOver(merged, { roles: [], approvals: approvalsOf(parts.approvals, merged.roles) }),
    terms: termsOf(name, parts, around.names),
    lock: (parts.lock?.oneOf(['true', 'false']) ?? 'true') === 'true',
    notifiers,
    sending: sendingOf(parts.messages ?? around.messages, notifiers),
  }
}

function termsOf(
  name: string,
  { after, zone: own, windows, freezes, policy }: Readonly<Record<string, YamlNode>>,
  names: readonly string[],
): Terms | null {
  const zone = own === undefined ? null : zoneOf(own, null, own)
  if ([after, windows, freezes, policy].every((part) => part === undefined)) return null
  return {
    after: after === undefined ? null : before(name, after, names),
    windows: windowsOf(windows, zone),
    freezes: freezesOf(freezes, zone),
    ...policyOf(policy),
  }
}

/** The environment before this one in the order of promotion. */
function before(name: string, after: YamlNode, names: readonly string[]): string {
  const expected = 'the name of another environment'
  const word = after.text(expected)
  if (word === name) throw after.wrong(expected)
  if (!names.includes(word)) throw after.unknown(word, names, expected)
  return word
}
