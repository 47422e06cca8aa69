import { type KeptLink, personalLinks, servingNow } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { authoritiesOf, guestLink, ownLink } from '../page/guests.ts'
import { throughSsh } from '../page/reach.ts'
import { wrap } from '../terminal/cells.ts'
import { moment } from '../terminal/times.ts'
import { list, oneLine } from '../terminal/words.ts'
import { openWorkplace, type Workplace } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const work = openWorkplace(given, context, null)
  try {
    if (given.flag('list')) return listLinks(work, given, context)
    const revoked = given.text('revoke')
    if (revoked !== null) return revokeLink(work, revoked, given, context)
    const name = given.text('name')
    if (name === null && given.list('role').length > 0)
      throw new HoldpointError('argument-missing', { name: 'name', command: 'invite', help: 'holdpoint invite --help' })
    const { link, path } = name === null ? ownLink(work, '/') : guestLink(work, name, given.list('role'))
    const [serving] = servingNow(work.place.store)
    if (given.json) {
      context.printJson({ ...told(link), path, url: serving ? `${serving.url}${path}` : null })
      return exits.done
    }
    context.print(linkLines(link, path, serving?.url ?? null, work, context))
    return exits.done
  } finally {
    await work.close()
  }
}

function linkLines(
  { id, actor, expiresAt }: KeptLink,
  path: string,
  url: string | null,
  work: Workplace,
  { look }: Context,
): readonly string[] {
  const say = (text: string) => wrap(oneLine(text, look), look.caps.width, '')
  const who = actor.link ? `${nameOf(actor)}${held(actor)}` : 'you'
  const ssh = url === null ? null : throughSsh(url)
  return [
    ...say(`A link for ${who}, to be opened once, before ${moment(expiresAt)}; it is called ${id}:`),
    '',
    `  ${look.bold(url === null ? path : `${url}${path}`)}`,
    '',
    ...(url === null
      ? say(
          `Nothing serves the page now: \`${look.command('serve')}\` does, and says the address that this stands behind.`,
        )
      : []),
    ...(actor.link
      ? say(
          `Send it to ${nameOf(actor)} alone: whoever opens it first acts as ${nameOf(actor)} here for 12 hours, and the record says that this machine vouches for it.`,
        )
      : say('Whoever opens it first acts as you here for 12 hours.')),
    ...(actor.link ? keyNote(actor, work).flatMap(say) : []),
    ...(ssh === null || !actor.link
      ? []
      : [...say('The page listens on this machine only. From another one, first:'), `  ${ssh}`]),
  ]
}

/** Whom the file knows by a key is not proven by a link. */
function keyNote(actor: KeptLink['actor'], work: Workplace): readonly string[] {
  const all = authoritiesOf(work)
  const person = all[0]?.people.find(({ id }) => id === actor.link?.person)
  const roles = all[0]?.roles.filter(({ people }) => person && people.includes(person.id)).map(({ name }) => name) ?? []
  if (!person || person.keys.length === 0 || roles.length === 0) return []
  return [
    `holdpoint.yaml knows ${person.name} by a key, which no link has: what takes ${list(roles, 'or')} they answer in their own terminal, unless \`--role\` gives it to them here.`,
  ]
}

function listLinks(work: Workplace, given: Given, context: Context): number {
  const links = personalLinks(work.place).list(Date.now())
  if (given.json) context.printJson(links.map((link) => ({ ...told(link), signedIn: link.signedIn })))
  else if (links.length === 0) context.print('Nobody was invited yet, and no link was made.')
  else
    context.print(
      links.flatMap((link) => {
        const inside = link.signedIn > 0 ? ', signed in now' : ''
        const words = `${link.id}  ${nameOf(link.actor)}${held(link.actor)}: ${standing(link)}${inside}`
        return wrap(oneLine(words, context.look), context.look.caps.width, '  ')
      }),
    )
  return exits.done
}

function revokeLink(work: Workplace, id: string, given: Given, context: Context): number {
  const link = personalLinks(work.place).revoke(id, Date.now())
  if (given.json) context.printJson(told(link))
  else
    context.print(
      `Link ${link.id} for ${oneLine(nameOf(link.actor), context.look)} opens nothing any more; whoever came by it is signed out.`,
    )
  return exits.done
}

function standing({ madeAt, expiresAt, used, revokedAt }: KeptLink): string {
  const made = `made ${moment(madeAt)}`
  const opened = used === null ? '' : `, opened ${moment(used.at)} from ${used.from}`
  if (revokedAt !== null) return `${made}${opened}, taken back ${moment(revokedAt)}`
  if (used !== null) return `${made}${opened}`
  return expiresAt <= Date.now()
    ? `${made}, never opened; too late since ${moment(expiresAt)}`
    : `${made}, not opened yet`
}

const nameOf = ({ name, id }: KeptLink['actor']): string => name?.replace(/\s*<[^<>]*>\s*$/, '') ?? id

const held = ({ link }: KeptLink['actor']): string =>
  link === undefined ? ' (you)' : link.roles.length === 0 ? '' : `, given ${link.roles.join(', ')}`

const told = ({ id, actor, madeAt, expiresAt, used, revokedAt }: KeptLink) => ({
  id,
  name: nameOf(actor),
  person: actor.link?.person ?? null,
  roles: actor.link?.roles ?? [],
  madeBy: actor.link?.madeBy ?? nameOf(actor),
  madeAt,
  expiresAt,
  used,
  revokedAt,
})
