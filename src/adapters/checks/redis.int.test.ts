import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { noRedis, startRedis } from '../../testing/servers/redis.ts'
import { starting } from '../../testing/servers/server.ts'

const password = 'hunter2-redis'

describe.skipIf(noRedis !== null)(`redis ${noRedis ?? ''}`, () => {
  let server: Awaited<ReturnType<typeof startRedis>>
  let url = ''

  beforeAll(async () => {
    server = await startRedis(password)
    url = `redis://:${password}@127.0.0.1:${server.port}`
    const client = new Redis(url)
    await client.set('version', '2.0.1')
    await client.rpush('jobs', 'a', 'b', 'c')
    await client.select(3)
    await client.set('version', 'of database 3')
    await client.quit()
  }, starting)
  afterAll(async () => await server?.stop())

  const verdict = async (rest: string) => (await look(`redis ${url}${rest}`)).verdict

  it.each([
    ['that it answers', ''],
    ['how fast', ' time<10s'],
    ['a value', ' GET version value=2.0.1'],
    ['the length of a list', ' LLEN jobs value<=3'],
    ['what is told of it', ' INFO info.role=master info.connected_clients<100'],
    ['another database', '/3 get version value~3'],
  ])('sees %s', async (_, rest) => expect(await verdict(rest)).toBe('met'))

  it.each([
    ['another value', ' LLEN jobs value<3'],
    ['a key that is not there', ' GET nothing value=2.0.1'],
    ['a field that is not there', ' INFO info.nothing=1'],
  ])('is unmet by %s', async (_, rest) => expect(await verdict(rest)).toBe('unmet'))

  it('asks a person where a key holds something else', async () => {
    expect(await look(`redis ${url} GET jobs value=a`)).toMatchObject({
      verdict: 'unclear',
      evidence: [expect.stringContaining('WRONGTYPE')],
    })
  })

  it.each([
    ['a wrong password', () => url.replace(password, 'wrong-password'), /WRONGPASS/],
    ['no password', () => url.replace(`:${password}@`, ''), /NOAUTH/],
    ['nobody at the port', () => `redis://:${password}@127.0.0.1:1`, /ECONNREFUSED/],
    ['a certificate that nobody signed', () => `rediss://:${password}@localhost:${server.tls}`, /self-signed/],
  ])('is unmet by %s', async (_, at, why) => {
    const { verdict: said, evidence } = await look(`redis ${at()}`)
    expect([said, evidence.join('\n')]).toEqual(['unmet', expect.stringMatching(why)])
  })

  it('keeps what was asked and answered as evidence, and never the password', async () => {
    const { evidence } = await look(`redis ${url} GET version value=2.0.1`)
    expect(evidence[0]).toBe(`redis://127.0.0.1:${server.port}/0: GET version`)
    expect(evidence.join('\n')).toMatch(/2\.0\.1 \(after [\s\S]*met: value = 2\.0\.1/)
    expect(evidence.join('\n')).not.toContain(password)
  })

  it('never goes where clouds keep what is the machine’s own', async () => {
    expect(await look('redis redis://169.254.169.254')).toMatchObject({ verdict: 'unclear' })
    expect(await look('redis http://127.0.0.1')).toMatchObject({ verdict: 'unclear' })
  })
})
