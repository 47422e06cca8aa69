import type { DecideContext } from '../context.ts'
import { open } from '../decisions/build.ts'
import { askProcedure } from '../decisions/procedure.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import { wayBackNow } from '../way-back/now.ts'
import { wayBack } from '../way-back.ts'

/**
 * A run that continues an ended one is that one's way back and nothing else: its main line has been run and never runs
 * again. It asks which procedure, once; declined, it has nothing to do.
 */
export const onlyTheWayBack = (state: RunState, context: DecideContext): readonly RunEvent[] => {
  const meant = wayBackNow(state, null).meant?.procedure
  const declined = state.answered.some(
    ({ decision, answers }) => decision.kind === 'procedure' && answers.at(-1)?.answer.option === 'no',
  )
  return meant === undefined || declined
    ? [{ type: 'RunEnded', outcome: 'aborted', reason: 'The way back was not taken.' }]
    : [open(askProcedure(state, meant, wayBack(state), null, context))]
}
