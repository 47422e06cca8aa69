import type { Actor } from '../actor.ts'
import type { Authority, Person } from './authority.ts'
import type { Need } from './who.ts'

/** Whom of the project's people an actor is; null: nobody that it names, or more than one. */
export const personOf = ({ people }: Authority, actor: Actor): Person | null => {
  if (actor.kind === 'rehearsal') return people.find(({ id }) => id === actor.id) ?? null
  if (actor.kind !== 'person') return null
  // A link proves no more than a user's name does: not somebody whom the file knows by their key.
  if (actor.link) return people.find(({ id, keys }) => id === actor.link?.person && keys.length === 0) ?? null
  const byKey = people.filter(({ keys }) => actor.key !== null && keys.includes(actor.key))
  const byUser = people.filter(({ keys, users }) => keys.length === 0 && users.includes(actor.id))
  const byMail = people.filter((one) => one.keys.length === 0 && one.users.length === 0 && isMail(one, actor))
  // Several may share one user of a machine: there their addresses tell them apart.
  const found = byKey.length > 0 ? byKey : byUser.length > 0 ? byUser : byMail
  const told = found.length > 1 ? found.filter((one) => isMail(one, actor)) : found
  return told.length === 1 ? (told[0] ?? null) : null
}

const isMail = ({ email }: Person, { name }: Actor): boolean =>
  email !== null && name?.match(/<([^<>]*)>\s*$/)?.[1]?.toLowerCase() === email.toLowerCase()

/**
 * Whether two acts must be taken for those of one person. Where neither people nor keys tell them apart, one user of the
 * operating system is one person.
 */
export const isSameHand = (authority: Authority, a: Actor, b: Actor): boolean => {
  const [one, other] = [a, b].map((actor) => personOf(authority, actor)?.id ?? actor.link?.person ?? null)
  if (one && other) return one === other
  if (a.kind !== b.kind) return false
  return a.key !== null && b.key !== null ? a.key === b.key : a.id === b.id
}

/** Somebody as a need looks at them. */
export interface Holder {
  /** Of the project's people; null: nobody of them. */
  readonly id: string | null
  /** Beyond those of the project. */
  readonly roles: readonly string[]
}

export const holderOf = (authority: Authority, actor: Actor): Holder => ({
  id: personOf(authority, actor)?.id ?? null,
  roles: actor.link?.roles ?? [],
})

/** Whether somebody holds one of a need's roles: by the project's file, or by their link. */
export const holds = ({ roles, people }: Need, holder: Holder): boolean =>
  (holder.id !== null && people.includes(holder.id)) || roles.some((role) => holder.roles.includes(role))

/** How people are named to people: by the file, else by what they are known by. */
export const nameOf = (authority: Authority, actor: Actor): string =>
  personOf(authority, actor)?.name ?? actor.name?.replace(/\s*<[^<>]*>\s*$/, '') ?? actor.id
