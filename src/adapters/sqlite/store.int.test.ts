import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ada, comment, runCreated } from '../../testing/run-events.ts'
import { sqliteFolder } from '../../testing/sqlite-folder.ts'
import { storeContract } from '../../testing/store-contract.ts'
import { elsewhereLimit, thisProcess } from './holder.ts'
import { openDatabase } from './open.ts'

storeContract('SQLite', sqliteFolder)

describe('the embedded store', () => {
  let place: ReturnType<typeof sqliteFolder>
  beforeEach(() => {
    place = sqliteFolder()
  })
  afterEach(() => place.clean())

  /** A store with one run of two events, closed. */
  const filled = async () => {
    await place.store.append('r', 0, [runCreated(), comment('a')], ada, 1)
    await place.store.close()
  }

  it('makes nothing where one only looks', async () => {
    await place.store.runs()
    await place.store.read('r', 0)
    expect(existsSync(place.folder)).toBe(false)
  })

  it('makes its folder for the owner only, and ignored by git', async () => {
    await filled()
    expect(statSync(place.folder).mode & 0o777).toBe(0o700)
    expect(readFileSync(`${place.folder}/.gitignore`, 'utf8')).toBe('*\n')
  })

  it('makes files that nobody else can read, also in a folder that was there before', async () => {
    mkdirSync(place.folder, { mode: 0o755 })
    await place.store.append('r', 0, [runCreated()], ada, 1)
    for (const end of ['', '-wal', '-shm']) expect(statSync(place.path + end).mode & 0o777).toBe(0o600)
  })

  it.each(['drop table runs', 'drop table events', 'drop table leases', 'pragma user_version = 0'])(
    'says that it is damaged after `%s`',
    async (sql) => {
      await filled()
      const database = new DatabaseSync(place.path)
      database.exec(sql)
      database.close()
      await expect(place.again().append('s', 0, [runCreated()], ada, 1)).rejects.toMatchObject({
        code: 'store-damaged',
      })
      await expect(place.again().runs()).rejects.toMatchObject({ code: 'store-damaged' })
    },
  )

  it('lists a run whose line is gone by its events', async () => {
    await filled()
    const [before] = await place.again().runs()
    const database = new DatabaseSync(place.path)
    database.exec('delete from runs')
    database.close()
    expect(await place.again().runs()).toEqual([{ ...before, head: '' }])
  })

  it('syncs every commit', async () => {
    await filled()
    const database = openDatabase(place.path)
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
    database.close()
  })

  it('refuses a store written by a newer version and leaves it as it is', async () => {
    await filled()
    const database = new DatabaseSync(place.path)
    database.exec('pragma user_version = 99; pragma wal_checkpoint(truncate)')
    database.close()
    const before = readFileSync(place.path)
    await expect(place.again().runs()).rejects.toMatchObject({ code: 'store-newer', values: { found: 99 } })
    await expect(place.again().append('s', 0, [runCreated()], ada, 1)).rejects.toMatchObject({ code: 'store-newer' })
    expect(readFileSync(place.path).equals(before)).toBe(true)
    expect(existsSync(`${place.path}-wal`)).toBe(false)
  })

  it.each([
    ['something that is no database', (path: string) => writeFileSync(path, 'hello '.repeat(1_000))],
    ['a few bytes', (path: string) => writeFileSync(path, 'SQLite')],
    ['only its first page', (path: string) => truncateSync(path, 4_096)],
    ['pages overwritten with zeros', (path: string) => writeFileSync(path, zeroed(readFileSync(path)))],
    ["another program's database", (path: string) => asOther(path)],
  ])('says that a store is damaged when it holds %s', async (_, damage) => {
    await filled()
    damage(place.path)
    await expect(place.again().read('r', 0)).rejects.toMatchObject({
      code: 'store-damaged',
      next: expect.stringContaining('runs'),
    })
  })

  it('does not begin anew in an emptied file while runs have files', async () => {
    await filled()
    const { runFiles } = await import('../files/index.ts')
    runFiles(place.folder).attempt('r', 'step', 1)
    truncateSync(place.path, 0)
    await expect(place.again().runs()).rejects.toMatchObject({ code: 'store-damaged' })
  })

  it('begins in an empty file that a crash left before anything was written', async () => {
    await filled()
    rmSync(`${place.path}`)
    writeFileSync(place.path, '')
    expect(await place.again().runs()).toEqual([])
  })

  it('takes the lease of a holder that is dead and not of one that lives', async () => {
    const me = thisProcess('me')
    expect(await place.store.lease('r', me, 0)).toEqual({ held: true })
    const later = { ...me, id: 'later' }
    expect(await place.store.lease('r', later, 1e12)).toEqual({ held: false, by: me })
    for (const dead of [
      { ...me, startTime: 'another process got its pid' },
      { ...me, boot: 'before the last reboot' },
      { ...me, pid: 2 ** 22 + 1 },
    ]) {
      await place.store.release('r', later)
      await place.store.release('r', me)
      expect(await place.store.lease('r', { ...dead, id: 'dead' }, 0)).toEqual({ held: true })
      expect(await place.store.lease('r', later, 0)).toEqual({ held: true })
      await place.store.release('r', later)
    }
  })

  it('believes a holder on another host until it has been silent for a quarter of an hour', async () => {
    const away = { ...thisProcess('away'), host: 'another-host' }
    const me = thisProcess('me')
    await place.store.append('r', 0, [runCreated()], ada, 0)
    await place.store.lease('r', away, 0)
    await place.store.append('r', 1, [comment('still here')], ada, 1_000, 'away')
    expect(await place.store.lease('r', me, elsewhereLimit)).toEqual({ held: false, by: away })
    expect(await place.store.lease('r', me, elsewhereLimit + 1_000)).toEqual({ held: true })
  })

  it('waits for another writer and says so when it takes too long', { timeout: 20_000 }, async () => {
    await filled()
    const database = new DatabaseSync(place.path)
    database.exec('begin immediate')
    const store = place.again()
    expect(await store.last('r')).toBe(2)
    await expect(store.append('r', 2, [comment('b')], ada, 2)).rejects.toMatchObject({ code: 'store-busy' })
    database.exec('commit')
    database.close()
    expect(await store.append('r', 2, [comment('b')], ada, 2)).toHaveLength(1)
  })
})

/** The file with everything but its first page gone. */
const zeroed = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096)])

function asOther(path: string): void {
  rmSync(path)
  const database = new DatabaseSync(path)
  database.exec('pragma application_id = 1234; create table t (x)')
  database.close()
}
