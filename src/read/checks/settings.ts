import { millisecondsIn } from '../../plan/duration.ts'
import type { Check, CheckKind } from '../../plan/index.ts'
import { kinds, type Setting } from './kinds.ts'

/** How to look, as far as a check says it; or what is wrong with what it says. */
export type Settings =
  | Pick<Check, 'timeout' | 'wait' | 'redirects' | 'series' | 'since' | 'over' | 'restore'>
  | { readonly wrong: string }

/** Milliseconds that one look may take when the check does not say. */
const usualTimeout = 10_000

/** A restore takes as long as the backup is big. */
const usualRestore = 10 * 60_000

/** No look and no wait is longer than this: a check is not a soak. */
const longest = 24 * 3_600_000

/** A series is a look as well: long ones belong into a load test. */
const mostTimes = 1000
const longestSeries = 10 * 60_000

/** Measuring a processor for longer is watching it. */
const longestOver = 10 * 60_000

/** Whether a word before `=` says how to look, and is no condition. */
export const isSetting = (name: string, kind: CheckKind): boolean =>
  name === 'timeout' || name === 'wait' || (kinds[kind].settings ?? []).includes(name as Setting)

export function settingsOf(kind: CheckKind, said: ReadonlyMap<string, string>): Settings {
  const timeout = timeOf(said.get('timeout'))
  const wait = timeOf(said.get('wait'))
  const every = timeOf(said.get('every'))
  const since = timeOf(said.get('since'))
  const over = timeOf(said.get('over'))
  if ([timeout, wait, every, since, over].includes(undefined))
    return { wrong: 'a time is written 500ms, 10s, 5m or 1h, up to 24h' }
  const redirects = countOf(said.get('redirects') ?? '0', 0, 10)
  if (redirects === null) return { wrong: 'redirects is 0 to 10' }
  const restore = said.get('restore')
  const times = said.get('times')
  const series = times === undefined ? null : seriesOf(times, every ?? 0)
  if (series !== null && 'wrong' in series) return series
  if (series === null && every != null) return { wrong: 'every=… says how far apart; times=… must say how many' }
  if ((over ?? 0) > longestOver) return { wrong: 'a processor is measured over 10m at most' }
  return {
    timeout: timeout ?? (restore === undefined ? usualTimeout : usualRestore),
    wait: wait ?? null,
    redirects,
    ...(series === null ? {} : { series }),
    ...(since == null ? {} : { since }),
    ...(kind === 'cpu' ? { over: over ?? 1000 } : {}),
    ...(restore === undefined ? {} : { restore }),
  }
}

function seriesOf(text: string, every: number): NonNullable<Check['series']> | { readonly wrong: string } {
  const times = countOf(text, 2, mostTimes)
  if (times === null) return { wrong: `times is 2 to ${mostTimes}` }
  if (times * every > longestSeries) return { wrong: 'a series takes 10m at most: fewer times, or closer together' }
  return { times, every }
}

function countOf(text: string, least: number, most: number): number | null {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}

/** Milliseconds; null: nothing is said; undefined: no time, or too long a one. */
function timeOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  const time = millisecondsIn(text)
  return time !== null && time <= longest ? time : undefined
}
