import type { Approval, Authority, Person, RoleHolders } from '../../run/index.ts'
import type { YamlNode } from './strict.ts'

type Roles = readonly RoleHolders[]

/** `people`: who there is, and how an act is known to be theirs. */
export function peopleOf(node: YamlNode | undefined): readonly Person[] {
  return (node?.entries(null, 'a mapping from ids to people') ?? []).map(([id, person]) => {
    const expected = 'a mapping with `name`, `email`, `users`, `keys` and `channels`'
    const parts = Object.fromEntries(person.entries(['name', 'email', 'users', 'keys', 'channels'], expected))
    const found: Person = {
      id,
      name: parts.name?.text('a name') ?? id,
      email: parts.email?.text('an e-mail address') ?? null,
      users: wordsOf(parts.users, 'a user of the operating system, or a list of them'),
      keys: wordsOf(parts.keys, 'the fingerprint of a key (`SHA256:…`), or a list of them'),
      channels: wordsOf(parts.channels, 'a way to reach them, or a list of ways'),
    }
    if (found.email === null && found.users.length === 0 && found.keys.length === 0)
      throw person.wrong(`\`email\`, \`users\` or \`keys\` of ${id}: without one nothing can be known as theirs`)
    return found
  })
}

/** `roles`: who holds which. Either a list of ids, or a mapping with `people` and the words that documents call it. */
export function rolesOf(node: YamlNode | undefined, people: readonly Person[]): Roles {
  return (node?.entries(null, 'a mapping from roles to people') ?? []).map(([name, role]) => {
    const isMapped = !role.isText && !role.isList
    const parts = isMapped
      ? Object.fromEntries(
          role.entries(['people', 'called'], 'a list of people, or a mapping with `people` and `called`'),
        )
      : { people: role, called: undefined }
    const holders = nodesOf(parts.people, 'the id of a person, or a list of them').map((one) => {
      const id = one.text('the id of a person')
      if (!people.some((person) => person.id === id))
        throw one.unknown(
          id,
          people.map((person) => person.id),
          'a person named under `people`',
        )
      return id
    })
    if (holders.length === 0) throw role.wrong(`people who hold ${name}`)
    return { name, called: wordsOf(parts.called, 'words by which documents call it'), people: [...new Set(holders)] }
  })
}

const kinds = ['signoff', 'go', 'item', 'way-back', 'destructive', 'failure', 'override', 'start'] as const
const keys = ['match', 'of', 'who', 'separated', 'deadline', 'remind'] as const

/** `approvals`: what is demanded of whose answer; the first that fits a line counts. */
export function approvalsOf(node: YamlNode | undefined, roles: Roles): readonly Approval[] {
  return (node?.items('a list of approvals') ?? []).map((one) => {
    const parts = Object.fromEntries(one.entries(keys, `a mapping with ${keys.map((key) => `\`${key}\``).join(', ')}`))
    const of = parts.of?.oneOf(kinds) ?? 'signoff'
    const approval: Approval = {
      of,
      match: parts.match?.text('words of a line or heading') ?? null,
      needs: parts.who === undefined ? null : needsOf(parts.who, roles),
      separated: parts.separated?.oneOf(['true', 'false']) === 'true',
      deadline: durationOf(parts.deadline),
      remind: durationOf(parts.remind),
    }
    if (of === 'start' && (approval.separated || approval.needs?.some(({ count }) => count > 1)))
      throw one.wrong('a role, or a list of them, as `who` beside `of: start`: one person begins a run')
    if (of === 'item' && approval.match === null) throw one.wrong('`match` beside `of: item`: which items are meant')
    if (
      approval.needs === null &&
      of !== 'signoff' &&
      !approval.separated &&
      parts.deadline === undefined &&
      parts.remind === undefined
    )
      throw one.wrong(`\`who\`, \`separated: true\`, \`deadline\` or \`remind\` beside \`of: ${of}\``)
    return approval
  })
}

/** A role, several of which one is enough, or how many of each. */
function needsOf(node: YamlNode, roles: Roles): NonNullable<Approval['needs']> {
  const role = (word: string, at: YamlNode): RoleHolders => {
    const known = roles.find(({ name }) => name === word)
    if (known === undefined)
      throw at.unknown(
        word,
        roles.map(({ name }) => name),
        'a role named under `roles`',
      )
    return known
  }
  if (node.isText || node.isList) {
    const names = nodesOf(node, 'a role, or a list of them').map((one) => role(one.text('a role'), one).name)
    if (names.length === 0) throw node.wrong('a role')
    return [{ roles: names, count: 1 }]
  }
  return node.entries(null, 'a role, a list of roles, or a mapping from roles to numbers').map(([name, number]) => {
    const { people } = role(name, number)
    const count = number.count('how many of them, from 1')
    if (count > people.length) throw number.wrong(`at most ${people.length}: so many people hold ${name}`)
    return { roles: [name], count }
  })
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90s`, `30m`, `4h`, `2d`, in milliseconds. */
export function durationOf(node: YamlNode | undefined): number | null {
  if (node === undefined) return null
  const expected = 'a time such as `90s`, `30m`, `4h` or `2d`'
  const [, number = '', unit = ''] = node.text(expected).match(/^([1-9]\d{0,5})([smhd])$/) ?? []
  if (number === '') throw node.wrong(expected)
  return Number(number) * (units[unit] ?? 0)
}

/** One word, or a list of them. */
const nodesOf = (node: YamlNode | undefined, expected: string): readonly YamlNode[] =>
  node === undefined || node.empty ? [] : node.isText ? [node] : node.items(expected)

const wordsOf = (node: YamlNode | undefined, expected: string): readonly string[] =>
  nodesOf(node, expected).map((one) => one.text(expected))

/** Of an environment over that of all: its roles take the place of those of the same name, its approvals come first. */
export const authorityOver = (
  all: Authority,
  own: { readonly roles: Roles; readonly approvals: readonly Approval[] },
): Authority => ({
  people: all.people,
  roles: [...all.roles.filter(({ name }) => !own.roles.some((one) => one.name === name)), ...own.roles],
  approvals: [...own.approvals, ...all.approvals],
})
