import type { RunEvent, RunOutcome } from '../events.ts'
import { settleLeftBehind } from '../left-behind.ts'
import type { RunState } from '../state.ts'

/** All of the line is settled: so is the run. */
export const ending = (state: RunState): readonly RunEvent[] => {
  const { line, course } = state
  if (line === 'main') return endRun(state, course.failed > 0 ? 'failed' : 'done', null)
  return [
    { type: 'ProcedureEnded', procedure: line.procedure, outcome: course.failed > 0 ? 'failed' : 'done' },
    ...endRun(state, 'backed-out', null),
  ]
}

/** No question outlives its run, and no step that ran is left without an outcome. */
export const endRun = (state: RunState, outcome: RunOutcome, reason: string | null): readonly RunEvent[] => [
  ...state.open.map(({ id }): RunEvent => ({ type: 'DecisionWithdrawn', decision: id, why: 'The run ended.' })),
  ...settleLeftBehind(state),
  { type: 'RunEnded', outcome, reason },
]
