import type { RunState } from '../state.ts'
import { lanesOf } from './lanes.ts'
import { watchesOf } from './watches.ts'

/** The shortest time between two samples of the soaks that a run has or will have, in seconds; null: it has none. */
export const paceOf = (state: RunState): number | null => {
  const lanes = watchesOf(state)
    .filter(({ id }) => state.soaks[id]?.phase !== 'ended')
    .flatMap((watch) => lanesOf(state, watch))
  const paces = lanes.flatMap(({ stretches }) => stretches.map(({ every }) => every))
  return paces.length === 0 ? null : Math.min(...paces)
}
