import type { Step } from '../../plan/index.ts'
import { isPoll } from '../authority/demand.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, open, option, settle } from './build.ts'
import { waysOut } from './common.ts'
import { askAfterRefusal } from './failure.ts'
import { blankFields, valuesOf } from './record.ts'

/** A named person approves. Never assumed, never ticked ahead of its turn; a refusal stops the run. */
export const askSignoff = (state: RunState, step: Step, context: DecideContext): Decision =>
  build(context, {
    kind: 'signoff',
    question: step.title,
    detail: step.detail ? [{ is: 'note', text: step.detail }] : [],
    steps: [step.id],
    span: step.span,
    options: [
      option('sign', isPoll(state.plan, step) ? 'Go' : 'Sign', 'Your name and the time stand in the record.'),
      option('refuse', isPoll(state.plan, step) ? 'No-go' : 'Refuse', 'Nothing goes on before it is decided how.', {
        reason: true,
      }),
      ...waysOut(state),
    ],
    // What is left empty the record fills with the name of who signs, and the time.
    fields: step.blanks.length > 0 ? blankFields('sign', step, false) : [],
  })

export const answerSignoff: AnswerTo = (state, decision, answer, context) => {
  const id = decision.steps[0] ?? ''
  if (answer.option === 'sign')
    return closing(settle(id, 'passed', 'signed', answer.reason, valuesOf(decision, answer.fields)))
  const reason = answer.reason ?? ''
  return closing(
    { type: 'SignoffRefused', step: id, reason },
    open(askAfterRefusal(state, stepOf(state.plan, id), reason, context)),
  )
}
