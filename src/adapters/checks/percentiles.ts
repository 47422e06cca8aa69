import { percentiles } from '../../plan/check.ts'
import { type Seen, time } from './seen.ts'

/** The times of many requests, in milliseconds, as `p50` to `p99`, by the nearest rank; of none there is nothing. */
export function percentilesOf(times: readonly number[]): Readonly<Record<string, Seen>> {
  const sorted = times.toSorted((a, b) => a - b)
  return Object.fromEntries(
    percentiles.flatMap((name) => {
      const one = sorted[Math.ceil((Number(name.slice(1)) / 100) * sorted.length) - 1]
      return one === undefined ? [] : [[name, time(one)] as const]
    }),
  )
}

/** `p50 12 ms, p90 …`. */
export const toldPercentiles = (seen: Readonly<Record<string, Seen>>): string =>
  percentiles.flatMap((name) => (seen[name] === undefined ? [] : [`${name} ${seen[name].text}`])).join(', ')
