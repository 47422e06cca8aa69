import { afterEach, describe, expect, it } from 'vitest'
import type { LeaseHolder, RunStore } from '../engine/ports.ts'
import { brokenLinks } from '../record/index.ts'
import { ada, comment, runCreated } from './run-events.ts'

/** A store under test; `again` opens the same one as another process would (the same object where there is no other). */
export interface StoreUnderTest {
  readonly store: RunStore
  again(): RunStore
  clean(): Promise<void>
}

const live: LeaseHolder = { id: 'first', pid: 1, startTime: '', boot: '', host: 'elsewhere' }
const other: LeaseHolder = { ...live, id: 'second', pid: 2 }

/** What every `RunStore` does. */
export function storeContract(name: string, make: () => StoreUnderTest): void {
  describe(`RunStore: ${name}`, () => {
    let made: StoreUnderTest[] = []
    const fresh = () => {
      const under = make()
      made.push(under)
      return under
    }
    afterEach(async () => {
      for (const under of made) await under.clean()
      made = []
    })

    it('knows no run before the first append', async () => {
      const { store } = fresh()
      expect(await store.read('r', 0)).toEqual([])
      expect(await store.last('r')).toBe(0)
      expect(await store.runs()).toEqual([])
      expect(await store.remembered('staging', 'DEPLOY.md')).toEqual({})
    })

    it('numbers events from 1 without gaps and chains each to the one before', async () => {
      const { store } = fresh()
      const first = await store.append('r', 0, [runCreated(), comment('a')], ada, 100)
      const second = await store.append('r', 2, [comment('b')], ada, 200)
      const all = [...first, ...second]
      expect(all.map(({ seq, at }) => [seq, at])).toEqual([
        [1, 100],
        [2, 100],
        [3, 200],
      ])
      expect(all.map(({ prev }) => prev)).toEqual(['', all[0]?.hash, all[1]?.hash])
      expect(brokenLinks(all)).toEqual([])
    })

    it('gives back what was recorded, to whoever opens it', async () => {
      const { store, again } = fresh()
      const text = 'tab\t quote " NUL \u0000 emoji 🚀 lone \ud800'
      const recorded = await store.append('r', 0, [runCreated(), comment(text)], ada, 1)
      expect(await store.read('r', 0)).toEqual(recorded)
      expect(await again().read('r', 0)).toEqual(recorded)
      expect(await again().read('r', 1)).toEqual(recorded.slice(1))
      expect(await again().last('r')).toBe(2)
      expect(brokenLinks(await again().read('r', 0))).toEqual([])
    })

    it('gives those of a run’s events that are of some types', async () => {
      const { store, again } = fresh()
      const recorded = await store.append('r', 0, [runCreated(), comment('a'), comment('b')], ada, 1)
      await store.append('other', 0, [runCreated(), comment('c')], ada, 1)
      expect(await again().readOf('r', ['Commented'])).toEqual(recorded.slice(1))
      expect(await again().readOf('r', ['Paused', 'RunCreated'])).toEqual(recorded.slice(0, 1))
      expect(await again().readOf('none', ['Commented'])).toEqual([])
    })

    it('refuses an append that does not follow the last event, and keeps nothing of it', async () => {
      const { store, again } = fresh()
      await store.append('r', 0, [runCreated()], ada, 1)
      await again().append('r', 1, [comment('faster')], ada, 2)
      await expect(store.append('r', 1, [comment('late'), comment('later')], ada, 3)).rejects.toMatchObject({
        code: 'journal-conflict',
        values: { expected: 1, actual: 2 },
      })
      await expect(store.append('r', 5, [comment('early')], ada, 3)).rejects.toMatchObject({ code: 'journal-conflict' })
      expect(await store.last('r')).toBe(2)
    })

    it('lists runs, newest first, with where they are', async () => {
      const { store } = fresh()
      const old = await store.append('old', 0, [runCreated({ environment: null, rehearsal: true })], ada, 10)
      await store.append('new', 0, [runCreated()], ada, 20)
      const end = await store.append('old', 1, [{ type: 'RunEnded', outcome: 'done', reason: null }], ada, 30)
      const [newest, oldest] = await store.runs()
      expect(newest).toMatchObject({ run: 'new', environment: 'staging', rehearsal: false, outcome: null, last: 1 })
      expect(oldest).toEqual({
        run: 'old',
        document: 'DEPLOY.md',
        title: 'Deploy',
        environment: null,
        rehearsal: true,
        createdAt: 10,
        updatedAt: 30,
        last: 2,
        head: end[0]?.hash,
        outcome: 'done',
      })
      expect(end[0]?.prev).toBe(old[0]?.hash)
    })

    it('gives the lease to one holder and tells others who it is', async () => {
      const { store, again } = fresh()
      await store.append('r', 0, [runCreated()], ada, 1)
      expect(await store.lease('r', live, 1_000)).toEqual({ held: true })
      expect(await again().lease('r', other, 2_000)).toEqual({ held: false, by: live })
      expect(await store.lease('r', live, 3_000)).toEqual({ held: true })
      expect(await again().lease('another', other, 3_000)).toEqual({ held: true })
    })

    it('lets the next one have a lease that was released, and only its holder release it', async () => {
      const { store } = fresh()
      await store.lease('r', live, 1_000)
      await store.release('r', other)
      expect(await store.lease('r', other, 1_000)).toEqual({ held: false, by: live })
      await store.release('r', live)
      expect(await store.lease('r', other, 1_000)).toEqual({ held: true })
    })

    it('says who drives, without taking anything', async () => {
      const { store, again } = fresh()
      await store.append('r', 0, [runCreated()], ada, 1)
      expect(await store.driver('r', 1_000)).toBeNull()
      await store.lease('r', live, 1_000)
      expect(await again().driver('r', 2_000)).toEqual(live)
      await store.release('r', live)
      expect(await again().driver('r', 3_000)).toBeNull()
    })

    it('appends under a lease only while it is held', async () => {
      const { store } = fresh()
      await store.append('r', 0, [runCreated()], ada, 1)
      const late = () => store.append('r', 1, [comment('x')], ada, 2, 'first')
      await expect(late()).rejects.toMatchObject({ code: 'lease-lost' })
      await store.lease('r', other, 1_000)
      await expect(late()).rejects.toMatchObject({ code: 'lease-lost' })
      await store.release('r', other)
      await store.lease('r', live, 1_000)
      expect(await late()).toHaveLength(1)
    })

    it('lets anybody append without a lease while another drives', async () => {
      const { store } = fresh()
      await store.append('r', 0, [runCreated()], ada, 1)
      await store.lease('r', live, 1_000)
      expect(await store.append('r', 1, [comment('a tick')], ada, 2)).toHaveLength(1)
    })

    it('begins one run at a time in an environment where that is asked for, and says who holds it', async () => {
      const { store, again } = fresh()
      const began = (run: string, more: Parameters<typeof runCreated>[0] = {}) =>
        again().append(run, 0, [runCreated({ exclusive: true, ...more })], ada, 1_000)
      await store.append('rehearsed', 0, [runCreated({ rehearsal: true })], ada, 1)
      await store.append('first', 0, [runCreated()], ada, 2)
      await expect(began('second')).rejects.toMatchObject({
        code: 'environment-locked',
        values: { run: 'first', who: 'Ada Lovelace', environment: 'staging', since: '1970-01-01 00:00 UTC' },
      })
      expect(await store.read('second', 0)).toEqual([])
      expect(await began('elsewhere', { environment: 'production' })).toHaveLength(1)
      expect(await began('nowhere', { environment: null })).toHaveLength(1)
      expect(await began('beside', { exclusive: false })).toHaveLength(1)
      const ended = { type: 'RunEnded', outcome: 'done', reason: null } as const
      for (const run of ['first', 'beside']) await store.append(run, 1, [ended], ada, 3)
      expect(await began('third')).toHaveLength(1)
    })

    it('lets one of many begin that want to at once', async () => {
      const { again } = fresh()
      const begins = Array.from({ length: 8 }, (_, index) =>
        again()
          .append(`run-${index}`, 0, [runCreated({ exclusive: true })], ada, index)
          .then(
            () => 'began',
            (error) => error.code,
          ),
      )
      const found = await Promise.all(begins)
      expect(found.toSorted()).toEqual(['began', ...Array.from({ length: 7 }, () => 'environment-locked')])
    })

    it('counts every run once, also those that were removed, and gives no number twice', async () => {
      const { store } = fresh()
      const numbers = async () => (await store.ledger()).map(({ number, run, removed }) => [number, run, removed?.at])
      expect(await numbers()).toEqual([])
      await store.append('a', 0, [runCreated()], ada, 1)
      await store.append('b', 0, [runCreated()], ada, 2)
      await store.append('b', 1, [comment('x')], ada, 3)
      await store.remove('b', ada, 4)
      await store.append('c', 0, [runCreated()], ada, 5)
      await store.remove('a', ada, 6)
      await store.remove('c', ada, 7)
      await store.append('d', 0, [runCreated()], ada, 8)
      expect(await numbers()).toEqual([
        [1, 'a', 6],
        [2, 'b', 4],
        [3, 'c', 7],
        [4, 'd', undefined],
      ])
      const gone = (await store.ledger())[1]
      expect(gone).toMatchObject({ document: 'DEPLOY.md', environment: 'staging', last: 2, removed: { by: ada } })
    })

    it('removes one run and leaves the others', async () => {
      const { store } = fresh()
      await store.append('a', 0, [runCreated()], ada, 1)
      await store.append('b', 0, [runCreated()], ada, 2)
      await store.remove('a', ada, 3)
      expect(await store.read('a', 0)).toEqual([])
      expect((await store.runs()).map(({ run }) => run)).toEqual(['b'])
    })

    it('remembers values by environment and document, the last one given', async () => {
      const { store, again } = fresh()
      await store.remember('staging', 'DEPLOY.md', { APP: 'shop', HOST: 'one' })
      await store.remember('staging', 'DEPLOY.md', { HOST: 'two' })
      await store.remember('production', 'DEPLOY.md', { HOST: 'three' })
      expect(await again().remembered('staging', 'DEPLOY.md')).toEqual({ APP: 'shop', HOST: 'two' })
      expect(await again().remembered('staging', 'OTHER.md')).toEqual({})
    })
  })
}
