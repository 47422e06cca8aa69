import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { request as overTls } from 'node:https'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { selfSigned, serverFolder } from '../../src/testing/servers/server.ts'
import { commonRules, commonVariables } from './common-variables.ts'
import { readConfiguration } from './configuration.ts'
import { createHttp, listen } from './http.ts'
import { openLog } from './logs.ts'
import { openMetrics } from './metrics.ts'

let folder = ''
let app: FastifyInstance | null = null
let lines: string[] = []
/** What `/slow` waits for. */
let slow = async () => {}
beforeEach(() => {
  folder = serverFolder('kit-http')
  lines = []
})
afterEach(async () => {
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A service with a route that fails and one that answers. */
async function start(environment: Record<string, string> = {}, healthy = async () => {}): Promise<string> {
  const configuration = readConfiguration(commonVariables, commonRules, {
    DATA: folder,
    PORT: '0',
    HOST: '127.0.0.1',
    ...environment,
  })
  const metrics = openMetrics(folder, '1.0.0')
  const log = openLog('info', { write: (line) => void lines.push(line) }, {})
  app = await createHttp({
    title: 'A service',
    version: '1.0.0',
    configuration,
    log,
    metrics,
    healthy,
    status: async () => ({ database: 'connected' }),
  })
  app.addHook('onClose', async () => metrics.close())
  app.get('/fails', async () => {
    throw new Error('the password is swordfish')
  })
  app.get('/slow', async () => {
    await slow()
    return {}
  })
  app.post('/echo', async (request) => request.body)
  return listen(app, configuration)
}

describe('every service', () => {
  it('says that it is healthy in one way, and when it is not', async () => {
    let broken = false
    const address = await start({}, async () => {
      if (broken) throw new Error('no database')
    })
    expect(await (await fetch(`${address}/health`)).text()).toBe('{"status":"healthy"}')
    broken = true
    const response = await fetch(`${address}/health`)
    expect(response.status).toBe(503)
    expect(await response.text()).toBe('{"status":"unhealthy"}')
    expect(lines.join('')).toContain('no database')
  })

  it('tells its parts', async () => {
    const address = await start()
    expect(await (await fetch(`${address}/status`)).json()).toMatchObject({
      status: 'running',
      database: 'connected',
      maintenance: 'off',
      version: '1.0.0',
    })
  })

  it('gives each request an id, or keeps a plain one, and logs it with the outcome', async () => {
    const address = await start()
    const own = await fetch(`${address}/health`, { headers: { 'X-Request-Id': 'client-0001' } })
    expect(own.headers.get('x-request-id')).toBe('client-0001')
    const odd = await fetch(`${address}/health`, { headers: { 'X-Request-Id': 'a b"c' } })
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const line = lines.map((text) => JSON.parse(text)).find(({ request_id }) => request_id === 'client-0001')
    expect(line).toMatchObject({ level: 'info', method: 'GET', route: '/health', status: 200, msg: 'answered' })
  })

  it('tells every error in one shape, and nothing of what went wrong inside', async () => {
    const address = await start()
    const response = await fetch(`${address}/fails`)
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(text).error).toEqual({
      code: 'INTERNAL',
      message: expect.any(String),
      next: expect.any(String),
      request_id: response.headers.get('x-request-id'),
    })
    expect(text).not.toContain('swordfish')
    expect(lines.join('')).toContain('swordfish')
    expect(await (await fetch(`${address}/nowhere`)).json()).toMatchObject({ error: { code: 'NOT_FOUND' } })
    const bad = await fetch(`${address}/echo`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    })
    expect(await bad.json()).toMatchObject({ error: { code: 'BAD_REQUEST' } })
    const large = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify('x'.repeat(70_000)),
    }
    expect((await fetch(`${address}/echo`, large)).status).toBe(413)
  })

  it('sends what browsers protect their users by', async () => {
    const { headers } = await fetch(`${await start()}/health`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('strict-transport-security')).toContain('max-age')
    expect(headers.get('x-powered-by')).toBe(null)
  })

  it('lets pages of its origins call it, and no others', async () => {
    const address = await start({ CORS_ORIGINS: 'https://example.org' })
    const ask = async (Origin: string) =>
      (await fetch(`${address}/health`, { headers: { Origin } })).headers.get('access-control-allow-origin')
    expect(await ask('https://example.org')).toBe('https://example.org')
    expect(await ask('https://evil.example')).toBe(null)
  })

  it('answers what is there when it is stopped, and nothing more', async () => {
    const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>()
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
    const address = await start()
    slow = async () => {
      tellAsked()
      await finished
    }
    const answer = fetch(`${address}/slow`)
    await asked
    const stopped = app?.close()
    const another = () =>
      fetch(`${address}/health`).then(
        ({ status }) => status,
        () => 'refused',
      )
    await vi.waitFor(async () => expect(await another()).not.toBe(200))
    finish()
    expect((await answer).status).toBe(200)
    await stopped
  })

  it('has its reference at /docs', async () => {
    const address = await start()
    expect((await fetch(`${address}/docs`)).headers.get('content-type')).toContain('text/html')
    expect(await (await fetch(`${address}/docs/json`)).json()).toMatchObject({
      info: { title: 'A service' },
      paths: { '/health': {} },
    })
  })

  it('tells its metrics on this machine, elsewhere with an organiser’s key', async () => {
    const address = await start()
    await fetch(`${address}/health`)
    const metrics = (headers: Record<string, string> = {}) => fetch(`${address}/metrics`, { headers })
    expect(await (await metrics()).text()).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/health",status="200"\} 1/,
    )
    const far = { 'X-Forwarded-For': '192.0.2.1' }
    expect((await metrics(far)).status).toBe(401)
    expect((await metrics({ ...far, Authorization: 'Bearer test-admin-key' })).status).toBe(200)
  })

  it.skipIf(spawnSync('openssl', ['version']).status !== 0)(
    'speaks TLS when it has a certificate (skipped without openssl)',
    async () => {
      const { key, cert } = selfSigned(folder)
      const address = await start({ TLS_CERTIFICATE: cert, TLS_KEY: key })
      expect(address).toMatch(/^https:/)
      const { port } = new URL(address)
      const status = await new Promise((resolve, reject) => {
        const asking = { host: '127.0.0.1', port, path: '/health', servername: 'localhost', ca: readFileSync(cert) }
        overTls(asking, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end()
      })
      expect(status).toBe(200)
    },
  )
})
