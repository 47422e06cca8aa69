import { HoldpointError } from '../../errors.ts'
import type { RunCommand } from '../commands.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'

/** Asks for the end of everything that runs, once. */
export const cancelAll = (state: RunState, reason: string | null): readonly RunEvent[] =>
  state.running
    .filter(({ step, attempt }) => !isAsked(state, step, attempt))
    .map(({ step, attempt }) => ({ type: 'CancelRequested', step, attempt, reason }))

export const cancel = (
  state: RunState,
  { step, attempt, reason }: Extract<RunCommand, { type: 'Cancel' }>,
): readonly RunEvent[] => {
  if (!state.running.some((one) => one.step === step && one.attempt === attempt))
    throw new HoldpointError('attempt-not-running', { step, attempt })
  return isAsked(state, step, attempt) ? [] : [{ type: 'CancelRequested', step, attempt, reason }]
}

const isAsked = (state: RunState, step: string, attempt: number) =>
  state.steps.get(step).attempts.some((one) => one.started.attempt === attempt && one.cancelRequested)
