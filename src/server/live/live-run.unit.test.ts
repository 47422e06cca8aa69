import { describe, expect, it } from 'vitest'
import { runView as contract, lay, type RunChange, type RunView } from '../../contract/index.ts'
import { HoldpointError } from '../../errors.ts'
import type { Actor, PersonCommand } from '../../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../../testing/engine-of-fakes.ts'
import { FakeRunner } from '../../testing/fake-runner.ts'
import { memoryStore } from '../../testing/memory-store.ts'
import { aPlan } from '../../testing/plans.ts'
import fc from '../../testing/properties.ts'
import { ada } from '../../testing/run-events.ts'
import { pictureOf, runView } from '../views/run-view.ts'
import { LiveRun } from './live-run.ts'
import type { Sink } from './viewer.ts'

const bob: Actor = { kind: 'person', id: 'bob', name: 'Bob', key: null }

const plan = aPlan({
  sections: [
    { title: 'Before', order: 'any', steps: ['a', 'b', 'c', 'd', { title: 'note', kind: 'record', blanks: ['Who'] }] },
    { title: 'Deploy', steps: [{ title: 'build', run: ['make'] }, { title: 'look' }] },
    { title: 'Back', level: 1, steps: [{ title: 'undo', run: ['make undo'] }] },
  ],
})

/** A run that is watched, without a disk or a clock. */
async function watched() {
  const store = memoryStore()
  const runner = new FakeRunner()
  const engine = engineOfFakes(runner, { store })
  const { id } = await engine.create(newRun(plan), ada)
  const parts = { engine, store, files: runner.files, holder: driveOptions().holder, now: () => 0, zone: 'UTC' }
  const lost = (error: unknown) => {
    throw error
  }
  const live = await LiveRun.open(parts, id, () => ({ needs: [], stopped: null }), lost)
  return { engine, store, id, live, runner, parts }
}

/** A page: it lays what it gets over what it has, and can be slow, go away and come back. */
class Page {
  view: RunView | null = null
  private readonly live: LiveRun
  private readonly actor: Actor
  private attached: ReturnType<LiveRun['attach']> | null = null
  private slow = false
  /** Bytes that wait. */
  waits = 0
  most = 0
  /** Events of which it was told, as `seq` of changes. */
  readonly told: string[] = []
  views = 0

  constructor(live: LiveRun, actor: Actor) {
    this.live = live
    this.actor = actor
  }

  come(): void {
    if (this.attached) return
    const page = this
    const sink: Sink = {
      write: (bytes) => {
        this.take(Buffer.from(bytes).toString())
        this.most = Math.max(this.most, this.slow ? this.waits + bytes.length : 0)
        if (this.slow) this.waits += bytes.length
      },
      get waiting() {
        return page.waits
      },
      end: () => {},
    }
    this.attached = this.live.attach(this.actor, sink, this.view?.seq ?? null)
  }

  go(): void {
    this.attached?.leave()
    this.attached = null
  }

  /** From now on nothing goes out, and a lot waits already. */
  stall(): void {
    this.slow = true
    this.waits = 600 * 1024
  }

  drain(): void {
    this.slow = false
    this.waits = 0
    this.attached?.viewer.drained()
  }

  private take(frame: string): void {
    const event = /^event: (.*)$/m.exec(frame)?.[1]
    const data: unknown = JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? 'null')
    if (event === 'view') {
      this.view = contract.parse(data)
      this.views += 1
    }
    if (event !== 'change') return
    const change = data as RunChange
    if (this.view === null) throw new Error('a change came before a view')
    const next = lay(this.view, change)
    if (next === null) throw new Error(`change ${change.after}–${change.seq} is not for view ${this.view.seq}`)
    if (change.seq !== change.after) {
      expect(this.view.seq).toBe(change.after)
      this.told.push(`${change.after}–${change.seq}`)
    }
    this.view = next
  }
}

const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const acts: readonly PersonCommand[] = [
  { type: 'Tick', steps: ['a'], as: 'done', reason: null, values: [] },
  { type: 'Tick', steps: ['b', 'c'], as: 'skipped', reason: 'not here', values: [] },
  { type: 'Tick', steps: ['a'], as: 'open', reason: null, values: [] },
  { type: 'Tick', steps: ['d'], as: 'done', reason: null, values: [] },
  { type: 'Tick', steps: ['note'], as: 'done', reason: null, values: ['Ada'] },
  { type: 'Comment', step: 'build', text: 'careful' },
  { type: 'Pause', reason: 'lunch' },
  { type: 'Resume' },
  { type: 'Back', procedure: null, reason: 'enough', confirmed: true },
]

type Turn =
  | { readonly act: number }
  | { readonly page: number; readonly does: 'come' | 'go' | 'stall' | 'drain' }
  | 'drive'

const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: acts.length - 1 }).map((act) => ({ act })) },
  {
    weight: 4,
    arbitrary: fc.record({
      page: fc.nat({ max: 2 }),
      does: fc.constantFrom('come', 'go', 'stall', 'drain') as fc.Arbitrary<'come'>,
    }),
  },
  { weight: 1, arbitrary: fc.constant('drive' as const) },
)

describe('A run that people watch', () => {
  it('is on every page what it is in the end, whatever happened and whoever came, went or was slow', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 25 }), async (turns) => {
        const { engine, id, live } = await watched()
        const pages = [new Page(live, ada), new Page(live, bob), new Page(live, bob)]
        pages[0]?.come()
        for (const one of turns) {
          if (one === 'drive') await engine.drive(id, driveOptions())
          else if ('act' in one) await refusable(engine.act(id, acts[one.act] as PersonCommand, ada))
          else pages[one.page]?.[one.does]()
          await live.fresh()
        }
        for (const page of pages) {
          page.drain()
          page.come()
        }
        await live.fresh()
        await live.look()
        const history = await engine.history(id)
        const around = { now: 0, zone: 'UTC', driver: null, needs: [], stopped: null }
        const whole = wire(runView(pictureOf(await engine.load(id), around), history, ada))
        for (const page of pages) expect(page.view).toEqual(whole)
        live.close()
      }),
      { numRuns: 40 },
    )
  })

  it('tells each event once and in order to who stays', async () => {
    const { engine, id, live } = await watched()
    const page = new Page(live, ada)
    page.come()
    const from = live.seq
    for (const text of ['one', 'two', 'three']) {
      await engine.act(id, { type: 'Comment', step: null, text }, ada)
      await live.fresh()
    }
    expect(page.views).toBe(1)
    expect(page.told).toEqual([0, 1, 2].map((at) => `${from + at}–${from + at + 1}`))
    expect(page.view?.said.slice(-3).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    live.close()
  })

  it('gives who comes back what was missed, and no whole view', async () => {
    const { engine, id, live } = await watched()
    const page = new Page(live, ada)
    page.come()
    page.go()
    await engine.act(id, { type: 'Comment', step: null, text: 'meanwhile' }, bob)
    await live.fresh()
    page.come()
    expect(page.views).toBe(1)
    expect(page.view?.comments.map(({ text }) => text)).toEqual(['meanwhile'])
    live.close()
  })

  it('keeps nothing for who is slow: they get one view when there is room again', async () => {
    const { engine, id, live } = await watched()
    const page = new Page(live, ada)
    page.come()
    page.stall()
    const before = page.waits
    for (let at = 0; at < 30; at += 1) {
      await engine.act(id, { type: 'Comment', step: null, text: `${at}` }, bob)
      await live.fresh()
    }
    expect(page.waits).toBe(before)
    page.drain()
    expect(page.views).toBe(2)
    expect(page.view?.comments).toHaveLength(30)
    live.close()
  })

  it('lets what waits for a slow viewer grow to a bound, however much happens', async () => {
    const { engine, id, live } = await watched()
    const page = new Page(live, ada)
    page.come()
    page.stall()
    page.waits = 0
    for (let at = 0; at < 60; at += 1) {
      await engine.act(id, { type: 'Comment', step: null, text: 'x'.repeat(20_000) }, bob)
      await live.fresh()
    }
    expect(page.most).toBeLessThan(600 * 1024)
    page.drain()
    expect(page.view?.comments).toHaveLength(60)
    live.close()
  })

  it('forgets who goes', async () => {
    const { live } = await watched()
    const pages = [new Page(live, ada), new Page(live, bob), new Page(live, bob)]
    for (const page of pages) page.come()
    expect(live.people()).toEqual([
      { id: 'ada', name: 'Ada Lovelace', pages: 1 },
      { id: 'bob', name: 'Bob', pages: 2 },
    ])
    for (const page of pages) page.go()
    expect(live.people()).toEqual([])
    expect(live.watched).toBe(false)
    live.close()
  })
})

/** What the run does not take is no mistake here. */
async function refusable(acted: Promise<unknown>): Promise<void> {
  try {
    await acted
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
  }
}
