import type { Step } from '../../plan/index.ts'
import { outOfScope } from '../next/scope.ts'
import type { RunState } from '../state.ts'
import { type Lane, lanesOf, overAt, timeOf, timesOf } from './lanes.ts'
import type { SampleAt, SoakState } from './soak.ts'
import type { Watch } from './watches.ts'
import { hasBegun, type Watching, watchingOf } from './watching.ts'

/** Nobody has settled it by other means, and it is part of this run. */
export const isOpenLook = (state: RunState, step: Step): boolean =>
  state.steps.get(step.id).phase !== 'settled' && outOfScope(state, step) === null

/** Lanes in which something is left to look at. */
export const liveLanes = (state: RunState, watch: Watch): readonly Lane[] =>
  lanesOf(state, watch).filter(({ steps }) => steps.some((step) => isOpenLook(state, step)))

const taken = ({ lanes }: SoakState, { key }: Lane): number => lanes[key]?.times ?? 0

/** What is due by now and was not looked at yet: the last of each lane, late if need be; those before it are missed. */
export const sampleDue = (state: RunState, { watch, soak }: Watching, by: Lane['by'], now: number): SampleAt | null =>
  sampleOf(
    soak,
    liveLanes(state, watch).filter((lane) => lane.by === by),
    by,
    now,
  )

/** The same of the lanes named. */
export const sampleOf = (soak: SoakState, lanes: readonly Lane[], by: Lane['by'], now: number): SampleAt | null => {
  const due = lanes.flatMap((lane) => {
    const times = overAt(lane, soak, now)
    const missed = times - taken(soak, lane) - 1
    return missed < 0 ? [] : [{ lane: lane.key, times, missed, at: timeOf(lane, soak, times) ?? now }]
  })
  if (due.length === 0) return null
  return {
    by,
    lanes: due.map(({ lane, times }) => ({ lane, times })),
    due: Math.max(...due.map(({ at }) => at)),
    missed: due.reduce((sum, { missed }) => sum + missed, 0),
  }
}

/** Every time of its lanes is over and looked at. */
export const isOver = (state: RunState, { watch, soak }: Watching): boolean =>
  liveLanes(state, watch).every((lane) => taken(soak, lane) >= timesOf(lane))

/** When it is looked at next, in milliseconds since the epoch; null: it waits for people, or for a step. */
export const nextSample = (state: RunState, { watch, soak }: Watching): number | null => {
  if (soak.phase !== 'watching' || soak.taking !== null) return null
  const asked = isAsked(state, watch)
  const times = liveLanes(state, watch)
    .filter(({ by }) => by === 'machine' || !asked)
    .flatMap((lane) => timeOf(lane, soak, taken(soak, lane) + 1) ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

/** A question about a sample of it is open. */
export const isAsked = ({ open }: RunState, { id }: Watch): boolean =>
  open.some(({ kind, about }) => kind === 'sample' && about === id)

/** When the next sample of the run is due although nobody does anything; null: none is. */
export const soakDue = (state: RunState): number | null => {
  if (!hasBegun(state) || state.open.some(({ kind }) => kind === 'procedure')) return null
  const times = watchingOf(state).flatMap((one) => nextSample(state, one) ?? [])
  return times.length === 0 ? null : Math.min(...times)
}
