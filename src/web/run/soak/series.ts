import type { SoakSamples } from '../../../contract/index.ts'

type Series = SoakSamples['series'][number]

/** A measured quantity ready to be drawn: columns of equal length, ordered by time. */
export interface Drawn {
  readonly name: string
  readonly unit: string
  /** Seconds since the epoch. */
  readonly times: readonly number[]
  /** Read by commands. Null: nobody looked, or nothing could be seen: the line is broken there, never bridged. */
  readonly measured: readonly (number | null | undefined)[]
  /** Read by people; undefined where they did not look then. */
  readonly read: readonly (number | null | undefined)[]
  /** Those of both that are not as they should be. */
  readonly off: readonly (number | null | undefined)[]
  readonly bounds: Series['bounds']
  /** Least and greatest of all values and bounds, with a little room. */
  readonly range: readonly [number, number]
}

/** Lays the values of a series against the samples that should have had one. */
export function drawnOf(series: Series, samples: SoakSamples['samples']): Drawn {
  const values = new Map(series.points.map((point) => [point.at, point]))
  const times: number[] = []
  const measured: (number | null | undefined)[] = []
  const read: (number | null | undefined)[] = []
  const off: (number | null | undefined)[] = []
  const put = (
    at: number,
    one: number | null | undefined,
    other: number | null | undefined,
    bad: number | null | undefined,
  ) => {
    times.push(at / 1000)
    measured.push(one)
    read.push(other)
    off.push(bad)
  }
  let before: number | null = null
  for (const sample of samples) {
    const look = sample.looks.find(({ name, step }) => name === series.name && step === series.step)
    if (look === undefined) continue
    // A time that was missed has no point of its own; the line breaks halfway to it.
    if (sample.missed > 0) put(before === null ? sample.at - 1 : (before + sample.at) / 2, null, null, undefined)
    const value = values.get(sample.at)?.value ?? null
    const bad = value !== null && look.verdict !== 'met' ? value : undefined
    if (sample.people) put(sample.at, undefined, value, bad)
    else put(sample.at, value, undefined, bad)
    before = sample.at
  }
  return {
    ...about(series),
    times,
    measured: brokenAt(measured),
    read,
    off,
    bounds: series.bounds,
    range: rangeOf(series),
  }
}

/** What stands beside a gap without a value belongs to it: a line that ran on to there would tell of what nobody measured. */
function brokenAt(values: readonly (number | null | undefined)[]): readonly (number | null | undefined)[] {
  const out = [...values]
  for (let at = 1; at < out.length; at++) if (out[at] === undefined && out[at - 1] === null) out[at] = null
  for (let at = out.length - 2; at >= 0; at--) if (out[at] === undefined && out[at + 1] === null) out[at] = null
  return out
}

const about = ({ name, unit }: Series) => ({ name, unit })

function rangeOf({ points, bounds }: Series): readonly [number, number] {
  const all = [...points.map(({ value }) => value), ...bounds.map(({ value }) => value)]
  const least = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (!Number.isFinite(least)) return [0, 1]
  const room = (most - least || Math.abs(most) || 1) * 0.12
  // Quantities that can't be below nothing are not drawn as if they could.
  return [least >= 0 ? Math.max(0, least - room) : least - room, most + room]
}

/** `12 values from 80 ms to 340 ms, the last 120 ms; target <= 300ms; 2 times nothing was seen`. */
export function seriesWords(series: Series, samples: SoakSamples['samples']): string {
  const { points, unit, bounds } = series
  const all = points.map(({ value }) => value)
  if (all.length === 0) return 'nothing was measured'
  const amount = (value: number) => `${Math.round(value * 1000) / 1000}${unit === '' ? '' : ` ${unit}`}`
  const unseen = samples.reduce((sum, { looks, missed }) => {
    const look = looks.find(({ name, step }) => name === series.name && step === series.step)
    return look === undefined ? sum : sum + missed + (look.value === null ? 1 : 0)
  }, 0)
  const least = all.reduce((a, b) => Math.min(a, b))
  const most = all.reduce((a, b) => Math.max(a, b))
  return [
    `${all.length} ${all.length === 1 ? 'value' : 'values'} from ${amount(least)} to ${amount(most)}, the last ${amount(all.at(-1) ?? 0)}`,
    ...bounds.map(({ words }) => words),
    ...(unseen === 0 ? [] : [`${unseen} ${unseen === 1 ? 'time' : 'times'} nothing was seen`]),
  ].join('; ')
}
