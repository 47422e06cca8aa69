import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { noPrometheus, startPrometheus } from '../../testing/servers/prometheus.ts'
import { starting, type TestServer } from '../../testing/servers/server.ts'

describe.skipIf(noPrometheus !== null)(`prometheus ${noPrometheus ?? ''}`, () => {
  let server: TestServer
  let url = ''

  beforeAll(async () => {
    server = await startPrometheus()
    url = `http://127.0.0.1:${server.port}`
    for (let tries = 0; tries < 200; tries++) {
      const { verdict } = await look(`prometheus ${url} "count(up)" value=2`)
      if (verdict === 'met') break
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }, starting)
  afterAll(async () => await server?.stop())

  const verdict = async (rest: string) => (await look(`prometheus ${url} ${rest}`)).verdict

  it.each([
    ['a value', `'up{job="itself"}' value=1`],
    ['how many series there are', '"up" series=2'],
    ['a scalar', '"scalar(count(up))" value=2'],
    ['that nothing is there, where that is wanted', '"ALERTS" series=0'],
    ['a path before its own', `'up{job="itself"}' value=1 time<10s`],
  ])('sees %s', async (_, rest) => expect(await verdict(rest)).toBe('met'))

  it('asks that a condition holds for each series', async () => {
    const { verdict: said, evidence } = await look(`prometheus ${url} "up" value=1`)
    expect(said).toBe('unmet')
    expect(evidence.join('\n')).toMatch(/2 series:[\s\S]*"job":"nobody"} 0[\s\S]*UNMET: value = 1/)
    expect(await verdict('"up" value>=0')).toBe('met')
  })

  it.each([
    ['no series', '"no_such_metric" value<1'],
    ['no series, where nothing more is asked', '"no_such_metric"'],
    ['a value that is no number', '"0 * (count(up) / 0)" value>=0'],
  ])('takes no data for no health: %s', async (_, rest) => {
    const { verdict: said, evidence } = await look(`prometheus ${url} ${rest}`)
    expect(said).toBe('unmet')
    expect(evidence.join('\n')).toContain('no data is not health')
  })

  it.each([
    ['an expression that is none', '"sum(" value=1', /parse error/],
    ['a range', '"up[5m]" value=1', /instant vector/],
  ])('asks a person about %s', async (_, rest, why) => {
    const { verdict: said, evidence } = await look(`prometheus ${url} ${rest}`)
    expect([said, evidence.join('\n')]).toEqual(['unclear', expect.stringMatching(why)])
  })
})

describe('prometheus, where somebody else answers', () => {
  let server: Server
  let url = ''

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url?.startsWith('/away')) response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
      else if (request.url?.startsWith('/hangs')) return
      else if (request.headers.authorization === `Basic ${btoa('ada:hunter22')}`)
        response.end(
          JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [{ value: [1, '7'] }] } }),
        )
      else response.writeHead(401).end('who are you?')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  it('says who it is by the address, and never shows the password', async () => {
    const { verdict, evidence } = await look(`prometheus ${url.replace('//', '//ada:hunter22@')} "up" value=7`)
    expect(verdict).toBe('met')
    expect(evidence.join('\n')).not.toContain('hunter22')
  })

  it.each([
    ['is unclear where it is not let in', '', 'unclear'],
    ['is unmet where nothing comes', '/hangs', 'unmet'],
    ['is unclear where a redirect leads to what clouds keep for the machine', '/away', 'unclear'],
  ])('%s', async (_, path, expected) => {
    expect(await look(`prometheus ${url}${path} "up" redirects=3 timeout=300ms`)).toMatchObject({ verdict: expected })
  })
})
