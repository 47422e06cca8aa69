import type { Message, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import { open } from '../decisions/build.ts'
import { askMessage } from '../decisions/message.ts'
import type { RunEvent } from '../events.ts'
import { messagesDue } from '../messages.ts'
import { sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'

/**
 * Who is to be told before `step` (null: the line is done), all messages of an occasion together: what was planned before
 * anything, that it is in progress before the first step of the deployment, and how it went at the end.
 */
export const tell = (state: RunState, step: Step | null, context: DecideContext): readonly RunEvent[] =>
  occasionsAt(state, step)
    .flatMap((occasion) => messagesDue(state, occasion))
    .map((message) => open(askMessage(state, message, context)))

const occasionsAt = (state: RunState, step: Step | null): readonly Message['occasion'][] => {
  if (state.plan.messages.length === 0) return []
  if (state.line !== 'main') return step === null ? ['rollback'] : []
  if (step === null) return ['after']
  const deploys = sectionsAround(state.plan, step.section).some(({ role }) => role === 'deploy')
  return deploys ? ['before', 'during'] : ['before']
}
