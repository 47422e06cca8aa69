import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOf } from '../../read/checks/grammar.ts'
import { type Looked, lookAt } from './look.ts'

let folder = ''
let server: Server
let url = ''
/** Milliseconds that each answer is kept back, and of how many one is refused. */
let slow = 0
let refused = 0
let asked = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-before-'))
  server = createServer(async (_, response) => {
    asked += 1
    await sleep(slow)
    response.statusCode = refused > 0 && asked % refused === 0 ? 503 : 200
    response.end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const onDatabase = (sql: string) => {
  const database = new DatabaseSync(join(folder, 'app.db'))
  database.exec(sql)
  database.close()
}

/** Looks before, lets something happen, and looks again with what was seen. */
async function around(text: string, change: () => void): Promise<{ readonly first: Looked; readonly after: Looked }> {
  const read = checkOf(text)
  if ('wrong' in read) throw new Error(read.wrong)
  const here = { cwd: folder, variable: () => null }
  const { signal } = new AbortController()
  const first = await lookAt({ ...read.check, baseline: true }, here, signal)
  change()
  return { first, after: await lookAt(read.check, { ...here, before: first.seen }, signal) }
}

describe('Rows of a database', () => {
  const count = 'sqlite app.db "select count(*) from users"'
  beforeAll(() => onDatabase('create table users (id); insert into users values (1),(2),(3)'))

  it('that are all there are no loss, and their number before is kept', async () => {
    const { first, after } = await around(`${count} value>=before`, () => onDatabase('insert into users values (4)'))
    expect(first).toMatchObject({ verdict: 'met', seen: [{ of: 'value', text: '3', amount: 3 }] })
    expect(first.evidence).toContain('measured: value, was 3')
    expect(after.verdict).toBe('met')
    expect(after.seen).toMatchObject([{ text: '4', compared: { before: '3', allowed: '>= 3', verdict: 'met' } }])
  })

  it('that are gone are, with both numbers in the evidence', async () => {
    const { after } = await around(`${count} value>=before`, () => onDatabase('delete from users where id > 2'))
    expect(after.verdict).toBe('unmet')
    expect(after.evidence).toContain('UNMET: value >= before, was 2; before it was 4, allowed is >= 4')
  })

  it('may change and be as many: a checksum tells', async () => {
    const sum = 'sqlite app.db "select group_concat(id) from users" value=before'
    const { after } = await around(sum, () => onDatabase('update users set id = 9 where id = 1'))
    expect(after.seen).toMatchObject([{ text: '9,2', compared: { before: '1,2', verdict: 'unmet' } }])
  })

  it('need not hold before what is compared, but everything else', async () => {
    const { first } = await around(`${count} value>=before rows=2`, () => {})
    expect(first.verdict).toBe('unmet')
    expect(first.evidence.join('\n')).not.toContain('value >= before')
  })

  it('of which there is no value cannot be measured', async () => {
    const { first, after } = await around('sqlite app.db "select id from users where id = 77" value=before', () => {})
    expect(first).toMatchObject({ verdict: 'unclear', seen: [] })
    expect(after.verdict).toBe('unclear')
  })
})

describe('A server', () => {
  it('that gets slower is seen to', async () => {
    slow = 0
    const { first, after } = await around(`http ${url} times=3 p95<=before+500ms`, () => {
      slow = 2000
    })
    expect(first).toMatchObject({ verdict: 'met', seen: [{ of: 'p95', in: 'time' }] })
    expect(after.verdict).toBe('unmet')
    expect(after.evidence.join('\n')).toMatch(
      /UNMET: p95 <= before\+500ms, was .*; before it was .* ms, allowed is <= /,
    )
  })

  it('that answers more and more with errors is seen to, in points of per cent', async () => {
    slow = 0
    asked = 0
    const { first, after } = await around(`http ${url} times=10 errors<=before+10%`, () => {
      refused = 2
    })
    refused = 0
    expect(first.seen).toMatchObject([{ of: 'errors', amount: 0, in: 'percent' }])
    expect(after.seen).toMatchObject([
      { amount: 50, compared: { before: '0 %', allowed: '<= 10 %', verdict: 'unmet' } },
    ])
  })
})
