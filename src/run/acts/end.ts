import { HoldpointError } from '../../errors.ts'
import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import { settleLeft } from '../left-behind.ts'
import { afterEnd } from '../next/after-end.ts'
import { endRun } from '../next/ending.ts'
import { indexOf, stepOf } from '../order.ts'
import type { RunState } from '../state.ts'

/** An attempt is over. Told twice, the second time changes nothing. Starts nothing: that is for the driver to ask. */
export const end = (
  state: RunState,
  { step, attempt, end, verdicts, reading }: Extract<RunCommand, { type: 'End' }>,
  context: DecideContext,
): readonly RunEvent[] => {
  const known = attemptOf(state, step, attempt)
  if (known.end) return []
  const ended: RunEvent = {
    type: 'StepEnded',
    step,
    attempt,
    end,
    verdicts,
    ...(reading === undefined ? {} : { reading }),
  }
  const after = fold(state, [ended], context)
  if (state.course.aborting) return [ended, ...endRun(after, 'aborted', state.course.aborting.reason)]
  // The line was left while it ran: its end is recorded, and nobody is asked about it any more.
  if (!indexOf(state.plan).order(state.line).place.has(step))
    return [ended, ...settleLeft(after, stepOf(state.plan, step))]
  const then = afterEnd(after, stepOf(state.plan, step), context)
  return [ended, ...then.filter((event) => event.type !== 'StepStarted')]
}

/** The runner is certain that it never started: the same attempt stays authorised. */
export const neverStarted = (
  state: RunState,
  { step, attempt }: Extract<RunCommand, { type: 'NeverStarted' }>,
  context: DecideContext,
): readonly RunEvent[] => {
  if (attemptOf(state, step, attempt).end) throw new HoldpointError('attempt-not-running', { step, attempt })
  const event: RunEvent = { type: 'StepNeverStarted', step, attempt }
  const { aborting } = state.course
  return aborting ? [event, ...endRun(fold(state, [event], context), 'aborted', aborting.reason)] : [event]
}

const attemptOf = (state: RunState, step: string, attempt: number) => {
  const known = indexOf(state.plan).steps.has(step) ? state.steps.get(step).attempts : []
  const found = known.find((one) => one.started.attempt === attempt)
  if (!found) throw new HoldpointError('attempt-not-running', { step, attempt })
  return found
}
