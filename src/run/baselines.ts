import type { SeenValue, StepId } from '../plan/index.ts'
import type { RunState } from './state.ts'

/**
 * What a baseline saw before the change; none where it was left out, has failed, or nobody knows its end. A person who lets it
 * stand as it is lets its values stand.
 */
export const seenBefore = (state: RunState, baseline: StepId): readonly SeenValue[] => {
  const { phase, outcome, attempts } = state.steps.get(baseline)
  const stands = phase === 'settled' && (outcome === 'passed' || outcome === 'accepted')
  return stands ? (attempts.at(-1)?.end?.statements.flatMap(({ seen }) => seen ?? []) ?? []) : []
}
