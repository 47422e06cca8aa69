import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noPostgres } from '../../../src/testing/servers/postgres.ts'
import { useDatabase } from '../testing/database.ts'
import { runCommand } from './run.ts'
import type { System } from './system.ts'

const migration = (table: string) => `
const run = (text) => (db) => db.executeQuery({ sql: text, parameters: [], query: { kind: 'RawNode', sqlFragments: [text], parameters: [] }, queryId: { queryId: text } })
export const up = run('create table ${table} (name text)')
export const down = run('drop table ${table}')
`

describe.skipIf(noPostgres !== null)(
  `the commands of a system${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`,
  () => {
    const used = useDatabase('commands', ['migrations', 'files'])
    const system = (): System => ({
      name: 'test',
      root: used.data,
      migrations: join(used.data, 'migrations'),
      entry: 'src/main.ts',
      configuration: { DATA: used.data, ENVIRONMENT: 'development' },
      files: join(used.data, 'files'),
      address: 'http://127.0.0.1:8000',
      services: { files: async () => {}, mail: () => Promise.reject(new Error('nobody answers')) },
    })
    /** What a call prints, and how it ends. */
    const call = async (...words: readonly string[]) => {
      const [out, err] = [process.stdout, process.stderr].map((to) => vi.spyOn(to, 'write').mockReturnValue(true))
      const said = (spy: typeof out) => spy?.mock.calls.map(([text]) => text).join('') ?? ''
      try {
        return { status: await runCommand(system, words), out: said(out), err: said(err) }
      } finally {
        out?.mockRestore()
        err?.mockRestore()
      }
    }

    beforeEach(() => {
      writeFileSync(join(used.data, 'migrations', '0001-teams.ts'), migration('teams'))
      writeFileSync(join(used.data, 'migrations', '0002-players.ts'), migration('players'))
    })

    it.each([
      [['nothing'], 'there is no such command'],
      [['migrate'], 'call it as bin/migrate current | name | up | down | to NAME'],
      [['maintenance', 'on'], 'call it as bin/maintenance on REASON'],
      [['backup', 'verify'], 'call it as bin/backup [FILE] | verify FILE'],
      [['restore'], 'call it as bin/restore FILE'],
      [['release', 'switch'], 'call it as bin/release'],
      [['database', 'rows'], 'call it as bin/database'],
      [['service', 'kill'], 'call it as bin/service'],
    ])('%s: say how they are called', async (words, sentence) => {
      expect(await call(...words)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(sentence) })
    })

    it('bring the schema forth, back by one and to where it was by name', async () => {
      expect(await call('migrate', 'current')).toMatchObject({
        status: 1,
        out: expect.stringContaining('not applied yet: 0001-teams'),
      })
      expect(await call('migrate', 'up')).toMatchObject({
        status: 0,
        out: expect.stringContaining('applied: 0002-players'),
      })
      expect((await call('migrate', 'name')).out).toBe('0002-players\n')
      expect(await call('migrate', 'down')).toMatchObject({
        status: 0,
        out: expect.stringContaining('taken back: 0002-players'),
      })
      expect(await call('migrate', 'down')).toMatchObject({
        status: 1,
        out: expect.stringContaining('nothing is taken back'),
      })
      expect((await call('migrate', 'name')).out).toBe('0001-teams\n')
      expect(await call('migrate', 'to', '0001-teams')).toMatchObject({
        status: 0,
        out: expect.stringContaining('nothing to do'),
      })
      expect(await call('migrate', 'to', '')).toMatchObject({ status: 1 })
      expect((await call('database', 'rows', 'teams')).out).toBe('0\n')
      expect((await call('database', 'rows', 'players')).out).toBe('none\n')
    })

    it('back up, prove and restore, and refuse a restore outside of its maintenance', async () => {
      await call('migrate', 'up')
      const path = join(used.data, 'one.backup')
      expect((await call('maintenance', 'on', 'release', '2')).out).toMatch(
        /: release 2\nnothing is being written any more\n$/,
      )
      expect((await call('backup', path)).out).toMatch(/\n.*one\.backup\n$/)
      expect((await call('backup', 'verify', path)).out).toMatch(/\nbackup ok\n$/)
      expect((await call('restore', path)).out).toMatch(/\nrestored\n$/)
      await call('maintenance', 'off')
      expect(await call('restore', path)).toMatchObject({
        status: 1,
        err: expect.stringContaining('begin maintenance first'),
      })
      await call('maintenance', 'on', 'again')
      expect(await call('restore', path)).toMatchObject({
        status: 1,
        err: expect.stringContaining('loses what they were told'),
      })
      expect(await call('restore', path, '--discard-what-came-since')).toMatchObject({ status: 0 })
    })

    it('say what runs, which release it is, and what is missing', async () => {
      expect(await call('service', 'status')).toEqual({ status: 3, out: 'it does not run\n', err: '' })
      expect(await call('release', 'current')).toMatchObject({ status: 0, out: 'none\n' })
      expect(await call('release', 'switch', '9')).toMatchObject({
        status: 1,
        err: expect.stringContaining('no release 9'),
      })
      expect(await call('services')).toMatchObject({ status: 1, out: 'files: connected\nmail: nobody answers\n' })
      expect((await call('configuration', 'address')).out).toBe('http://127.0.0.1:8000\n')
      expect((await call('database', 'status')).out).toMatch(/\nthe database answers\n$/)
    })
  },
)
