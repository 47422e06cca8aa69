import { z } from 'zod'
import { type Authority, nameOf } from '../../run/index.ts'
import type { Routes } from '../parts.ts'
import { sessionCookie } from './cookie.ts'
import { reportPath } from './headers.ts'
import type { GuardParts } from './people.ts'

const me = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['operator', 'guest']).describe('Who serves the page, or somebody with a personal link.'),
    roles: z.array(z.string()),
    link: z.string().nullable().describe('Name of the link that they came by; null: who serves the page.'),
    until: z.number().describe('When they are signed out, in milliseconds since the epoch.'),
  })
  .meta({ id: 'Me' })

/** Whom nobody else names is called by what they are known by. */
const anybody: Authority = { people: [], roles: [], approvals: [] }

/** Reports of what the policy forbade that are kept. */
const kept = 100

/** Coming in, going out, and who somebody is. */
export const guardRoutes = (parts: GuardParts): Routes => {
  const { people, now } = parts
  const cookie = sessionCookie(parts.mark, parts.tls)
  const reports: string[] = []
  let reported = 0

  return (app) => {
    app.post(
      '/api/enter',
      {
        schema: {
          tags: ['people'],
          summary: 'Open a personal link: it does so once, and gives the cookie that is this person from then on.',
          body: z.object({ token: z.string().min(1).max(200) }),
          response: { 200: z.object({ name: z.string(), to: z.string().describe('Path of the page that it opens.') }) },
        },
      },
      async ({ body, ip, headers }, reply) => {
        const from = `${ip}, ${headers['user-agent'] ?? 'no browser'}`
        // A cookie that came along is never made good by this: it is a new one each time.
        const { session, actor, to, expiresAt } = people.enter(body.token, printable(from), now())
        reply
          .header('set-cookie', cookie.write(session, Math.floor((expiresAt - now()) / 1000)))
          .header('cache-control', 'no-store')
        return { name: nameOf(anybody, actor), to }
      },
    )
    app.post(
      '/api/leave',
      {
        schema: {
          tags: ['people'],
          summary: 'Sign out.',
          response: { 200: z.object({ out: z.literal(true) }) },
        },
      },
      async ({ headers }, reply) => {
        const session = cookie.read(headers.cookie)
        if (session !== null) people.leave(session)
        reply.header('set-cookie', cookie.write('', 0)).header('clear-site-data', '"cache", "storage"')
        return { out: true as const }
      },
    )
    app.get(
      '/api/me',
      { schema: { tags: ['people'], summary: 'Who is signed in here.', response: { 200: me } } },
      async ({ actor, headers }, reply) => {
        reply.header('cache-control', 'no-store')
        const until = people.who(cookie.read(headers.cookie) ?? '', now())?.expiresAt ?? now()
        return {
          id: actor.id,
          name: nameOf(anybody, actor),
          kind: actor.link ? ('guest' as const) : ('operator' as const),
          roles: [...parts.rolesOf(actor)],
          link: actor.link?.id ?? null,
          until,
        }
      },
    )
    for (const type of ['application/csp-report', 'application/reports+json'])
      app.addContentTypeParser(type, { parseAs: 'string', bodyLimit: 64 * 1024 }, (_, body, done) => done(null, body))
    app.post(
      reportPath,
      { schema: { tags: ['people'], summary: 'What a browser was kept from doing on this page.' } },
      async ({ body }, reply) => {
        reported++
        reports.push(printable(String(body)).slice(0, 4_000))
        if (reports.length > kept) reports.shift()
        return reply.code(204).send()
      },
    )
    app.get(
      reportPath,
      {
        schema: {
          tags: ['people'],
          summary: 'How often a browser was kept from something on this page, and the last reports of it.',
          response: { 200: z.object({ count: z.number().int(), last: z.array(z.string()) }) },
        },
      },
      async () => ({ count: reported, last: reports }),
    )
  }
}

/** One line without what a terminal might obey: it is printed by `invite --list`. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ')
