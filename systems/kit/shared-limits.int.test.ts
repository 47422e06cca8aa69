import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPostgres } from '../../src/testing/servers/postgres.ts'
import { serverFolder } from '../../src/testing/servers/server.ts'
import { type Database, openDatabase } from './database.ts'
import { stopEmbedded } from './embedded-postgres.ts'
import { admit, forgetLimits } from './shared-limits.ts'

describe.skipIf(noPostgres !== null)(`a limit${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  let data = ''
  let database: Database<unknown>
  beforeAll(async () => {
    data = serverFolder('limits')
    database = await openDatabase({ DATA: data })
    await sql`create unlogged table limits (bucket text primary key, times timestamptz[] not null, refused boolean not null)`.execute(
      database.db,
    )
  })
  afterAll(async () => {
    await database.close()
    await stopEmbedded(data)
    rmSync(data, { recursive: true, force: true })
  })

  /** As if so many seconds had gone by. */
  const wait = (seconds: number) =>
    sql`update limits set times = array(select time - make_interval(secs => ${seconds}) from unnest(times) as time)`.execute(
      database.db,
    )
  const admitted = async (bucket: string, most: number) => (await admit(database.db, bucket, most)).admitted

  it('is kept exactly by many at once', async () => {
    const admissions = await Promise.all(Array.from({ length: 50 }, () => admitted('many', 30)))
    expect(admissions.filter(Boolean)).toHaveLength(30)
  })

  it('holds within any minute, not only within one of the clock', async () => {
    expect([await admitted('slides', 2)]).toEqual([true])
    await wait(40)
    expect([await admitted('slides', 2), await admitted('slides', 2)]).toEqual([true, false])
    await wait(21)
    // The first is more than a minute ago, the second is not.
    expect([await admitted('slides', 2), await admitted('slides', 2)]).toEqual([true, false])
  })

  it('says when the next one is admitted, and who waits so long is', async () => {
    await admit(database.db, 'waits', 1)
    await wait(20)
    const refused = await admit(database.db, 'waits', 1)
    expect(refused).toMatchObject({ admitted: false })
    const seconds = refused.admitted ? 0 : refused.retryAfter
    expect(seconds).toBeGreaterThan(30)
    expect(seconds).toBeLessThanOrEqual(40)
    await wait(seconds)
    expect(await admitted('waits', 1)).toBe(true)
  })

  it('is forgotten when nobody was counted for a while', async () => {
    await admit(database.db, 'old', 1)
    await wait(200)
    await admit(database.db, 'new', 1)
    await forgetLimits(database.db)
    const { rows } = await sql<{ bucket: string }>`select bucket from limits`.execute(database.db)
    expect(rows).toEqual([{ bucket: 'new' }])
  })
})
