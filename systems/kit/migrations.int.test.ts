import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { noPostgres } from '../../src/testing/servers/postgres.ts'
import { openDatabase } from './database.ts'
import { embeddedPid, stopEmbedded } from './embedded-postgres.ts'
import { migrationsIn } from './migrations.ts'
import { useDatabase } from './testing/database.ts'

/** A migration in plain SQL, as a file of the folder. */
const migration = (up: string, down: string) =>
  `const run = (text) => (db) => db.executeQuery({ sql: text, parameters: [], query: { kind: 'RawNode', sqlFragments: [text], parameters: [] }, queryId: { queryId: text } })
export const up = run(${JSON.stringify(up)})
export const down = run(${JSON.stringify(down)})
`

interface Tables {
  readonly teams: { readonly name: string }
}

describe.skipIf(noPostgres !== null)(
  `migrations of a folder${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`,
  () => {
    const used = useDatabase<Tables>('migrations', ['migrations'])
    const folder = () => join(used.data, 'migrations')
    const put = (name: string, up: string, down: string) => writeFileSync(join(folder(), name), migration(up, down))
    const migrations = () => migrationsIn(folder(), used.db)
    const tables = async () => (await used.db.introspection.getTables()).map(({ name }) => name)

    beforeEach(() => {
      put('0001-teams.ts', 'create table teams (name text primary key)', 'drop table teams')
      put('0002-players.ts', 'create table players (name text)', 'drop table players')
    })

    it('are applied to the newest, one is taken back, and the state tells both', async () => {
      expect(await migrations().state()).toEqual({ applied: [], pending: ['0001-teams', '0002-players'], unknown: [] })
      expect(await migrations().up()).toEqual(['0001-teams', '0002-players'])
      expect(await migrations().up()).toEqual([])
      expect(await migrations().down()).toBe('0002-players')
      expect(await migrations().state()).toEqual({ applied: ['0001-teams'], pending: ['0002-players'], unknown: [] })
      expect(await tables()).toEqual(['teams'])
      expect(await migrations().down()).toBe('0001-teams')
      expect(await migrations().down()).toBe(null)
    })

    it('that fail leave nothing of themselves, nor of those before them', async () => {
      await migrations().up()
      put('0003-fine.ts', 'create table fine (name text)', 'drop table fine')
      put('0004-broken.ts', 'insert into nowhere values (1)', 'select 1')
      await expect(migrations().up()).rejects.toThrow(/0004-broken failed, and the schema is as it was.*nowhere/)
      expect(await tables()).toEqual(['players', 'teams'])
    })

    it('of a newer release are named by an older one, and refused', async () => {
      await migrations().up()
      rmSync(join(folder(), '0002-players.ts'))
      expect(await migrations().state()).toEqual({ applied: ['0001-teams'], pending: [], unknown: ['0002-players'] })
      await expect(migrations().up()).rejects.toThrow('0002-players')
    })

    it('outlast a server that is stopped and started: its address stays', async () => {
      await migrations().up()
      await stopEmbedded(used.data)
      expect(embeddedPid(used.data)).toBe(null)
      await expect(sql`select 1`.execute(used.db)).rejects.toThrow()
      const again = await openDatabase<Tables>({ DATA: used.data })
      await again.close()
      expect(await tables()).toEqual(['players', 'teams'])
    })
  },
)
