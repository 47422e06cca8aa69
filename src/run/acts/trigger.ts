import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import { leading, unseen } from '../decisions/triggers.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import type { RunState } from '../state.ts'

/** A condition for going back was seen to hold, once: its way back is asked about, also while a step runs. */
export const seeTrigger = (
  state: RunState,
  { text, why }: Extract<RunCommand, { type: 'SeeTrigger' }>,
  context: DecideContext,
): readonly RunEvent[] => {
  if (state.line !== 'main' || !unseen(state).some(({ trigger }) => trigger.text === text)) return []
  const fired: RunEvent = { type: 'TriggerFired', text, why }
  const isAsked = state.open.some(({ kind }) => kind === 'procedure')
  return [fired, ...(isAsked ? [] : leading(fold(state, [fired], context), context))]
}
