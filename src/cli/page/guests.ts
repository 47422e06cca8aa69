import { join } from 'node:path'
import { type PersonalLinks, personalLinks, readProject } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import type { Actor, Authority, Person } from '../../run/index.ts'
import type { Workplace } from '../workplace.ts'

/** Milliseconds within which a link must be opened: for somebody else, and for whoever makes it. */
const goodFor = { guest: 24 * 3_600_000, operator: 3_600_000 }

/** A link that was made: what opens it stands behind the `#` of its address, which no server's log sees. */
interface Made extends Pick<ReturnType<PersonalLinks['make']>, 'link'> {
  readonly path: string
}

/** A link by which whoever sits here comes to the page as themselves; `to` is the path of the page that it opens. */
export function ownLink({ place, driving }: Pick<Workplace, 'place' | 'driving'>, to: string): Made {
  const now = Date.now()
  const { link, token } = personalLinks(place).make(driving.by, to, now, now + goodFor.operator)
  return { link, path: `/enter#${token}` }
}

/** A link for somebody else. Fails with `invite-name`, `invite-who` and `invite-role`. */
export function guestLink(work: Pick<Workplace, 'place' | 'driving'>, name: string, roles: readonly string[]): Made {
  const now = Date.now()
  const guest = guestOf(authoritiesOf(work), name, roles, work.driving.by)
  const { link, token } = personalLinks(work.place).make(guest, '/', now, now + goodFor.guest)
  return { link, path: `/enter#${token}` }
}

/** What the project's file says of people: for all environments, then for each that has roles of its own. */
export function authoritiesOf({ place }: Pick<Workplace, 'place'>): readonly Authority[] {
  const project = readProject(join(place.cwd, 'holdpoint.yaml'))
  return project === null
    ? []
    : [project.authority, ...Object.values(project.environments).map(({ authority }) => authority)]
}

/** Roles that somebody holds here, in some environment. */
export function rolesOf(authorities: readonly Authority[], personOf: (all: Authority) => Person | null, by: Actor) {
  const held = authorities.flatMap((all) => {
    const person = personOf(all)
    return person === null ? [] : all.roles.filter(({ people }) => people.includes(person.id)).map(({ name }) => name)
  })
  return [...new Set([...held, ...(by.link?.roles ?? [])])]
}

/** How somebody acts who comes by a link. What the file says of them counts; `--role` gives more, and the record says so. */
function guestOf(authorities: readonly Authority[], written: string, roles: readonly string[], madeBy: Actor): Actor {
  const name = written.trim().replace(/\s+/g, ' ')
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’@_+()&/-]*$/u.test(name) || name.length > 80)
    throw new HoldpointError('invite-name', { name: name.slice(0, 80), why: whyNot(name) })
  const person = personCalled(authorities[0]?.people ?? [], name)
  const email = person?.email ? ` <${person.email}>` : ''
  return {
    kind: 'person',
    id: person?.id ?? name.toLowerCase(),
    name: person === null ? name : `${person.name}${email}`,
    key: null,
    link: {
      id: '',
      person: person?.id ?? null,
      roles: [...new Set(roles.map((role) => roleCalled(authorities, role)))],
      madeBy: (madeBy.name ?? madeBy.id).replace(/\s*<[^<>]*>\s*$/, ''),
    },
  }
}

const whyNot = (name: string): string =>
  name === '' ? 'it is empty' : name.length > 80 ? `it has ${name.length} characters` : 'it has signs that no name has'

function personCalled(people: readonly Person[], name: string): Person | null {
  const same = (text: string | null) => text?.toLowerCase() === name.toLowerCase()
  const byId = people.find(({ id }) => id === name)
  if (byId !== undefined) return byId
  const found = people.filter((one) => same(one.id) || same(one.name) || same(one.email))
  if (found.length > 1) throw new HoldpointError('invite-who', { name, people: found.map(({ id }) => id).join(', ') })
  return found[0] ?? null
}

/** As the file calls it: runs compare these words. */
function roleCalled(authorities: readonly Authority[], role: string): string {
  const all = authorities.flatMap((one) => one.roles)
  const same = (text: string) => text.toLowerCase() === role.toLowerCase()
  const found = all.find(({ name }) => same(name)) ?? all.find(({ called }) => called.some(same))
  if (found !== undefined) return found.name
  const known = [...new Set(all.map(({ name }) => name))]
  throw new HoldpointError('invite-role', {
    role,
    known: known.length === 0 ? ', which names none' : `; it has ${known.join(', ')}`,
  })
}
