import type { Step } from '../plan/index.ts'
import { indexOf } from './order.ts'
import { isWatched } from './soak/held.ts'
import type { RunState } from './state.ts'

/** The next open steps of the line, in order of work, at most `most`; what runs now is not among them. */
export const nextSteps = (state: RunState, most = 20): readonly Step[] => {
  const { entries } = indexOf(state.plan).order(state.line)
  const steps: Step[] = []
  for (let at = state.course.cursor; at < entries.length && steps.length < most; at += 1) {
    const entry = entries[at]
    if (entry?.visit === 'work' && state.steps.get(entry.step.id).phase === 'open' && !isWatched(state, entry.step.id))
      steps.push(entry.step)
  }
  return steps
}
