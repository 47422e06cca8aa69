import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'

let server: Server
let url = ''
let asked = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1
    if (request.url === '/flaps' && asked % 4 === 0) response.writeHead(503).end()
    else if (request.url === '/hangs-at-times' && asked % 2 === 0) return
    else if (request.url === '/cuts') response.socket?.destroy()
    else if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    else response.end(JSON.stringify({ version: asked % 5 === 0 ? '2.0.0' : '2.0.1' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const series = async (path: string, rest: string) => {
  asked = 0
  const { verdict, evidence } = await look(`http ${url}${path} ${rest}`)
  return { verdict, text: evidence.join('\n'), asked }
}

it('asks as often as it is told, and tells percentiles, errors and each time', async () => {
  const { verdict, text, asked: times } = await series('/', 'times=20 p50<10s p95<10s p99<10s errors<1%')
  expect([verdict, times]).toEqual(['met', 20])
  expect(text).toMatch(
    /20 times in [\s\S]*0 errors\n[\s\S]*p50 .*p99 .*\nin ms: (?:\d+ ?){20}\n[\s\S]*met: p95 < 10s, was/,
  )
})

it('is unmet by a percentile that is higher', async () => {
  expect((await series('/', 'times=5 p95<=0ms')).verdict).toBe('unmet')
})

it('counts answers that are not as they must be as errors, none being allowed where nothing is said', async () => {
  expect(await series('/flaps', 'times=20')).toMatchObject({
    verdict: 'unmet',
    text: expect.stringContaining('5 errors'),
  })
  expect((await series('/flaps', 'times=20 errors<=25%')).verdict).toBe('met')
  expect((await series('/flaps', 'times=20 errors<25%')).verdict).toBe('unmet')
})

it('asks of each answer what is said of one', async () => {
  const { verdict, text } = await series('/', 'times=10 json.version=2.0.1')
  expect(verdict).toBe('unmet')
  expect(text).toContain('request 5: json.version = 2.0.1 does not hold: 2.0.0')
  expect((await series('/', 'times=10 json.version~2.0 p95<10s')).verdict).toBe('met')
})

it('takes a request that hangs for an error, and goes on', async () => {
  const { verdict, text, asked: times } = await series('/hangs-at-times', 'times=4 timeout=200ms errors<10%')
  expect([verdict, times]).toEqual(['unmet', 4])
  expect(text).toMatch(/2 errors\n {2}request 2: no answer within 200 ms/)
})

it('has no percentiles where nothing was answered: no data is not health', async () => {
  expect(await series('/cuts', 'times=3 p95<10s errors<=100%')).toMatchObject({
    verdict: 'unmet',
    text: expect.stringContaining('UNMET: p95 < 10s, nothing was seen of it'),
  })
})

it('lets time pass between requests', async () => {
  const began = performance.now()
  await series('/', 'times=4 every=100ms')
  expect(performance.now() - began).toBeGreaterThanOrEqual(290)
})

it('never follows to where clouds keep what is the machine’s own', async () => {
  expect(await series('/away', 'times=5 redirects=2')).toMatchObject({ verdict: 'unclear', asked: 1 })
  expect(await look('http http://169.254.169.254/ times=5')).toMatchObject({ verdict: 'unclear' })
})
