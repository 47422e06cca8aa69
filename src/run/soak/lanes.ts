import type { Plan, Step } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { metricOf } from './metrics.ts'
import type { SoakState } from './soak.ts'
import type { Watch, Window } from './watches.ts'

/** What is looked at together, and when: times are counted from the soak's beginning, in seconds, and are never stored. */
export interface Lane {
  readonly key: string
  readonly by: 'machine' | 'people'
  readonly window: Window
  readonly steps: readonly Step[]
  /** One behind the other, in whole seconds. A stretch is looked at after each `every`, and at its end. */
  readonly stretches: readonly Stretch[]
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly every: number
}

/** Samples of a lane in a rehearsal: each stands for as many as the real run would take in that time. */
const rehearsed = 12

/**
 * The lanes of a soak. People are asked at the document's own cadence, once at the end where it gives none. Commands and
 * checks are run at it too, else twelve times in a window, at least every hour and at most every minute.
 */
export const lanesOf = (state: RunState, watch: Watch): readonly Lane[] => {
  const { rehearsal, plan } = state
  const longer = state.soaks[watch.id]?.longer ?? notLonger
  const found = known.get(watch)
  if (found?.longer === longer && found.rehearsal === rehearsal) return found.lanes
  const lanes = lanesFor(watch, plan, rehearsal, longer)
  known.set(watch, { longer, rehearsal, lanes })
  return lanes
}

const notLonger: readonly number[] = []

const known = new WeakMap<
  Watch,
  { readonly longer: readonly number[]; readonly rehearsal: boolean; readonly lanes: readonly Lane[] }
>()

/** The same before a run, and of one that people made longer. */
export const lanesFor = (watch: Watch, plan: Plan, rehearsal: boolean, longer: readonly number[]): readonly Lane[] =>
  watch.windows.flatMap((window): readonly Lane[] => {
    const { soak, machine, people } = window
    const length = soak.to - soak.from
    const said = cadence(window)
    const dense = (every: number): number =>
      Math.max(1, Math.ceil(rehearsal ? Math.max(every, length / rehearsed) : every))
    const rows = Map.groupBy(people, ({ id }) => metricOf(plan, id)?.at || null)
    const lane = (by: Lane['by'], steps: readonly Step[], every: number): readonly Lane[] => {
      if (steps.length === 0) return []
      const first = { from: soak.from, to: soak.to, every: dense(every) }
      const stretches = soak.to < watch.to ? [first] : [first, ...after(watch.to, longer, first.every)]
      return [{ key: `${soak.id}:${by}`, by, window, steps, stretches }]
    }
    return [
      ...lane('machine', machine, said ?? Math.min(3600, Math.max(60, length / 12))),
      ...lane('people', rows.get(null) ?? [], said ?? length),
      ...[...rows].flatMap(([at, steps]): readonly Lane[] =>
        at === null
          ? []
          : [{ key: `${soak.id}:${at}`, by: 'people', window, steps, stretches: [{ from: 0, to: at, every: at }] }],
      ),
    ]
  })

const after = (end: number, longer: readonly number[], every: number): readonly Stretch[] => {
  let from = end
  return longer.map((seconds) => {
    const stretch = { from, to: from + seconds, every: Math.min(every, seconds) }
    from += seconds
    return stretch
  })
}

/** The window's own, else the shortest of what is to be looked at in it (“Check the dashboard every 2 hours”). */
const cadence = ({ soak }: Window): number | null => {
  const length = soak.to - soak.from
  if (soak.every !== null) return Math.min(soak.every, length)
  const told = soak.tasks.flatMap(({ every }) => (every !== null && every < length ? [every] : []))
  return told.length === 0 ? null : Math.min(...told)
}

const countOf = ({ from, to, every }: Stretch): number => Math.max(1, Math.ceil((to - from) / every))

/** How many times of a lane there are. */
export const timesOf = ({ stretches }: Lane): number => stretches.reduce((sum, one) => sum + countOf(one), 0)

/** How many of them are over at a moment, in milliseconds since the epoch. */
export const overAt = ({ stretches }: Lane, { startedAt }: SoakState, now: number): number => {
  const at = (now - startedAt) / 1000
  return stretches.reduce((sum, one) => {
    if (at >= one.to) return sum + countOf(one)
    return sum + Math.min(countOf(one) - 1, Math.max(0, Math.floor((at - one.from) / one.every)))
  }, 0)
}

/** When the time of this number is, from 1, in milliseconds since the epoch; null: there is none. */
export const timeOf = ({ stretches }: Lane, { startedAt }: SoakState, number: number): number | null => {
  let left = number
  for (const one of stretches) {
    const count = countOf(one)
    if (left <= count) return startedAt + 1000 * (left === count ? one.to : one.from + left * one.every)
    left -= count
  }
  return null
}
