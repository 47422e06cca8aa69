import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { aSoakRun, day, hour, minute, second } from '../../testing/soak-run.ts'

const document = `
## Monitoring
- [ ] Hour 1: look every 10 minutes
- [ ] Hours 2-4: look every 30 minutes
- [ ] Service health is good for the first 4 hours
  <!-- check: http GET http://localhost:1/health status=200 -->
`

const jumps = fc.constantFrom(second, minute, 7 * minute, 31 * minute, 2 * hour, 5 * hour, day, -minute, -hour, -day)
const acts = fc.constantFrom('go', 'done', 'unmet', 'skip', 'keep', 'accept')
const stories = fc.array(fc.tuple(jumps, acts), { maxLength: 40 })

/** Whatever clocks and people do. */
const told = (story: readonly (readonly [number, string])[]) => {
  const run = aSoakRun(document)
  run.go()
  for (const [jump, act] of story) {
    run.later(jump)
    if (run.state.status === 'ended') break
    if (act !== 'go')
      for (const kind of ['sample', 'soak'] as const)
        if (run.asked(kind)?.options.some(({ id }) => id === act))
          run.answer(kind, act as 'done', { reason: 'because', fields: { for: '1 h' } })
    run.go()
  }
  return run
}

/** Times of a lane that each sample took, in the order of the journal. */
const timesTaken = (run: ReturnType<typeof aSoakRun>): ReadonlyMap<string, readonly number[]> => {
  const taken = new Map<string, number[]>()
  for (const { lanes } of run.samples())
    for (const { lane, times } of lanes) taken.set(lane, [...(taken.get(lane) ?? []), times])
  return taken
}

describe('Clock jumps end, extend and reorder nothing', () => {
  it('no time of a soak is looked at twice, and none out of order', () => {
    fc.assert(
      fc.property(stories, (story) => {
        for (const times of timesTaken(told(story)).values())
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
      }),
    )
  })

  it('each time is looked at or missed, once', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const run = told(story)
        const of = new Map<string, number>()
        for (const { event } of run.journal) {
          if (event.type !== 'SampleTaken' && event.type !== 'SoakContinued') continue
          for (const { lane, times } of event.lanes) of.set(lane, Math.max(of.get(lane) ?? 0, times))
        }
        const looked = run.samples().reduce((sum, { lanes, missed }) => sum + lanes.length + missed, 0)
        const forgiven = run.journal.reduce(
          (sum, { event }) => sum + (event.type === 'SoakContinued' ? event.missed : 0),
          0,
        )
        expect(looked + forgiven).toBe([...of.values()].reduce((sum, times) => sum + times, 0))
      }),
    )
  })

  it('a clock set back takes nothing back and asks nothing again; set forward it gives one late sample of each', () => {
    const run = aSoakRun(document)
    run.go()
    run.later(25 * minute)
    run.go()
    const before = run.samples().length
    run.later(-day)
    run.go()
    expect(run.samples()).toHaveLength(before)
    run.later(2 * day)
    run.go()
    expect(run.samples()).toHaveLength(before + 1)
    expect(run.samples().at(-1)?.missed).toBeGreaterThan(0)
  })

  it('times are counted from its beginning, also through the night in which summer time begins', () => {
    const run = aSoakRun(document)
    run.go()
    const start = run.now()
    run.watch(start + day)
    const due = run.samples().map((sample) => (sample.due - start) / minute)
    expect(due.every((at) => at % 10 === 0)).toBe(true)
  })
})

describe('No data is not health', () => {
  it('a soak is met only when none of its times is missing since people last forgave it, and the last ones were green', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const run = told(story)
        for (const soak of Object.values(run.state.soaks)) {
          if (soak.outcome !== 'met') continue
          expect(soak.since).toEqual({ red: 0, unclear: 0, errors: 0, missed: 0 })
          expect(soak.counts.green).toBeGreaterThan(0)
          expect(Object.values(soak.lanes).map(({ last }) => last)).toEqual(
            Object.values(soak.lanes).map(() => 'green'),
          )
        }
      }),
    )
  })

  it('where only the clock moves, and nobody looks, no soak is ever met', () => {
    fc.assert(
      fc.property(fc.array(jumps, { maxLength: 40 }), (all) => {
        const run = aSoakRun(document)
        run.go()
        for (const jump of all) run.later(jump)
        run.go()
        expect(Object.values(run.state.soaks).map(({ outcome }) => outcome)).toEqual([null])
      }),
    )
  })
})
