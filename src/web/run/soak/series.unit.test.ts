import { describe, expect, it } from 'vitest'
import type { SampleView, SoakSamples } from '../../../contract/index.ts'
import { drawnOf, seriesWords } from './series.ts'
import { countsOf, standingOf } from './words.ts'

const minute = 60_000
const by = { kind: 'engine', id: 'engine', name: 'Holdpoint', key: null } as const

/** Samples a minute apart; null: it could not be taken. `missed`: minutes at which nobody looked before it. */
function watched(values: readonly (number | null | { readonly missed: number; readonly value: number })[]) {
  let at = 0
  const samples = values.map((one): SampleView => {
    const missed = typeof one === 'object' && one !== null ? one.missed : 0
    const value = typeof one === 'object' && one !== null ? one.value : one
    at += (missed + 1) * minute
    const verdict = value === null ? 'error' : value > 300 ? 'unmet' : 'met'
    return {
      at,
      due: at,
      by,
      people: false,
      verdict: value === null ? 'error' : value > 300 ? 'red' : 'green',
      missed,
      looks: [{ step: 's1', name: 'p95', value: value === null ? null : `${value} ms`, verdict, why: '' }],
    }
  })
  const series: SoakSamples['series'][number] = {
    step: 's1',
    name: 'p95',
    unit: 'ms',
    points: samples.flatMap(({ at, looks: [look] }) =>
      look?.value ? [{ at, value: Number.parseFloat(look.value), verdict: look.verdict, people: false }] : [],
    ),
    bounds: [{ words: 'target <= 300ms', what: 'target', op: '<=', value: 300 }],
  }
  return { series, samples }
}

describe('a chart of what is watched', () => {
  it('breaks its line where a sample could not be taken', () => {
    const { series, samples } = watched([100, null, 120])
    expect(drawnOf(series, samples).measured).toEqual([100, null, 120])
  })

  it('breaks its line where nobody looked, although values stand on both sides', () => {
    const { series, samples } = watched([100, { missed: 2, value: 120 }])
    const { measured, times } = drawnOf(series, samples)
    expect(measured).toEqual([100, null, 120])
    expect(times).toEqual([60, 150, 240])
  })

  it('does not run on to a gap over what others read', () => {
    const { series, samples } = watched([100, 110, null, 120])
    const read = samples.map((sample, at) => ({ ...sample, people: at === 1 }))
    expect(drawnOf(series, read).measured).toEqual([100, null, null, 120])
  })

  it('marks what is not as it should be', () => {
    const { series, samples } = watched([100, 340, 120])
    expect(drawnOf(series, samples).off).toEqual([undefined, 340, undefined])
  })

  it('shows its bounds, also where no value comes near them', () => {
    const { series, samples } = watched([10, 12])
    const [least, most] = drawnOf(series, samples).range
    expect(least).toBe(0)
    expect(most).toBeGreaterThan(300)
  })

  it('keeps what people read apart from what commands measured', () => {
    const { series, samples } = watched([100, 120])
    const read = samples.map((sample, at) => ({ ...sample, people: at === 1 }))
    expect(drawnOf(series, read)).toMatchObject({ measured: [100, undefined], read: [undefined, 120] })
  })

  it('says in words what it shows, with what was not seen', () => {
    const { series, samples } = watched([100, null, { missed: 2, value: 340 }])
    expect(seriesWords(series, samples)).toBe(
      '2 values from 100 ms to 340 ms, the last 340 ms; target <= 300ms; 3 times nothing was seen',
    )
  })
})

describe('how watching stands', () => {
  it('is not green before the verdict is', () => {
    expect(standingOf({ phase: 'watching', verdict: null }).meaning).toBe('running')
    expect(standingOf({ phase: 'asked', verdict: 'met' }).meaning).toBe('waiting')
    expect(standingOf({ phase: 'ended', verdict: null }).meaning).toBe('plain')
    expect(standingOf({ phase: 'ended', verdict: 'met' }).meaning).toBe('done')
  })

  it('counts what was missed beside what was seen', () => {
    expect(countsOf({ green: 3, red: 0, error: 1, missed: 2 }).map(({ words }) => words)).toEqual([
      '3 green',
      '1 not taken',
      '2 missed',
    ])
  })
})
