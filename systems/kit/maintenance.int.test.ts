import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { noPostgres } from '../../src/testing/servers/postgres.ts'
import { beginMaintenance, endMaintenance, isMaintenance, mayWrite, UnderMaintenance } from './maintenance.ts'
import { useDatabase } from './testing/database.ts'

const begun = { now: new Date('2026-03-09T10:00:00Z'), reason: 'release 2', retryAfter: 30 }

describe.skipIf(noPostgres !== null)(`maintenance${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  const used = useDatabase('maintenance')
  beforeEach(() => sql`create table teams (name text)`.execute(used.db))

  it('is on from its beginning to its end, and keeps its beginning when it is begun again', async () => {
    expect(await isMaintenance(used.data)).toBe(null)
    await beginMaintenance(used.data, used.db, begun)
    await beginMaintenance(used.data, used.db, { ...begun, now: new Date(0), reason: 'again' })
    expect(await isMaintenance(used.data)).toMatchObject({
      since: '2026-03-09T10:00:00.000Z',
      reason: 'release 2',
      retryAfter: 30,
    })
    expect(await endMaintenance(used.data)).toBe(true)
    expect(await endMaintenance(used.data)).toBe(false)
    expect(await isMaintenance(used.data)).toBe(null)
  })

  it('lets in who shows its pass', async () => {
    const { pass } = await beginMaintenance(used.data, used.db, begun)
    const writing = (shown?: string) =>
      used.db.transaction().execute((transaction) => mayWrite(transaction, used.data, shown))
    await writing(pass)
    await expect(writing()).rejects.toThrow('release 2')
    await expect(writing('another')).rejects.toThrow(UnderMaintenance)
  })

  it('begins when the last writer that was let in is done, and lets none in after it', async () => {
    const order: string[] = []
    let finish = () => {}
    const writer = used.db.transaction().execute(async (transaction) => {
      await mayWrite(transaction, used.data, undefined)
      const asked = new Promise<void>((resolve) => {
        finish = resolve
      })
      await asked
      await sql`insert into teams values ('late')`.execute(transaction)
      order.push('written')
    })
    while ((await sql`select 1 from pg_locks where locktype = 'advisory'`.execute(used.db)).rows.length === 0);
    const maintenance = beginMaintenance(used.data, used.db, begun).then(() => order.push('begun'))
    while ((await isMaintenance(used.data)) === null);
    const refused = used.db.transaction().execute((transaction) => mayWrite(transaction, used.data, undefined))
    finish()
    await expect(refused).rejects.toThrow(UnderMaintenance)
    await Promise.all([writer, maintenance])
    expect(order).toEqual(['written', 'begun'])
  })
})
