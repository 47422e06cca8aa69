import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alteredRow, verify } from '../../record/index.ts'
import { ada, comment, runCreated } from '../../testing/run-events.ts'
import { sqliteFolder } from '../../testing/sqlite-folder.ts'

describe('promise 2: what somebody alters in the database is named', () => {
  let place: ReturnType<typeof sqliteFolder>
  beforeEach(async () => {
    place = sqliteFolder()
    await place.store.append('r', 0, [runCreated(), comment('one'), comment('two'), comment('three')], ada, 1)
    await place.store.close()
  })
  afterEach(() => place.clean())

  const alteredBy = async (sql: string) => {
    const database = new DatabaseSync(place.path)
    database.exec(sql)
    database.close()
    const store = place.again()
    const [header] = await store.runs()
    if (header === undefined) throw new Error('the run is gone')
    return verify(await store.read('r', 0), { seq: header.last, hash: header.head }, () => null)
  }

  it.each([
    ["update events set event = replace(event, 'one', 'uno') where seq = 2", { is: 'edited', seq: 2 }],
    ["update events set event = 'no JSON' where seq = 2", { is: 'edited', seq: 2 }],
    ["update events set event = 'null' where seq = 2", { is: 'edited', seq: 2 }],
    ["update events set actor = replace(actor, 'ada', 'eve') where seq = 3", { is: 'edited', seq: 3 }],
    ['update events set at = at + 1 where seq = 4', { is: 'edited', seq: 4 }],
    ['delete from events where seq = 2', { is: 'missing', from: 2, to: 2 }],
    ['delete from events where seq > 2', { is: 'missing', from: 3, to: 4 }],
    ['delete from events', { is: 'missing', from: 1, to: 4 }],
    ["update runs set head = 'x'", { is: 'edited', seq: 4 }],
  ])('%s', async (sql, alteration) => {
    expect(await alteredBy(sql)).toContainEqual(expect.objectContaining(alteration))
  })

  it.each([
    "update runs set outcome = 'done'",
    "update runs set title = 'Another'",
    'update runs set rehearsal = 1 - rehearsal',
    "update runs set document = 'other.md'",
    'update runs set created_at = 7',
  ])('%s', async (sql) => {
    const database = new DatabaseSync(place.path)
    database.exec(sql)
    database.close()
    const store = place.again()
    const [header] = await store.runs()
    if (header === undefined) throw new Error('the run is gone')
    expect(alteredRow(await store.read('r', 0), header)).toMatchObject([{ is: 'listed' }])
  })

  it('a run that was taken off the list: it is listed by its events, and named', async () => {
    expect(await alteredBy('delete from runs')).toMatchObject([{ is: 'edited', seq: 4 }])
    await expect(place.again().append('r', 4, [comment('four')], ada, 2)).rejects.toMatchObject({
      code: 'store-damaged',
    })
  })

  it('and nothing when nothing was', async () => {
    expect(await alteredBy('select 1')).toEqual([])
    const store = place.again()
    for (const header of await store.runs()) expect(alteredRow(await store.read('r', 0), header)).toEqual([])
  })
})
