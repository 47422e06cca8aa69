import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brokenLinks } from '../../record/index.ts'
import { killRepeatedly, startAppender } from '../../testing/kill-appender.ts'
import { ada, comment, runCreated } from '../../testing/run-events.ts'
import { sqliteFolder } from '../../testing/sqlite-folder.ts'
import { sqliteStore } from './store.ts'

describe('promise 1: an acknowledged event survives a crash', () => {
  let place: ReturnType<typeof sqliteFolder>
  beforeEach(() => {
    place = sqliteFolder()
  })
  afterEach(() => place.clean())

  it('of the process: 10 kills lose nothing that was acknowledged', async () => {
    const acknowledged = await killRepeatedly(place.folder, 10, place.again)
    const journal = await place.store.read('r', 0)
    expect(acknowledged.length).toBeGreaterThan(10)
    expect(journal.map(({ seq }) => seq)).toEqual(expect.arrayContaining([...acknowledged]))
    expect(brokenLinks(journal)).toEqual([])
  })

  it('of the machine: wherever the write-ahead log ends, a prefix of the journal is whole', async () => {
    const wal = `${place.path}-wal`
    const lengths: { seq: number; bytes: number }[] = []
    for (let seq = 1; seq <= 12; seq += 1) {
      await place.store.append('r', seq - 1, [seq === 1 ? runCreated() : comment('x'.repeat(seq * 700))], ada, seq)
      lengths.push({ seq, bytes: statSync(wal).size })
    }
    const frame = 24 + 4_096
    const size = statSync(wal).size
    expect((size - 32) % frame).toBe(0)
    for (let frames = 0; 32 + frames * frame <= size; frames += 1) {
      for (const cut of [32 + frames * frame, 32 + frames * frame + 24 + 2_000, 32 + frames * frame - 1]) {
        if (cut > size) continue
        const journal = await readCut(place.path, cut)
        expect(brokenLinks(journal)).toEqual([])
        const acknowledged = lengths.filter(({ bytes }) => bytes <= cut).at(-1)?.seq ?? 0
        expect(journal).toHaveLength(acknowledged)
      }
    }
  })

  it('two writers: every event of both is kept once, in one chain', async () => {
    const each = 150
    const writers = [startAppender(place.folder, 'one', each), startAppender(place.folder, 'two', each)]
    for (const { over } of writers) expect(await over).toEqual({ code: 0, errors: '' })
    const journal = await place.store.read('r', 0)
    expect(brokenLinks(journal)).toEqual([])
    const texts = journal.slice(1).map(({ event }) => (event.type === 'Commented' ? event.text : ''))
    const expected = ['one', 'two'].flatMap((name) => Array.from({ length: each }, (_, index) => `${name} ${index}`))
    expect([...texts].sort()).toEqual(expected.sort())
    const acknowledged = writers.flatMap((writer) => writer.acknowledged())
    expect([...acknowledged].sort((a, b) => a - b)).toEqual(journal.map(({ seq }) => seq))
  })
})

/** The journal as it is found when the log had only reached `bytes` on disk. */
async function readCut(path: string, bytes: number) {
  const folder = join(dirname(path), 'cut', String(bytes))
  mkdirSync(folder, { recursive: true })
  const copy = join(folder, 'holdpoint.db')
  copyFileSync(path, copy)
  copyFileSync(`${path}-wal`, `${copy}-wal`)
  truncateSync(`${copy}-wal`, bytes)
  const store = sqliteStore(folder, () => {})
  try {
    return await store.read('r', 0)
  } finally {
    await store.close()
  }
}
