import type { StepId } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { isHeld } from './held.ts'
import { lanesOf } from './lanes.ts'
import { watchOf } from './watches.ts'

/** Milliseconds for which one look may take at most, where nothing is said. */
const most = 300_000

/**
 * How long a command may take in a sample: half of the time to the next one, so that what hangs is an error of its own
 * sample and keeps no other from being taken. Milliseconds; null: it is no part of a sample.
 */
export const timeLimitOf = (state: RunState, step: StepId): number | null => {
  const watch = isHeld(state, step) ? watchOf(state, step) : null
  if (watch === null) return null
  const lane = lanesOf(state, watch).find(({ steps }) => steps.some(({ id }) => id === step))
  return Math.min(most, Math.max(1000, (lane?.stretches[0]?.every ?? 0) * 500))
}
