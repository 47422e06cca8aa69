import type { Step, StepId } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { isBeside, watchOf } from './watches.ts'
import { hasBegun, watchingOf } from './watching.ts'

/** A step that is looked at in a soak which is not over: the line does not wait for it. */
export const isHeld = (state: RunState, step: StepId): boolean => {
  if (!hasBegun(state)) return false
  const watch = watchOf(state, step)
  return watch !== null && state.soaks[watch.id] !== undefined && state.soaks[watch.id]?.phase !== 'ended'
}

/** A step that will be looked at in a soak, begun or not: it is no item to be ticked at its turn. */
export const isWatched = (state: RunState, step: StepId): boolean => {
  const watch = watchOf(state, step)
  return watch !== null && state.soaks[watch.id]?.phase !== 'ended'
}

/** Only what verifies, communicates or records goes on while a soak above it is watched; null: the end of the line. */
export const waitsForSoak = (state: RunState, step: Step | null): boolean => {
  const watching = watchingOf(state)
  if (watching.length === 0) return false
  if (step === null) return true
  return !isBeside(state, step) && watching.some(({ watch }) => watch.line <= step.span.line)
}
