import type { StepId } from '../../plan/index.ts'
import type { Decision, DecisionId } from '../decision.ts'
import type { RunState } from '../state.ts'

const sets = new WeakMap<Decision, ReadonlySet<StepId>>()

/** Whether a decision is about a step; the set is made once per decision, which may be about thousands. */
export const isAbout = (decision: Decision, step: StepId): boolean => {
  const known = sets.get(decision) ?? new Set(decision.steps)
  sets.set(decision, known)
  return known.has(step)
}

/** The count of open steps of each open decision after one of them was settled (-1) or reopened (+1). */
export const countSettled = (state: RunState, step: StepId, by: 1 | -1): Readonly<Record<DecisionId, number>> => {
  const about = state.open.filter((decision) => isAbout(decision, step))
  if (about.length === 0) return state.course.left
  return {
    ...state.course.left,
    ...Object.fromEntries(about.map(({ id }) => [id, (state.course.left[id] ?? 0) + by])),
  }
}
