import type { RunState } from '../state.ts'
import { isAsked, isOver, liveLanes } from './due.ts'
import { limitsOf } from './limits.ts'
import type { SoakEvent } from './soak.ts'
import type { Watching } from './watching.ts'

type Judged = Omit<Extract<SoakEvent, { type: 'SoakJudged' }>, 'type' | 'soak'>

/**
 * What a soak comes to; null: it is watched on. Too much red ends it at once, and so does what nobody can tell. At its
 * end every lane must have been green when it was looked at last, and none of its times may be missing: no data is not health.
 */
export const verdictOf = (state: RunState, watching: Watching): Judged | null => {
  const { watch, soak } = watching
  const { since } = soak
  const limits = limitsOf(watch.windows.map((one) => one.soak))
  const last = soak.last?.why ?? ''
  if (since.red >= limits.failures) return { verdict: 'unmet', why: told(since.red, 'red', limits.failures, last) }
  if (since.unclear >= limits.inconclusive)
    return { verdict: 'inconclusive', why: told(since.unclear, 'unclear', limits.inconclusive, last) }
  if (since.errors >= limits.errors)
    return { verdict: 'inconclusive', why: `${since.errors} samples in a row could not be taken. ${last}`.trim() }
  if (soak.taking !== null || isAsked(state, watch) || !isOver(state, watching)) return null
  const lanes = liveLanes(state, watch)
  if (soak.counts.green === 0) return { verdict: 'inconclusive', why: 'No sample of it is green.' }
  const open = lanes.find(({ key }) => soak.lanes[key]?.last !== 'green')
  if (open) {
    const seen = soak.lanes[open.key]?.last ?? 'not taken'
    return {
      verdict: 'inconclusive',
      why: `The last sample of “${open.window.soak.title}” is ${words[seen]}. ${last}`.trim(),
    }
  }
  if (since.missed > limits.missed)
    return {
      verdict: 'inconclusive',
      why: `${since.missed} ${since.missed === 1 ? 'sample was' : 'samples were'} missed.`,
    }
  return {
    verdict: 'met',
    why: `${soak.counts.green} ${soak.counts.green === 1 ? 'sample' : 'samples'}, the last ones green.`,
  }
}

const words = {
  red: 'red',
  error: 'not taken',
  unclear: 'unclear',
  pending: 'not yet clear',
  green: 'green',
  'not taken': 'not taken',
} as const

const told = (count: number, what: string, limit: number, why: string): string =>
  `${limit === 1 ? `A sample is ${what}` : `${count} samples are ${what}`}: ${why}`
