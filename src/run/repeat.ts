import type { Step } from '../plan/index.ts'
import { assess } from './assess.ts'
import { opensAt } from './environment/obstacles.ts'
import { indexOf } from './order.ts'
import { soakDue } from './soak/due.ts'
import type { AttemptState, RunState, StepState } from './state.ts'

/** Milliseconds between the end of one look and the next. */
const every = 5_000

/**
 * When a step that failed in a statement that waits looks again, in milliseconds since the epoch; null: it does not wait,
 * its time is over, or it was ended from outside. What stood before the statement is not run again.
 */
export const nextLook = (step: Step, of: StepState, statement: number): number | null => {
  const waits = step.command?.statements[statement]?.waits
  const last = of.attempts.at(-1)
  if (waits === undefined || last?.endedAt == null || last.end?.how !== 'exit') return null
  const at = last.endedAt + every
  return at <= beganAt(of.attempts, statement) + waits ? at : null
}

/** The first of the looks that followed each other; a person who tries again later begins anew. */
const beganAt = (attempts: readonly AttemptState[], statement: number): number => {
  let first = attempts.length - 1
  while (first > 0) {
    const { started, at } = attempts[first] as AttemptState
    const before = attempts[first - 1]?.endedAt ?? 0
    if (started.statement !== statement || at - before > 2 * every) break
    first -= 1
  }
  const began = attempts[first]
  return began?.end?.statements.find((one) => one.index === statement)?.startedAt ?? began?.at ?? 0
}

/** When the run goes on by itself although nothing runs and nobody has to answer; null: it does not. */
export const due = (state: RunState): number | null => {
  if (state.status !== 'running' || state.running.length > 0) return null
  const times = [opensAt(state), soakDue(state), lookDue(state)].filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}

/** When what has failed looks again. */
const lookDue = (state: RunState): number | null => {
  if (opensAt(state) !== null || state.open.some(({ kind }) => kind !== 'sample')) return null
  const step = indexOf(state.plan).order(state.line).entries[state.course.cursor]?.step
  if (!step?.command || state.steps.get(step.id).phase !== 'ended') return null
  const of = state.steps.get(step.id)
  const result = assess(step, of)
  return result.is === 'failed' ? nextLook(step, of, result.statement) : null
}
