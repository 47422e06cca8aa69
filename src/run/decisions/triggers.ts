import { HoldpointError } from '../../errors.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import type { RunState } from '../state.ts'
import { wayBackNow } from '../way-back/now.ts'
import { type PlacedTrigger, triggersFired, triggersOf } from '../way-back/triggers.ts'
import { wayBack } from '../way-back.ts'
import { type AnswerTo, build, closing, field, open, option } from './build.ts'
import { waysOut } from './common.ts'
import { askProcedure } from './procedure.ts'

/**
 * Has any of the document's conditions for going back come true? One question for all of them, once the deployment has been
 * made and looked at; what nobody and nothing has seen stands in it.
 */
export const askTriggers = (state: RunState, context: DecideContext): Decision => {
  const triggers = unseen(state)
  return build(context, {
    kind: 'triggers',
    question:
      triggers.length === 1
        ? 'The document goes back in this case. Has it happened?'
        : `The document goes back in these ${triggers.length} cases. Has any of them happened?`,
    detail: triggers.map(({ trigger }) => ({ is: 'sentence', text: trigger.text, span: trigger.span })),
    span: triggers[0]?.trigger.span ?? null,
    options: [
      option('no', 'None has happened', 'Goes on.'),
      option('yes', 'One has happened', 'Asks to start the way back that it belongs to.'),
      ...waysOut(state),
    ],
    fields: [
      field('yes', 'trigger', 'Which', {
        type: 'choice',
        choices: triggers.map(({ trigger }) => trigger.text),
        required: triggers.length > 1,
        suggestion: triggers.length === 1 ? (triggers[0]?.trigger.text ?? null) : null,
      }),
    ],
  })
}

/** Conditions of which nobody knows yet. */
export const unseen = (state: RunState): readonly PlacedTrigger[] => {
  const fired = triggersFired(state).map(({ trigger }) => trigger.text)
  return triggersOf(state.plan).filter(({ trigger }) => !fired.includes(trigger.text))
}

export const answerTriggers: AnswerTo = (state, decision, answer, context) => {
  if (answer.option !== 'yes') return closing()
  const seen: RunEvent = { type: 'TriggerFired', text: chosen(state, decision, answer), why: 'seen by a person' }
  return closing(seen, ...leading(fold(state, [seen], context), context))
}

const chosen = (state: RunState, { id }: Decision, { fields }: Answer): string => {
  const texts = unseen(state).map(({ trigger }) => trigger.text)
  const given = fields.trigger || (texts.length === 1 ? texts[0] : '')
  const found = texts.find((text) => text === given)
  if (found !== undefined) return found
  throw new HoldpointError('choice-unknown', { option: given ?? '', choices: texts.join('; '), decision: id })
}

/** The question that starts the way back to which a condition belongs, where one can be started. */
export const leading = (state: RunState, context: DecideContext): readonly RunEvent[] => {
  const { meant } = wayBackNow(state, null)
  const reason = meant?.fired.at(-1)?.text ?? null
  return meant === null || meant.fired.length === 0
    ? []
    : [open(askProcedure(state, meant.procedure, wayBack(state), reason, context))]
}
