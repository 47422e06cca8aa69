import { HoldpointError } from '../../errors.ts'
import { isSameHand, nameOf } from '../authority/people.ts'
import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import { findOpen } from './answer.ts'

type Command = Extract<RunCommand, { type: 'Claim' | 'Release' }>

/** Says who is on a question, or not any more. It keeps nobody from answering: who is away must not hold a run. */
export const claim = (state: RunState, { type, decision: id }: Command, { by }: DecideContext): readonly RunEvent[] => {
  const decision = findOpen(state, id)
  const { claimed = null } = state.answered.findLast((one) => one.decision.id === decision.id) ?? {}
  const isOwn = claimed !== null && isSameHand(state.authority, claimed.by, by)
  if (claimed !== null && !isOwn)
    throw new HoldpointError('decision-claimed', {
      decision: decision.id,
      who: nameOf(state.authority, claimed.by),
      since: new Date(claimed.at).toISOString(),
    })
  if (type === 'Claim') return isOwn ? [] : [{ type: 'DecisionClaimed', decision: decision.id }]
  return isOwn ? [{ type: 'DecisionReleased', decision: decision.id }] : []
}
