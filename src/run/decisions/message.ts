import type { Message } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { filledMessage, knownFor } from '../messages.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, field, option } from './build.ts'
import { waysOut } from './common.ts'
import { valuesOf } from './record.ts'

/** Somebody is to be told: the document's own words, with what the run knows in their blanks. */
export const askMessage = (state: RunState, message: Message, context: DecideContext): Decision => {
  const known = message.blanks.map((blank) => knownFor(state, blank, context.now))
  return build(context, {
    kind: 'message',
    question: `Tell people: “${message.title}”`,
    detail: [
      ...(message.lead === null ? [] : [{ is: 'sentence', text: message.lead, span: message.span } as const]),
      {
        is: 'note',
        text: filledMessage(
          state,
          message,
          known.map((value) => value ?? ''),
        ),
      },
    ],
    span: message.span,
    about: message.id,
    options: [
      option('done', 'Sent', 'These words, with what you fill in, stand in the record as told.'),
      option('skip', 'Leave it', 'Nobody is told; the record says why.', { reason: true, deviation: true }),
      ...waysOut(state),
    ],
    fields: message.blanks.map((blank, at) =>
      field('done', String(at + 1), blank.label, { required: false, suggestion: known[at] ?? null }),
    ),
  })
}

export const answerMessage: AnswerTo = (state, decision, answer) => {
  const message = state.plan.messages.find(({ id }) => id === decision.about)
  if (message === undefined) return closing()
  const values = valuesOf(decision, answer.fields).map((value, at) => value || (decision.fields[at]?.suggestion ?? ''))
  return closing({
    type: 'MessageSettled',
    message: message.id,
    how: answer.option === 'skip' ? 'skipped' : 'told',
    values: answer.option === 'skip' ? [] : values,
    reason: answer.reason,
  })
}
