import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { noMariadb, startMariadb } from '../../testing/servers/mariadb.ts'
import { starting, type TestServer } from '../../testing/servers/server.ts'

const password = 'hunter2/@x'

const first = [
  'create database shop;',
  "create table shop.orders (id int primary key, customer varchar(20), total decimal(10,2), at datetime default '2026-11-21 10:00:00');",
  "insert into shop.orders (id, customer, total) values (1, 'ada', 12.50), (2, null, 3);",
  `create user 'app'@'localhost' identified by '${password}';`,
  "grant all on *.* to 'app'@'localhost';",
].join('\n')

describe.skipIf(noMariadb !== null)(`mysql, on MariaDB ${noMariadb ?? ''}`, () => {
  let server: TestServer
  let url = ''

  beforeAll(async () => {
    server = await startMariadb(first)
    url = `mysql://app:${encodeURIComponent(password)}@127.0.0.1:${server.port}/shop`
  }, starting)
  afterAll(async () => await server?.stop())

  const verdict = async (rest: string) => (await look(`mysql ${url} ${rest}`)).verdict

  it.each([
    ['the first value', '"select count(*) from orders" value=2'],
    ['how many rows', '"select * from orders" rows=2'],
    ['columns of the first row', '"select * from orders order by id" column.customer=ada column.total=12.5'],
    ['times as the server writes them', '"select at from orders" value="2026-11-21 10:00:00"'],
    ['what show says', '"show global status like \'Threads_connected\'" column.Value>=1'],
    ['that one can log in', ''],
  ])('sees %s', async (_, rest) => expect(await verdict(rest)).toBe('met'))

  it.each([
    ['another value', '"select count(*) from orders where customer is null" value=0'],
    ['a value that is none', '"select customer from orders where id = 2" value=ada'],
    ['no row at all', '"select customer from orders where id = 3" value=ada'],
  ])('is unmet by %s', async (_, rest) => expect(await verdict(rest)).toBe('unmet'))

  it.each(['with a as (select 1) delete from orders', 'select 1; delete from orders', 'explain delete from orders'])(
    'changes nothing: %s',
    async (query) => {
      await verdict(`"${query}"`)
      expect(await verdict('"select count(*) from orders" value=2')).toBe('met')
    },
  )

  it('keeps the query, the row and the server as evidence, and never the password', async () => {
    const text = (await look(`mysql ${url} "select id, customer from orders order by id" rows=2`)).evidence.join('\n')
    expect(text).toContain(`mysql://app@127.0.0.1:${server.port}/shop (not encrypted)`)
    expect(text).toMatch(/MariaDB[\s\S]*select id, customer[\s\S]*id = 1\n {2}customer = ada[\s\S]*met: rows = 2/)
    for (const secret of [password, encodeURIComponent(password)]) expect(text).not.toContain(secret)
  })

  it('lets the server end a query that takes too long', async () => {
    expect(await verdict('"select sleep(30), count(*) from orders" timeout=500ms')).toBe('unmet')
  })

  it('asks a person where the query cannot be answered', async () => {
    const { verdict: said, evidence } = await look(`mysql ${url} "select * from nowhere" rows=1`)
    expect([said, evidence.join()]).toEqual(['unclear', "Table 'shop.nowhere' doesn't exist"])
  })

  it.each([
    ['a wrong password', (u: string) => u.replace(/:[^:@]*@/, ':wrong-password@'), /Access denied/],
    ['a database that is not there', (u: string) => u.replace(/shop$/, 'nowhere'), /Unknown database/],
    ['nobody at the port', (u: string) => u.replace(/:\d+\/shop$/, ':1/shop'), /ECONNREFUSED/],
  ])('is unmet by %s', async (_, change, why) => {
    const { verdict: said, evidence } = await look(`mysql ${change(url)} "select 1"`)
    expect([said, evidence.join('\n')]).toEqual(['unmet', expect.stringMatching(why)])
    expect(evidence.join('\n')).not.toContain('wrong-password')
  })

  it('does not count on for ever', async () => {
    expect(await verdict('"select * from seq_1_to_3000000" rows<9')).toBe('unclear')
  })

  it('asks a person where the server has no encryption and the address wants it', async () => {
    expect(await look(`mysql ${url}?ssl-mode=REQUIRED`)).toMatchObject({ verdict: 'unclear' })
  })

  it('never goes where clouds keep what is the machine’s own', async () => {
    expect(await look('mysql mysql://a:b@169.254.169.254/x')).toMatchObject({ verdict: 'unclear' })
  })
})
