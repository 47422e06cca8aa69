import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { afterEach, describe, expect, it } from 'vitest'
import { HoldpointError } from '../../errors.ts'
import type { Actor } from '../../run/index.ts'
import { answerError } from '../answer-error.ts'
import { guard } from './guard.ts'
import type { GuardParts, Limits } from './people.ts'
import { guardRoutes } from './routes.ts'

const ada: Actor = { kind: 'person', id: 'ada', name: 'Ada', key: 'SHA256:a' }
const bob: Actor = {
  kind: 'person',
  id: 'bob',
  name: 'Bob',
  key: null,
  link: { id: 'k1', person: 'bob', roles: [], madeBy: 'Ada' },
}
const host = '127.0.0.1:4747'
let app: FastifyInstance | null = null
afterEach(async () => {
  await app?.close()
  app = null
})

/** A server with nothing but the guard, one run and one file; `tokens` are links, each for once. */
async function aServer(limits: Partial<Limits> = {}) {
  const tokens = new Map([
    ['for-ada', ada],
    ['for-bob', bob],
  ])
  const sessions = new Map<string, Actor>()
  const parts: GuardParts = {
    people: {
      enter(token) {
        const actor = tokens.get(token)
        if (actor === undefined) throw new HoldpointError('link-unknown')
        tokens.delete(token)
        const session = String(sessions.size + 1).padStart(43, 's')
        sessions.set(session, actor)
        return { session, actor, to: '/', expiresAt: 60_000 }
      },
      who: (session) => {
        const actor = sessions.get(session)
        return actor === undefined ? null : { actor, expiresAt: 60_000 }
      },
      leave: (session) => void sessions.delete(session),
    },
    now: () => 0,
    hosts: () => [host],
    tls: false,
    mark: '1f',
    rolesOf: ({ id }) => [`role of ${id}`],
    limits,
  }
  const server = Fastify({ bodyLimit: 1_000 })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((error, _, reply) => answerError(error, reply, () => {}))
  server.decorateRequest('actor', undefined as never)
  await guard(parts)(server)
  guardRoutes(parts)(server.withTypeProvider<ZodTypeProvider>(), undefined as never)
  server.get('/api/runs/:run', async ({ actor }) => ({ run: 1, by: actor.id }))
  server.post('/api/runs/:run/abort', async ({ actor }) => ({ by: actor.id }))
  server.post('/api/runs/:run/evidence', async () => ({}))
  server.get('/runs/*', async () => 'the page')
  app = server
  const enter = async (token: string) => {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/enter',
      headers: { host, 'content-type': 'application/json' },
      payload: { token },
    })
    return { answer, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '' }
  }
  return { server, enter, sessions }
}

describe('Whoever opened a link', () => {
  it('is that person from then on, with everything they do', async () => {
    const { server, enter } = await aServer()
    const { answer, cookie } = await enter('for-bob')
    expect(answer.json()).toEqual({ name: 'Bob', to: '/' })
    expect(answer.headers['cache-control']).toBe('no-store')
    const seen = await server.inject({ url: '/api/runs/x', headers: { host, cookie } })
    expect(seen.json()).toEqual({ run: 1, by: 'bob' })
    const done = await server.inject({
      method: 'POST',
      url: '/api/runs/x/abort',
      headers: { host, cookie, 'content-type': 'application/json; charset=utf-8' },
      payload: {},
    })
    expect(done.json()).toEqual({ by: 'bob' })
  })

  it('is told who they are here', async () => {
    const { server, enter } = await aServer()
    const me = async (token: string) =>
      (await server.inject({ url: '/api/me', headers: { host, cookie: (await enter(token)).cookie } })).json()
    expect(await me('for-bob')).toEqual({
      id: 'bob',
      name: 'Bob',
      kind: 'guest',
      roles: ['role of bob'],
      link: 'k1',
      until: 60_000,
    })
    expect(await me('for-ada')).toMatchObject({ id: 'ada', kind: 'operator', link: null })
  })

  it('is nobody any more after signing out, with the old cookie too', async () => {
    const { server, enter } = await aServer()
    const { cookie } = await enter('for-bob')
    const left = await server.inject({
      method: 'POST',
      url: '/api/leave',
      headers: { host, cookie, 'content-type': 'application/json' },
      payload: {},
    })
    expect(left.headers['set-cookie']).toContain('Max-Age=0')
    expect((await server.inject({ url: '/api/runs/x', headers: { host, cookie } })).statusCode).toBe(401)
  })

  it('gets a cookie that nobody could have chosen for them (session fixation)', async () => {
    const { server, sessions } = await aServer()
    const chosen = 'x'.repeat(43)
    const answer = await server.inject({
      method: 'POST',
      url: '/api/enter',
      headers: { host, 'content-type': 'application/json', cookie: `holdpoint-1f=${chosen}` },
      payload: { token: 'for-bob' },
    })
    expect(String(answer.headers['set-cookie'])).not.toContain(chosen)
    expect(sessions.has(chosen)).toBe(false)
  })
})

describe('A link', () => {
  it('that was opened opens nothing, and says what to do', async () => {
    const { enter } = await aServer()
    await enter('for-bob')
    const { answer, cookie } = await enter('for-bob')
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({ code: 'link-unknown', next: expect.stringContaining('holdpoint invite') })
    expect(cookie).toBe('')
  })

  it('cannot be guessed at any speed', async () => {
    const { enter } = await aServer({ tries: 3 })
    const statuses: number[] = []
    for (let n = 0; n < 5; n++) statuses.push((await enter(`guess ${n}`)).answer.statusCode)
    expect(statuses).toEqual([403, 403, 403, 429, 429])
  })
})

describe('Who is not signed in', () => {
  it.each(['/api/runs/x', '/api/me', '/api/csp-report', '/%61pi/runs/x', '/api/runs/%78', '/api/nothing'])(
    'gets nothing from %s',
    async (url) => {
      const { server } = await aServer()
      const answer = await server.inject({ url, headers: { host } })
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toMatchObject({ code: 'page-signed-out' })
    },
  )
  it('gets the page, which has nothing of any run', async () => {
    const { server } = await aServer()
    expect((await server.inject({ url: '/runs/x', headers: { host } })).body).toBe('the page')
  })
})

describe('A body', () => {
  it.each([
    ['application/x-www-form-urlencoded', 'a=1'],
    ['text/plain', '{}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json, text/plain', '{}'],
    ['', ''],
  ])('that a form of another page could send is refused: %s', async (type, payload) => {
    const { server, enter } = await aServer()
    const { cookie } = await enter('for-bob')
    const answer = await server.inject({
      method: 'POST',
      url: '/api/runs/x/abort',
      headers: { host, cookie, ...(type === '' ? {} : { 'content-type': type }) },
      payload,
    })
    expect(answer.statusCode).toBe(415)
  })
  it('that is too large is refused', async () => {
    const { server, enter } = await aServer()
    const { cookie } = await enter('for-bob')
    const answer = await server.inject({
      method: 'POST',
      url: '/api/runs/x/abort',
      headers: { host, cookie, 'content-type': 'application/json' },
      payload: { reason: 'x'.repeat(2_000) },
    })
    expect(answer.statusCode).toBe(413)
  })
  it('of several parts is taken for evidence alone', async () => {
    const { server, enter } = await aServer()
    const { cookie } = await enter('for-bob')
    const headers = { host, cookie, 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await server.inject({ method: 'POST', url: '/api/runs/x/evidence', headers, payload: '--x--' })
    // Nothing here reads it; the guard let it come that far.
    expect(answer.json().code).toBe('request-kind')
    expect(answer.statusCode).toBe(415)
  })
})

describe('Every answer', () => {
  it('says what the browser may do with it, also where it is an error', async () => {
    const { server } = await aServer()
    for (const url of ['/runs/x', '/api/runs/x', '/nothing']) {
      const { headers } = await server.inject({ url, headers: { host } })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("require-trusted-types-for 'script'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
  it('to what a browser asks before it sends something elsewhere is no (no CORS)', async () => {
    const { server } = await aServer()
    const answer = await server.inject({
      method: 'OPTIONS',
      url: '/api/runs/x/abort',
      headers: {
        host,
        origin: 'https://attacker.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(answer.statusCode).toBe(403)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })
})

describe('One person', () => {
  it('is slowed down by themselves, and nobody else is by them', async () => {
    const { server, enter } = await aServer({ looks: 3 })
    const one = (await enter('for-bob')).cookie
    const other = (await enter('for-ada')).cookie
    const look = async (cookie: string) => await server.inject({ url: '/api/runs/x', headers: { host, cookie } })
    for (let n = 0; n < 3; n++) expect((await look(one)).statusCode).toBe(200)
    const refused = await look(one)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBeDefined()
    expect((await look(other)).statusCode).toBe(200)
  })
})

describe('What the browser was kept from', () => {
  it('is counted and kept, of a bounded number, without anybody being signed in', async () => {
    const { server, enter } = await aServer()
    for (let n = 0; n < 120; n++)
      await server.inject({
        method: 'POST',
        url: '/api/csp-report',
        headers: { host, 'content-type': 'application/csp-report' },
        payload: JSON.stringify({ 'csp-report': { 'blocked-uri': `inline ${n}` } }),
      })
    const { cookie } = await enter('for-bob')
    const { count, last } = (await server.inject({ url: '/api/csp-report', headers: { host, cookie } })).json()
    expect([count, last.length]).toEqual([120, 100])
    expect(last.at(-1)).toContain('inline 119')
  })
})
