import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { allowedLookup, isForbidden } from './addresses.ts'

let server: Server
let port = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    const to = new URL(request.url ?? '/', 'http://localhost').searchParams.get('to')
    if (to === null) response.end('here')
    else response.writeHead(302, { location: to }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

// Ways to write 169.254.169.254, under which most clouds keep what belongs to the machine alone, and others of the kind.
const forms = [
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[fd00:ec2::254]',
  '[fe80::a9fe:a9fe]',
  '169.254.170.2',
  '100.100.100.200',
]

const kinds: readonly (readonly [string, (host: string) => string])[] = [
  ['http', (host) => `http http://${host}/latest/meta-data`],
  ['a series', (host) => `http http://${host}/ times=3`],
  ['a redirect', (host) => `http http://127.0.0.1:${port}/?to=http://${host}/ redirects=3`],
  ['prometheus', (host) => `prometheus http://${host} up`],
  ['tcp', (host) => `tcp ${host}:80`],
  ['tls', (host) => `tls ${host}:443`],
  ['postgres', (host) => `postgres postgres://a:b@${host}/x`],
  ['mysql', (host) => `mysql mysql://a:b@${host}/x`],
  ['redis', (host) => `redis redis://${host}`],
  ['redis with TLS', (host) => `redis rediss://${host}`],
]

describe.each(kinds)('%s never goes where clouds keep what is the machine’s own', (_, check) => {
  it.each(forms)('written %s', async (host) => {
    const { verdict, evidence } = await look(`${check(host)} timeout=5s`)
    expect(verdict).toBe('unclear')
    expect(evidence.join('\n')).toMatch(/never ask|is no HOST/)
  })
})

describe('A name that leads there', () => {
  const found = (host: string, options = {}) =>
    new Promise<string>((resolve) => {
      allowedLookup(host, options, (error, address) => resolve(error?.code ?? JSON.stringify(address)))
    })

  // The system's own look-up makes an address of this number, as it would of a name that was bound anew.
  it('is refused by the look-up whose answer is connected to', async () => {
    expect(await found('2852039166')).toBe('EFORBIDDEN')
    expect(await found('2852039166', { all: true })).toBe('EFORBIDDEN')
  })

  it('and others are not', async () => {
    expect(await found('localhost')).toMatch(/127\.0\.0\.1|::1/)
    expect(isForbidden('127.0.0.1')).toBe(false)
    expect(await look(`http http://127.1:${port}/ status=200`)).toMatchObject({ verdict: 'met' })
  })
})

it('A redirect to something else than http is not followed', async () => {
  for (const to of ['file:///etc/passwd', 'redis://127.0.0.1:6379/', 'http://[', 'gopher://127.0.0.1'])
    expect(await look(`http http://127.0.0.1:${port}/?to=${encodeURIComponent(to)} redirects=3`)).toMatchObject({
      verdict: 'unclear',
    })
})
