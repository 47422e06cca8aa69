import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type PersonalLinks, personalLinks } from '../../compose.ts'
import type { Actor } from '../../run/index.ts'
import { type AServer, aServer } from '../../testing/a-server.ts'
import { ada } from '../../testing/run-events.ts'
import type { ServerParts } from '../parts.ts'
import { guard, guardRoutes } from './index.ts'
import type { GuardParts } from './people.ts'

const hour = 3_600_000
const bob: Actor = {
  kind: 'person',
  id: 'bob',
  name: 'Bob',
  key: null,
  link: { id: '', person: null, roles: [], madeBy: 'Ada' },
}
const document = '# Deploy\n\n- [ ] Look at it\n'
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

/** A real server behind the real guard, with links in files, listening. */
async function guarded(more: { readonly limits?: GuardParts['limits']; readonly parts?: Partial<ServerParts> } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-guard-'))
  const links: PersonalLinks = personalLinks({ cwd: folder, store: join(folder, '.holdpoint') })
  let port = 0
  const parts: GuardParts = {
    people: links,
    now: Date.now,
    hosts: () => [`127.0.0.1:${port}`, `localhost:${port}`],
    tls: false,
    mark: '1f',
    rolesOf: () => [],
    ...(more.limits ? { limits: more.limits } : {}),
  }
  const server: AServer = await aServer({
    document,
    folder,
    parts: { guard: guard(parts), ...more.parts },
    routes: [guardRoutes(parts)],
  })
  const url = await server.address()
  port = Number(new URL(url).port)
  open.push({
    close: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  })
  const enter = async (actor: Actor) => {
    const { token, link } = links.make(actor, '/', Date.now(), Date.now() + hour)
    const answer = await fetch(`${url}/api/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    expect(answer.status).toBe(200)
    return { link: link.id, token, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }
  return { server, url, port, links, enter, folder }
}

/** Sends bytes as they are and gives what comes back until the other side closes. */
const raw = (port: number, ...parts: readonly string[]): Promise<string> =>
  new Promise((done) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part, 'latin1')
    })
    socket.on('data', (data) => {
      text += data.toString('latin1')
    })
    socket.on('error', () => done(text))
    socket.on('close', () => done(text))
  })
const asked = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`

describe('A name of somebody else that leads here (DNS rebinding)', () => {
  it('gets nothing, with the cookie too', async () => {
    const { server, port, enter } = await guarded()
    const { cookie } = await enter(ada)
    const path = `/api/runs/${server.run}`
    const own = await raw(port, asked(`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`))
    expect(own).toContain('200 OK')
    for (const host of [`rebound.example:${port}`, 'rebound.example', `127.0.0.1:${port}, rebound.example`, '']) {
      const other = await raw(port, asked(`GET ${path} HTTP/1.1`, `Host: ${host}`, `Cookie: ${cookie}`))
      expect(other).toContain('421')
      expect(other).not.toContain('Look at it')
    }
  })
  it('is not believed in an absolute address, nor beside the right one', async () => {
    const { server, port, enter } = await guarded()
    const { cookie } = await enter(ada)
    const line = `GET http://127.0.0.1:${port}/api/runs/${server.run} HTTP/1.1`
    expect(await raw(port, asked(line, 'Host: rebound.example', `Cookie: ${cookie}`))).not.toContain('200 OK')
    const twice = asked(`GET /api/me HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Host: rebound.example', `Cookie: ${cookie}`)
    expect(await raw(port, twice)).not.toContain('200 OK')
  })
})

describe('Another page', () => {
  it('changes nothing by a form or a request, with the cookie too', async () => {
    const { server, url, enter } = await guarded()
    const { cookie } = await enter(ada)
    const tries = [
      { origin: 'https://attacker.example', 'content-type': 'application/json' },
      { origin: 'http://127.0.0.1:1', 'content-type': 'application/json' },
      { origin: 'null', 'content-type': 'application/json' },
      { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ]
    for (const headers of tries) {
      const answer = await server.app.inject({
        method: 'POST',
        url: `/api/runs/${server.run}/abort`,
        headers: { host: new URL(url).host, cookie, ...headers },
        payload: JSON.stringify({ seen: 1, reason: 'attacked' }),
      })
      expect([403, 415]).toContain(answer.statusCode)
    }
    expect((await server.holdpoint.engine.load(server.run)).status).toBe('running')
  })
  it('gets no socket: there is none', async () => {
    const { server, port, enter } = await guarded()
    const { cookie } = await enter(ada)
    const answer = await raw(
      port,
      [
        `GET /api/runs/${server.run}/live HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Origin: https://attacker.example',
        `Cookie: ${cookie}`,
        'Upgrade: websocket',
        'Connection: Upgrade, close',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        '',
        '',
      ].join('\r\n'),
    )
    expect(answer).not.toContain('101')
    expect(answer).toContain('403')
  })
})

describe('A link', () => {
  it('that was opened opens nothing again, and who opened it stays in', async () => {
    const { url, enter } = await guarded()
    const { token, cookie } = await enter(bob)
    const again = await fetch(`${url}/api/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    expect(again.status).toBe(403)
    expect(await again.json()).toMatchObject({ code: 'link-used' })
    expect((await fetch(`${url}/api/me`, { headers: { cookie } })).status).toBe(200)
  })
})

describe('A run of another store', () => {
  it('is not there for who is signed in here, and their cookie is nobody there', async () => {
    const here = await guarded()
    const there = await guarded()
    const { cookie } = await here.enter(ada)
    for (const path of ['', '/document', '/live?after=0']) {
      const answer = await fetch(`${here.url}/api/runs/${there.server.run}${path}`, { headers: { cookie } })
      expect(answer.status).toBe(404)
      await answer.body?.cancel()
    }
    expect((await fetch(`${there.url}/api/runs/${there.server.run}`, { headers: { cookie } })).status).toBe(401)
  })
  it('is not reached by ids that are paths', async () => {
    const { url, enter } = await guarded()
    const { cookie } = await enter(ada)
    for (const id of ['..%2f..%2fholdpoint.db', '%2e%2e', '..%5c..%5cx', 'x%00', encodeURIComponent('../links/open')]) {
      const answer = await fetch(`${url}/api/runs/${id}`, { headers: { cookie } })
      expect([400, 404]).toContain(answer.status)
    }
  })
})

describe('The files of the page', () => {
  it('are all that is served of the disk, however a path is written', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'holdpoint-outside-'))
    const pages = join(outside, 'web')
    mkdirSync(join(pages, 'assets'), { recursive: true })
    writeFileSync(join(outside, 'secret.txt'), 'the secret')
    writeFileSync(join(pages, 'index.html'), 'the page')
    writeFileSync(join(pages, '.hidden'), 'the secret')
    symlinkSync(join(outside, 'secret.txt'), join(pages, 'assets', 'link.txt'))
    const { port } = await guarded({ parts: { pages } })
    const paths = [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%252e%252e/%252e%252e/secret.txt',
      '//secret.txt',
      `/${join(outside, 'secret.txt')}`,
      '/.hidden',
      '/assets/link.txt',
      '/secret.txt%00.html',
    ]
    for (const path of paths) {
      const answer = await raw(port, asked(`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`))
      expect(answer, path).not.toContain('the secret')
    }
    rmSync(outside, { recursive: true })
  })
})

describe('Whoever sends too much or too slowly', () => {
  const patience = { headers: 300, request: 600, look: 100 }

  it('is refused before it is read, and holds no place for ever', async () => {
    const { server, port, enter } = await guarded({ parts: { patience } })
    const { cookie } = await enter(ada)
    const head = [
      `POST /api/runs/${server.run}/comment HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Cookie: ${cookie}`,
      'Content-Type: application/json',
    ]
    expect(await raw(port, asked(...head, 'Content-Length: 99999999999'))).toContain('413')
    // Half a body, and half of the headers, and then nothing: the server closes.
    expect(await raw(port, `${[...head, 'Content-Length: 50'].join('\r\n')}\r\n\r\n{"text":`)).toContain('408')
    expect(await raw(port, `${head.slice(0, 2).join('\r\n')}\r\n`)).toContain('408')
    expect(await raw(port, asked(`GET / HTTP/1.1`, `Host: 127.0.0.1:${port}`, `X: ${'x'.repeat(20_000)}`))).toContain(
      '431',
    )
  })
  it('cannot smuggle a second request in the first', async () => {
    const { server, port, enter } = await guarded()
    const { cookie } = await enter(ada)
    const smuggled = asked(
      `POST /api/runs/${server.run}/comment HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Cookie: ${cookie}`,
      'Content-Type: application/json',
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
    )
    expect(await raw(port, smuggled, '0\r\n\r\nGET /api/me HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
  })
})

describe('Whoever follows a run', () => {
  const follow = async (url: string, run: string, cookie: string) =>
    await fetch(`${url}/api/runs/${run}/live`, { headers: { cookie } })

  it('does so a bounded number of times, and again when one has ended', async () => {
    const { server, url, enter } = await guarded({ limits: { streams: 2 } })
    const { cookie } = await enter(bob)
    const [first] = [await follow(url, server.run, cookie), await follow(url, server.run, cookie)]
    const third = await follow(url, server.run, cookie)
    expect(third.status).toBe(429)
    expect(await third.json()).toMatchObject({ code: 'page-too-many' })
    const other = await follow(url, server.run, (await enter(ada)).cookie)
    expect(other.status).toBe(200)
    await other.body?.cancel()
    await first?.body?.cancel()
    let status = 0
    for (let tries = 0; status !== 200 && tries < 100; tries++) {
      await new Promise((next) => setTimeout(next, 20))
      const again = await follow(url, server.run, cookie)
      status = again.status
      await again.body?.cancel()
    }
    expect(status).toBe(200)
  })

  it('follows no longer when their link is taken back', async () => {
    const { server, url, links, enter } = await guarded({ limits: { again: 50 } })
    const { cookie, link } = await enter(bob)
    const stream = await follow(url, server.run, cookie)
    expect(stream.status).toBe(200)
    links.revoke(link, Date.now())
    // The connection is cut: reading it fails.
    await expect(stream.text()).rejects.toThrow()
    expect((await follow(url, server.run, cookie)).status).toBe(401)
  })
})
