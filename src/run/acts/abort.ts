import type { RunEvent } from '../events.ts'
import { endRun } from '../next/ending.ts'
import type { RunState } from '../state.ts'
import { cancelAll } from './cancel.ts'

/** Ends the run; while a step runs, that is ended first and its true end is recorded. */
export const abort = (state: RunState, reason: string | null): readonly RunEvent[] => {
  if (state.running.length === 0) return endRun(state, 'aborted', reason)
  return [...cancelAll(state, reason), ...(state.course.aborting ? [] : [{ type: 'AbortRequested', reason } as const])]
}
