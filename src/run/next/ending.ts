import type { Procedure } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import { open } from '../decisions/build.ts'
import { askProcedure } from '../decisions/procedure.ts'
import type { RunEvent, RunOutcome } from '../events.ts'
import { settleLeftBehind } from '../left-behind.ts'
import type { RunState } from '../state.ts'
import { wayBack } from '../way-back.ts'

/**
 * All of the line is settled: so is the run. After a way back that is done follows what the document wants done after any of
 * them; one that failed leads to the next level, which a person may decline.
 */
export const ending = (state: RunState, context: DecideContext): readonly RunEvent[] => {
  const { line, course } = state
  if (line === 'main') return endRun(state, course.failed > 0 ? 'failed' : 'done', null)
  const failed = course.failed > 0
  const harsher = failed ? nextLevel(state, line.procedure) : []
  if (harsher[0]) return [open(askProcedure(state, harsher[0], harsher, 'The one before it failed.', context))]
  const ended: RunEvent = {
    type: 'ProcedureEnded',
    procedure: line.procedure,
    outcome: failed ? 'failed' : 'done',
  }
  const after = aftermathOf(state, line.procedure)
  if (after) return [ended, { type: 'ProcedureStarted', procedure: after.id, reason: null }]
  return [ended, ...endRun(state, 'backed-out', null)]
}

/** The ways back that are left after one that failed, unless somebody has said that none of them is to be taken. */
const nextLevel = (state: RunState, procedure: string): readonly Procedure[] => {
  const began = state.procedures[procedure]?.startedAt ?? 0
  const declined = state.answered.some(
    ({ decision, openedAt, answers }) =>
      decision.kind === 'procedure' && openedAt >= began && answers.at(-1)?.answer.option === 'no',
  )
  return declined ? [] : wayBack(state)
}

/** What the document wants done after whichever way back was taken. */
const aftermathOf = ({ plan, procedures }: RunState, taken: string): Procedure | undefined =>
  plan.procedures.find(
    ({ id, aftermath, blocks }) =>
      aftermath && id !== taken && !(id in procedures) && blocks.some(({ steps }) => steps.length > 0),
  )

/** No question outlives its run, and no step that ran is left without an outcome. */
export const endRun = (state: RunState, outcome: RunOutcome, reason: string | null): readonly RunEvent[] => [
  ...state.open.map(({ id }): RunEvent => ({ type: 'DecisionWithdrawn', decision: id, why: 'The run ended.' })),
  ...settleLeftBehind(state),
  { type: 'RunEnded', outcome, reason },
]
