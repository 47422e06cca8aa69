import { assess } from './assess.ts'
import { type Entry, indexOf } from './order.ts'
import { isHeld } from './soak/held.ts'
import type { RunState } from './state.ts'

/** Moves the cursor past what is done. Each entry is passed once, so the whole run pays once for the whole plan. */
export const skipDone = (state: RunState): RunState => {
  const { entries } = indexOf(state.plan).order(state.line)
  let cursor = state.course.cursor
  for (let entry = entries[cursor]; entry && isDone(state, entry); entry = entries[cursor]) cursor += 1
  return cursor === state.course.cursor ? state : { ...state, course: { ...state.course, cursor } }
}

/** A parent's own command is done when it has passed; the parent itself settles after its children. */
const isDone = (state: RunState, { step, visit }: Entry): boolean => {
  const of = state.steps.get(step.id)
  if (of.phase === 'settled' || isHeld(state, step.id)) return true
  return visit === 'work' && step.children.length > 0 && of.phase === 'ended' && assess(step, of).is === 'passed'
}
