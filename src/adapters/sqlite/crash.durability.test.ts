import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brokenLinks } from '../../record/index.ts'
import { killRepeatedly } from '../../testing/kill-appender.ts'
import { sqliteFolder } from '../../testing/sqlite-folder.ts'

describe('promise 1: an acknowledged event survives a crash of the process', () => {
  let place: ReturnType<typeof sqliteFolder>
  beforeEach(() => {
    place = sqliteFolder()
  })
  afterEach(() => place.clean())

  it('100 kills lose nothing that was acknowledged', async () => {
    const acknowledged = await killRepeatedly(place.folder, 100, place.again)
    const journal = await place.store.read('r', 0)
    expect(acknowledged.length).toBeGreaterThan(100)
    expect(journal.map(({ seq }) => seq)).toEqual(expect.arrayContaining([...acknowledged]))
    expect(brokenLinks(journal)).toEqual([])
  })
})
