import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { noPostgres, startPostgres } from '../../testing/servers/postgres.ts'
import { has, starting, type TestServer } from '../../testing/servers/server.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-backup-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
const seen = async (check: string) => {
  const { verdict, evidence } = await look(`backup ${check}`, folder)
  return [verdict, evidence.join('\n')] as const
}
const cutOff = (whole: Uint8Array) => whole.subarray(0, whole.length - 20)
const noise = Uint8Array.from({ length: 50_000 }, (_, at) => (at * at * 7919) % 251)
const dump = '-- MySQL dump 10.13\nCREATE TABLE a (b int);\n'
const database = (): Uint8Array => {
  const path = join(folder, 'made.db')
  rmSync(path, { force: true })
  const own = new DatabaseSync(path)
  own.exec('create table t (a)')
  own.close()
  return readFileSync(path)
}

describe('A backup is read to its end', () => {
  it.each([
    ['gzip', () => gzipSync(noise), /unpacks to 50 kB/],
    ['zstd', () => zstdCompressSync(noise), /unpacks to 50 kB/],
    ['a packed dump', () => gzipSync(`${dump}-- Dump completed on 2026-11-21\n`), /unpacks to/],
    ['SQLite', database, /finds it whole/],
  ])('%s', async (name, content, how) => {
    put(name, content())
    expect(await seen(`"${name}"`)).toEqual(['met', expect.stringMatching(how)])
  })

  it.each([
    ['gzip', () => cutOff(gzipSync(noise)), /does not unpack/],
    ['zstd', () => cutOff(zstdCompressSync(noise)), /does not unpack/],
    ['a packed dump', () => gzipSync(dump), /does not end as one/],
    ['SQLite', () => database().subarray(0, 5000), /SQLite: /],
  ])('and %s that was cut off is unmet', async (name, content, how) => {
    put(name, content())
    expect(await seen(`"${name}"`)).toEqual(['unmet', expect.stringMatching(how)])
  })

  it('says how to get a program that it needs', async () => {
    const path = process.env.PATH
    put('a.dump', 'PGDMP')
    process.env.PATH = folder
    try {
      expect(await seen('a.dump')).toEqual(['unclear', expect.stringContaining('apt-get install postgresql-client')])
    } finally {
      process.env.PATH = path
    }
  })
})

const noClients = has('pg_dump') && has('pg_restore') ? null : 'pg_dump and pg_restore are not on this machine'
const lacking = noPostgres ?? noClients

describe.skipIf(lacking !== null)(`A backup is restored to see that it can be ${lacking ?? ''}`, () => {
  const password = 'hunter2-restore'
  let server: TestServer
  let url = ''

  beforeAll(async () => {
    server = await startPostgres(password)
    url = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`
    await does('create database shop')
    await does('create table a (id int primary key); create table b (id int); insert into a values (1), (2)', 'shop')
    const env = { PATH: process.env.PATH, PGPASSWORD: password }
    const dumped = (...args: readonly string[]) =>
      execFileSync('pg_dump', ['-h', '127.0.0.1', '-p', String(server.port), '-U', 'postgres', ...args, 'shop'], {
        env,
      })
    put('shop.dump', dumped('-Fc'))
    put('shop.tar', dumped('-Ft'))
    put('shop.sql', dumped('--create'))
  }, starting)
  afterAll(async () => await server?.stop())

  const does = async (sql: string, database = 'postgres') => {
    const client = new pg.Client(url.replace(/postgres$/, database))
    await client.connect()
    const { rows } = await client.query(sql)
    await client.end()
    return rows
  }
  const databases = async () => (await does('select datname from pg_database order by 1')).map(({ datname }) => datname)

  it.each(['shop.dump', 'shop.tar'])('%s, into a database of its own, which is gone afterwards', async (name) => {
    const before = await databases()
    const [verdict, text] = await seen(`${name} restore=${url} tables>=2`)
    expect([verdict, text]).toEqual([
      'met',
      expect.stringMatching(/restored into holdpoint_restore_[0-9a-f]{20} on .*: 2 tables/),
    ])
    expect(text).toMatch(/pg_restore lists what is in it[\s\S]*met: restored = yes/)
    expect(text).not.toContain(password)
    expect(await databases()).toEqual(before)
  })

  it('one that has fewer tables than it must is unmet', async () => {
    expect(await seen(`shop.dump restore=${url} tables>=3`)).toEqual([
      'unmet',
      expect.stringContaining('UNMET: tables >= 3, was 2'),
    ])
  })

  it('one that is listed well and does not restore is unmet, and leaves nothing behind', async () => {
    const whole = readFileSync(join(folder, 'shop.dump'))
    put('cut.dump', whole.subarray(0, whole.length - 30))
    const [verdict, text] = await seen(`cut.dump restore=${url}`)
    expect([verdict, text]).toEqual(['unmet', expect.stringContaining('pg_restore')])
    expect((await databases()).filter((name) => name.startsWith('holdpoint'))).toEqual([])
  })

  it('an archive that pg_restore cannot list is unmet', async () => {
    put('none.dump', readFileSync(join(folder, 'shop.dump')).subarray(0, 200))
    expect(await seen('none.dump')).toEqual(['unmet', expect.stringContaining('pg_restore: error')])
  })

  it('a dump as text is not restored: it may name other databases', async () => {
    expect(await seen(`shop.sql restore=${url}`)).toEqual([
      'unclear',
      expect.stringContaining('only archives of pg_dump'),
    ])
  })

  it('a user that may make no database, or a server that is not there, is no verdict on the backup', async () => {
    await does("create role reader login password 'reader-password'")
    const reader = url.replace(`postgres:${password}`, 'reader:reader-password')
    expect(await seen(`shop.dump restore=${reader}`)).toEqual([
      'unclear',
      expect.stringContaining('permission denied to create database'),
    ])
    const nowhere = url.replace(/:\d+\/postgres/, ':1/postgres')
    expect(await seen(`shop.dump restore=${nowhere}`)).toEqual(['unclear', expect.stringContaining('ECONNREFUSED')])
  })

  it('one that takes too long is stopped, and its database dropped', async () => {
    const slow = join(folder, 'bin')
    mkdirSync(slow)
    const program = join(slow, 'pg_restore')
    writeFileSync(program, '#!/bin/sh\ncase "$*" in *--list*) exit 0;; *) sleep 60;; esac\n')
    chmodSync(program, 0o755)
    const path = process.env.PATH
    process.env.PATH = `${slow}:${path}`
    try {
      expect(await seen(`shop.dump restore=${url} timeout=1s`)).toEqual(['unmet', 'no answer within 1000 ms'])
    } finally {
      process.env.PATH = path
    }
    expect((await databases()).filter((name) => name.startsWith('holdpoint'))).toEqual([])
  })
})
