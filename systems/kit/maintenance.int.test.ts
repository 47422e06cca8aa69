import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noPostgres } from '../../src/testing/servers/postgres.ts'
import { serverFolder } from '../../src/testing/servers/server.ts'
import { type Database, openDatabase } from './database.ts'
import { stopEmbedded } from './embedded-postgres.ts'
import { beginMaintenance, endMaintenance, isMaintenance, mayWrite, UnderMaintenance } from './maintenance.ts'

const begun = { now: new Date('2026-03-09T10:00:00Z'), reason: 'release 2', retryAfter: 30 }

describe.skipIf(noPostgres !== null)(`maintenance${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  let data = ''
  let database: Database<unknown>
  beforeEach(async () => {
    data = serverFolder('maintenance')
    database = await openDatabase({ DATA: data })
    await sql`create table teams (name text)`.execute(database.db)
  })
  afterEach(async () => {
    await database.close()
    await stopEmbedded(data)
    rmSync(data, { recursive: true, force: true })
  })

  it('is on from its beginning to its end, and keeps its beginning when it is begun again', async () => {
    expect(await isMaintenance(data)).toBe(null)
    await beginMaintenance(data, database.db, begun)
    await beginMaintenance(data, database.db, { ...begun, now: new Date(0), reason: 'again' })
    expect(await isMaintenance(data)).toMatchObject({
      since: '2026-03-09T10:00:00.000Z',
      reason: 'release 2',
      retryAfter: 30,
    })
    expect(await endMaintenance(data)).toBe(true)
    expect(await endMaintenance(data)).toBe(false)
    expect(await isMaintenance(data)).toBe(null)
  })

  it('lets in who shows its pass', async () => {
    const { pass } = await beginMaintenance(data, database.db, begun)
    const writing = (shown?: string) =>
      database.db.transaction().execute((transaction) => mayWrite(transaction, data, shown))
    await writing(pass)
    await expect(writing()).rejects.toThrow('release 2')
    await expect(writing('another')).rejects.toThrow(UnderMaintenance)
  })

  it('begins when the last writer that was let in is done, and lets none in after it', async () => {
    const order: string[] = []
    let finish = () => {}
    const writer = database.db.transaction().execute(async (transaction) => {
      await mayWrite(transaction, data, undefined)
      const asked = new Promise<void>((resolve) => {
        finish = resolve
      })
      await asked
      await sql`insert into teams values ('late')`.execute(transaction)
      order.push('written')
    })
    while ((await sql`select 1 from pg_locks where locktype = 'advisory'`.execute(database.db)).rows.length === 0);
    const maintenance = beginMaintenance(data, database.db, begun).then(() => order.push('begun'))
    while ((await isMaintenance(data)) === null);
    const refused = database.db.transaction().execute((transaction) => mayWrite(transaction, data, undefined))
    finish()
    await expect(refused).rejects.toThrow(UnderMaintenance)
    await Promise.all([writer, maintenance])
    expect(order).toEqual(['written', 'begun'])
  })
})
