import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { look } from '../../testing/look.ts'
import { noPostgres, startPostgres } from '../../testing/servers/postgres.ts'
import { starting, type TestServer } from '../../testing/servers/server.ts'

const password = 'pa:ss/w@rd'
const written = encodeURIComponent(password)

describe.skipIf(noPostgres !== null)(`postgres ${noPostgres ?? ''}`, () => {
  let server: TestServer
  let url = ''

  beforeAll(async () => {
    server = await startPostgres(password)
    url = `postgres://postgres:${written}@127.0.0.1:${server.port}/postgres`
    await does(
      `create table orders (id int primary key, customer text, total numeric(10,2), paid boolean);
       insert into orders values (1, 'ada', 12.50, true), (2, null, 3, false)`,
    )
  }, starting)
  afterAll(async () => await server?.stop())

  const does = async (sql: string) => {
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query(sql)
    await client.end()
    return rows
  }
  const verdict = async (rest: string) => (await look(`postgres ${url} ${rest}`)).verdict

  it.each([
    ['the first value', '"select count(*) from orders" value=2'],
    ['how many rows', '"select * from orders" rows=2'],
    [
      'columns of the first row',
      '"select * from orders order by id" column.customer=ada column.total=12.5 column.paid=true',
    ],
    ['a setting', '"show server_version" value~15.'],
    ['that one can log in', ''],
    ['how long it took', 'time<10s'],
  ])('sees %s', async (_, rest) => expect(await verdict(rest)).toBe('met'))

  it.each([
    ['another value', '"select count(*) from orders where customer is null" value=0'],
    ['a value that is none', '"select customer from orders where id = 2" value=ada'],
    ['no row at all', '"select customer from orders where id = 3" value=ada'],
    ['a column that is not there', '"select 1 as one" column.two=1'],
  ])('is unmet by %s', async (_, rest) => expect(await verdict(rest)).toBe('unmet'))

  it('keeps the query, the row and the server as evidence, and never the password', async () => {
    const { evidence } = await look(`postgres ${url} "select id, customer from orders order by id" rows=2`)
    const text = evidence.join('\n')
    expect(text).toContain(`postgres://postgres@127.0.0.1:${server.port}/postgres (not encrypted)`)
    expect(text).toMatch(/PostgreSQL 15[\s\S]*select id, customer[\s\S]*id = 1\n {2}customer = ada[\s\S]*met: rows = 2/)
    for (const secret of [password, written]) expect(text).not.toContain(secret)
  })

  it.each([
    'with gone as (delete from orders returning *) select count(*) from gone',
    'select 1; commit; delete from orders',
    "select setval('s', 1)",
    'explain analyze delete from orders',
  ])('changes nothing: %s', async (query) => {
    await does('create sequence if not exists s')
    expect(await verdict(`"${query}"`)).toBe('unclear')
    expect(await does('select count(*)::int as n from orders')).toEqual([{ n: 2 }])
  })

  it('asks a person where the query cannot be answered', async () => {
    const { verdict: said, evidence } = await look(`postgres ${url} "select * from nowhere" rows=1`)
    expect([said, evidence.join()]).toEqual(['unclear', 'relation "nowhere" does not exist'])
  })

  it('lets the server end a query that takes too long', async () => {
    expect(await verdict('"select pg_sleep(30)" timeout=500ms')).toBe('unmet')
    const running = `select count(*)::int as n from pg_stat_activity
      where query like '%pg_sleep(30)%' and state = 'active' and pid <> pg_backend_pid()`
    await vi.waitFor(async () => expect(await does(running)).toEqual([{ n: 0 }]), { timeout: 10_000 })
  })

  it('does not count on for ever', async () => {
    const { verdict: said, evidence } = await look(`postgres ${url} "select * from generate_series(1, 3000000)" rows<9`)
    expect(said).toBe('unclear')
    expect(evidence.join('\n')).toContain('more than 10000 rows (let the query count them)')
  })

  it.each([
    ['a wrong password', (u: string) => u.replace(written, 'wrong-password'), /password authentication failed/],
    ['a database that is not there', (u: string) => u.replace(/postgres$/, 'nowhere'), /"nowhere" does not exist/],
    ['nobody at the port', (u: string) => u.replace(/:\d+\/postgres$/, ':1/postgres'), /ECONNREFUSED/],
    [
      'a certificate that nobody signed',
      (u: string) => `${u.replace('127.0.0.1', 'localhost')}?sslmode=verify-full`,
      /self-signed/,
    ],
  ])('is unmet by %s', async (_, change, why) => {
    const { verdict: said, evidence } = await look(`postgres ${change(url)} "select 1"`)
    expect(said).toBe('unmet')
    expect(evidence.join('\n')).toMatch(why)
    expect(evidence.join('\n')).not.toContain('wrong-password')
  })

  it('is found at its socket too', async () => {
    const { verdict: said } = await look(
      `postgres ${url.replace(/127.*/, `/postgres?host=${server.folder}`).replace('@/', `@localhost:${server.port}/`)}`,
    )
    expect(said).toBe('met')
  })

  it('encrypts without looking at the certificate where the address says so', async () => {
    const { verdict: said, evidence } = await look(
      `postgres ${url}?sslmode=require "select ssl from pg_stat_ssl where pid = pg_backend_pid()" value=true`,
    )
    expect(said).toBe('met')
    expect(evidence.join()).toContain('(encrypted, its certificate not verified)')
  })

  it('never goes where clouds keep what is the machine’s own', async () => {
    expect(await look('postgres postgres://a:b@169.254.169.254/x')).toMatchObject({ verdict: 'unclear' })
    expect(await look('postgres nonsense')).toMatchObject({ verdict: 'unclear' })
  })
})
