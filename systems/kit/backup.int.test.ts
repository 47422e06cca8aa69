import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Generated, sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { noPostgres } from '../../src/testing/servers/postgres.ts'
import { mayMount, removeDisk, smallDisk } from '../../tests/faults/small-disk.ts'
import { type Saved, takeBackup } from './backup.ts'
import { beginMaintenance, endMaintenance } from './maintenance.ts'
import { migrationsIn } from './migrations.ts'
import { restoreBackup, verifyBackup } from './restore.ts'
import { useDatabase } from './testing/database.ts'

/** Players stand before teams in the alphabet, and refer to them. */
const migration = `
import { createRequire } from 'node:module'
const { sql } = createRequire('${import.meta.filename}')('kysely')
export async function up(db) {
  await sql\`create table teams (id bigserial primary key, name text not null, photo bytea, made timestamptz)\`.execute(db)
  await sql\`create table players (team bigint references teams, name text)\`.execute(db)
  await sql\`insert into teams (name) values ('of the migration')\`.execute(db)
}
export async function down(db) {
  await sql\`drop table players, teams\`.execute(db)
}
`

interface Tables {
  readonly teams: { readonly id: Generated<string>; readonly name: string; readonly photo: Buffer | null }
  readonly players: { readonly team: string; readonly name: string | null }
}

const now = new Date('2026-03-09T10:00:00Z')
const begun = { now, reason: 'release 2', retryAfter: 30 }

describe.skipIf(noPostgres !== null)(`a backup${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  const used = useDatabase<Tables>('backup', ['migrations', 'files'])
  let path = ''
  let saved: Saved
  const names = async () =>
    (await used.db.selectFrom('teams').select('name').orderBy('id').execute()).map((team) => team.name)
  const register = async (name: string) => {
    const { id } = await used.db
      .insertInto('teams')
      .values({ name, photo: Buffer.from([0, 10, 255, 92]) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await used.db
      .insertInto('players')
      .values([
        { team: id, name: 'a\tb\\c\nd' },
        { team: id, name: null },
      ])
      .execute()
    writeFileSync(join(used.data, 'files', `${id}.pdf`), `document of ${name}`)
  }

  beforeEach(async () => {
    path = join(used.data, 'backups', 'one.backup')
    writeFileSync(join(used.data, 'migrations', '0001-teams.ts'), migration)
    saved = {
      system: 'test',
      configuration: { DATA: used.data },
      migrations: join(used.data, 'migrations'),
      files: join(used.data, 'files'),
    }
    await migrationsIn(saved.migrations, used.db).up()
    await used.db.deleteFrom('teams').execute()
    await register('Ants')
    await register('Bees')
  })

  it('says what it holds, can be restored, and overwrites nothing', async () => {
    const taken = await takeBackup(saved, path, now)
    expect(taken).toMatchObject({
      taken: '2026-03-09T10:00:00.000Z',
      schema: ['0001-teams'],
      maintenance: null,
      tables: [
        { name: 'teams', rows: 2 },
        { name: 'players', rows: 4 },
      ],
      files: [{ path: '2.pdf' }, { path: '3.pdf' }],
    })
    expect(await verifyBackup(saved, path)).toEqual(taken)
    const { rows } = await sql`select datname from pg_database where datname like 'verified%'`.execute(used.db)
    expect(rows).toEqual([])
    await expect(takeBackup(saved, path, now)).rejects.toThrow('overwrites nothing')
  })

  it('holds many rows, of which each comes in its own time', async () => {
    await sql`insert into teams (name, photo) select 'Team ' || n, decode(repeat(md5(n::text), 20), 'hex')
      from generate_series(1, 20000) n`.execute(used.db)
    await takeBackup(saved, path, now)
    expect((await verifyBackup(saved, path)).tables[0]?.rows).toBe(20_002)
  })

  it('puts rows, files and sequences back; what came since stays aside', async () => {
    await beginMaintenance(used.data, used.db, begun)
    await takeBackup(saved, path, now)
    await register('Cats')
    await sql`update teams set name = 'damaged' where name = 'Ants'`.execute(used.db)
    rmSync(join(used.data, 'files', '2.pdf'))
    await restoreBackup(saved, path, false)
    expect(await names()).toEqual(['Ants', 'Bees'])
    expect(readFileSync(join(used.data, 'files', '2.pdf'), 'utf8')).toBe('document of Ants')
    expect(readdirSync(join(used.data, 'files'))).toEqual(['2.pdf', '3.pdf'])
    expect(readdirSync(join(used.data, 'files.replaced'))).toEqual(['4.pdf'])
    const { rows } = await sql`select name from replaced.teams order by id`.execute(used.db)
    expect(rows).toEqual([{ name: 'damaged' }, { name: 'Bees' }, { name: 'Cats' }])
    await register('Dogs')
    expect((await migrationsIn(saved.migrations, used.db).state()).applied).toEqual(['0001-teams'])
    await restoreBackup(saved, path, false)
    expect(await names()).toEqual(['Ants', 'Bees'])
  })

  it('is not restored over what clients may have written since', async () => {
    await beginMaintenance(used.data, used.db, begun)
    await takeBackup(saved, path, now)
    await endMaintenance(used.data)
    await register('Cats')
    await expect(restoreBackup(saved, path, true)).rejects.toThrow('begin maintenance first')
    await beginMaintenance(used.data, used.db, { ...begun, now: new Date('2026-03-09T11:00:00Z') })
    await expect(restoreBackup(saved, path, false)).rejects.toThrow('loses what they were told is kept')
    expect(await names()).toEqual(['Ants', 'Bees', 'Cats'])
    await restoreBackup(saved, path, true)
    expect(await names()).toEqual(['Ants', 'Bees'])
  })

  it.each([
    ['one byte of a row', (bytes: Buffer) => bytes.write('Axts', bytes.indexOf('Ants'))],
    ['one byte of a file', (bytes: Buffer) => bytes.write('X', bytes.indexOf('document of'))],
    ['what it says of itself', (bytes: Buffer) => bytes.write('"rows":9', bytes.indexOf('"rows":2'))],
    ['its last line', (bytes: Buffer) => bytes.write('x', bytes.length - 3)],
  ])('is found to be altered in %s', async (_, alter) => {
    await beginMaintenance(used.data, used.db, begun)
    await takeBackup(saved, path, now)
    const bytes = readFileSync(path)
    alter(bytes)
    writeFileSync(path, bytes)
    await expect(verifyBackup(saved, path)).rejects.toThrow(/altered|not a whole backup/)
    await expect(restoreBackup(saved, path, true)).rejects.toThrow(/altered|not a whole backup/)
  })

  it('is found to be cut off', async () => {
    await takeBackup(saved, path, now)
    truncateSync(path, readFileSync(path).length - 40)
    await expect(verifyBackup(saved, path)).rejects.toThrow('its last line is missing')
  })

  it.skipIf(!mayMount)(
    `leaves nothing where the disk has no room for it${mayMount ? '' : ' (skipped: may not mount a tmpfs)'}`,
    async () => {
      const disk = smallDisk('64k') ?? ''
      try {
        writeFileSync(join(used.data, 'files', 'large.pdf'), Buffer.alloc(300_000))
        await expect(takeBackup(saved, join(disk, 'one.backup'), now)).rejects.toThrow('ENOSPC')
        expect(readdirSync(disk)).toEqual([])
      } finally {
        removeDisk(disk)
      }
    },
  )

  it('leaves nothing when the database goes away in its middle', async () => {
    const gone = { ...saved, configuration: { ...saved.configuration, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d' } }
    await expect(takeBackup(gone, path, now)).rejects.toThrow('ECONNREFUSED')
    expect(existsSync(path) || existsSync(`${path}.unfinished`)).toBe(false)
  })
})
