import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunView } from '../../src/contract/index.ts'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { begun, invitation } from '../web/begun.ts'
import { smallRelease } from '../web/documents.ts'
import { ask, enter, json } from '../web/raw.ts'
import { endServed, type Served, serve } from '../web/served.ts'
import { attacker } from './attacker.ts'

let folder = ''
let served: Served
let run = ''
let cookie = ''
const view = () => json<RunView>(served.origin, cookie, `/api/runs/${run}`)

beforeAll(async () => {
  folder = folderWith({ 'D.md': smallRelease })
  run = begun(folder, 'D.md')
  served = await serve(folder)
  cookie = await enter(served.link)
}, 120_000)
afterAll(async () => {
  await endServed()
  rmSync(folder, { recursive: true, force: true })
}, 120_000)

/** Acts that would change the run if they were done. */
const acts = async () => {
  const { seq, open } = await view()
  return [
    { path: `/api/runs/${run}/comment`, body: { seen: seq, step: null, text: 'taken' } },
    { path: `/api/runs/${run}/tick`, body: { seen: seq, steps: open[0]?.steps ?? [], as: 'done' } },
    { path: `/api/runs/${run}/abort`, body: { seen: seq, reason: 'taken' } },
  ]
}

describe('a request that does not come from the page itself', () => {
  it.each([
    ['without a cookie', {}],
    ['with a cookie that is none', { cookie: 'holdpoint=x; __Host-holdpoint=y' }],
  ])('%s reads nothing', async (_, headers) => {
    for (const path of [
      '/api/me',
      '/api/runs',
      `/api/runs/${run}`,
      `/api/runs/${run}/document`,
      `/api/runs/${run}/live`,
    ]) {
      const { status, body } = await ask(served.origin, path, { headers })
      expect([path, status, JSON.parse(body)]).toEqual([
        path,
        401,
        expect.objectContaining({ next: expect.any(String) }),
      ])
      expect(body).not.toContain('Small release')
    }
  })

  it.each([
    ['another name for this address (DNS rebinding)', 421, { host: 'evil.example' }],
    ['another name, with the port', 421, { host: 'evil.example:PORT' }],
    ['a name that begins like ours', 421, { host: '127.0.0.1.evil.example:PORT' }],
    ['a name with our name before an @', 421, { host: '127.0.0.1:PORT@evil.example' }],
    ['another origin', 403, { origin: 'http://evil.example' }],
    ['another port of this machine', 403, { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['no origin at all, as a sandboxed frame has it', 403, { origin: 'null' }],
    ['another site, as the browser says', 403, { 'sec-fetch-site': 'cross-site' }],
    ['another port, as the browser says', 403, { 'sec-fetch-site': 'same-site' }],
  ] as const)('%s: is refused (%i) with the cookie, and nothing is done', async (_, refused, given) => {
    const headers = Object.fromEntries(
      Object.entries({ host: `127.0.0.1:${served.port}`, cookie, ...given }).map(([name, value]) => [
        name,
        value.replace('PORT', String(served.port)),
      ]),
    )
    const before = (await view()).seq
    for (const path of ['/api/me', '/api/runs', `/api/runs/${run}/document`]) {
      const { status, body } = await ask(served.origin, path, { headers })
      expect([path, status]).toEqual([path, refused])
      expect(body).not.toContain('Small release')
    }
    for (const { path, body } of await acts()) {
      const options = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
      expect([path, (await ask(served.origin, path, options)).status]).toEqual([path, refused])
    }
    expect((await view()).seq).toBe(before)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'a body that forms can send (%s) is not taken for JSON',
    async (type) => {
      const before = (await view()).seq
      for (const { path, body } of await acts()) {
        const headers = { cookie, ...(type === '' ? {} : { 'content-type': type }) }
        const { status } = await ask(served.origin, path, { method: 'POST', headers, body: JSON.stringify(body) })
        expect([path, status >= 400 && status < 500]).toEqual([path, true])
      }
      expect((await view()).seq).toBe(before)
    },
  )

  it.each([
    '/../holdpoint.db',
    '/..%2f..%2fD.md',
    '/assets/..%5c..%5cD.md',
    '//etc/passwd',
    '/.holdpoint/holdpoint.db',
    '/%00',
  ])('the path %s gives no file that is no part of the page', async (path) => {
    const { body } = await ask(served.origin, path, { headers: { cookie } })
    expect(body).not.toMatch(/Small release|root:|SQLite/)
  })
})

describe.skipIf(noBrowser !== null)(`somebody else’s page${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser(['--host-resolver-rules=MAP evil.example 127.0.0.1'])
  }, 120_000)
  afterAll(() => browser?.close())

  it.each(['127.0.0.1', 'localhost', 'evil.example'])(
    'at %s, in the browser of somebody who is signed in, reads nothing and does nothing',
    async (host) => {
      const before = await view()
      const reads = ['/api/me', `/api/runs/${run}`, `/api/runs/${run}/live`]
      const evil = await attacker({ target: served.origin, reads, acts: await acts() })
      const context = await browser.newContext()
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' }])
      const own = await context.newPage()
      const answer = await own.goto(`${served.origin}/api/runs/${run}`)
      expect(answer?.status()).toBe(200)
      const page = await context.newPage()
      await page.goto(`http://${host}:${evil.port}/`)
      await page.waitForFunction(() => document.title === 'over', null, { timeout: 90_000 })
      await context.close()
      await evil.close()
      expect(evil.gained).toEqual([])
      expect(await view()).toEqual(before)
    },
    120_000,
  )

  it('tries what it says: a server that lets everybody in is read and acted on', async () => {
    const done: string[] = []
    const victim = createServer((request, response) => {
      done.push(`${request.method} ${request.headers['content-type'] ?? ''}`)
      response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
      response.setHeader('access-control-allow-credentials', 'true')
      response.setHeader('access-control-allow-headers', 'content-type, x-holdpoint')
      response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE, PATCH')
      response.setHeader('content-type', 'text/javascript')
      response.end('({ secret: 1 })')
    })
    await new Promise<void>((resolve) => victim.listen(0, '127.0.0.1', resolve))
    const target = `http://127.0.0.1:${(victim.address() as AddressInfo).port}`
    const evil = await attacker({ target, reads: ['/secret'], acts: [{ path: '/act', body: { x: 1 } }] })
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${evil.port}/`)
    await page.waitForFunction(() => document.title === 'over', null, { timeout: 60_000 })
    await page.close()
    await evil.close()
    victim.closeAllConnections()
    victim.close()
    expect(evil.gained.filter((one) => one.includes('secret: 1')).length).toBeGreaterThan(3)
    expect(evil.gained).toContainEqual(expect.stringContaining('script /secret: it loaded'))
    for (const one of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect(done).toContainEqual(expect.stringContaining(`POST ${one}`))
    expect(done).toContainEqual(expect.stringMatching(/^PUT/))
  }, 120_000)

  it('whose name comes to lead to this address (DNS rebinding) gets no page, reads nothing, and opens no link', async () => {
    const link = invitation(folder, served.origin, 'ada')
    const context = await browser.newContext()
    const page = await context.newPage()
    const origin = `http://evil.example:${served.port}`
    for (const path of ['/', '/api/runs', `/runs/${run}`, '/api/openapi.json']) {
      expect([path, (await page.goto(origin + path))?.status()]).toEqual([path, 421])
    }
    const entered = await page.evaluate(async (token) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/enter', { method: 'POST', headers, body: JSON.stringify({ token }) })).status
    }, new URL(link).hash.slice(1))
    expect(entered).toBe(421)
    await context.close()
    // The link was not used up by that.
    expect(await enter(link)).toContain('=')
  })
})
