import type { Step } from '../../plan/index.ts'
import { targetWords } from '../../plan/target-words.ts'
import type { DecideContext } from '../context.ts'
import type { Decision, Exhibit, OptionId } from '../decision.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, field, option, settle } from './build.ts'
import { waysOut } from './common.ts'
import { recorded } from './measured.ts'

/** A value to be filled in: one field per blank, in their order. */
export const askRecord = (state: RunState, step: Step, context: DecideContext): Decision =>
  build(context, {
    kind: 'record',
    question: step.title,
    detail: [...(step.detail ? [{ is: 'note', text: step.detail } as const] : []), ...targetOf(state, step)],
    steps: [step.id],
    span: step.span,
    options: [
      option('give', 'Fill in', 'The value stands in the record where the document leaves its blank.'),
      option('skip', 'Leave blank', 'It counts as skipped, with the reason.', { reason: true, deviation: true }),
      ...waysOut(state),
    ],
    fields: blankFields('give', step, true),
  })

/** Whoever fills in what was measured sees what it is to be. */
const targetOf = ({ plan }: RunState, { id }: Step): readonly Exhibit[] =>
  plan.metrics.flatMap(({ step, target }) =>
    step === id && target !== null ? [{ is: 'sentence', text: targetWords(target), span: target.span }] : [],
  )

/** Fields named `1`, `2` … for a step's blanks; one when it shows none. */
export const blankFields = (belongsTo: OptionId, { blanks, title }: Step, required: boolean) =>
  blanks.length > 0
    ? blanks.map((blank, at) => field(belongsTo, String(at + 1), blank.label || title, { required }))
    : [field(belongsTo, '1', title, { required })]

/** Values in the order of the fields. */
export const valuesOf = (decision: Decision, fields: Readonly<Record<string, string>>) =>
  decision.fields.map((one) => fields[one.name] ?? '')

export const answerRecord: AnswerTo = (state, decision, answer, context) => {
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  const { reason } = answer
  return answer.option === 'skip'
    ? closing(settle(step.id, 'skipped', 'given', reason))
    : closing(recorded(state, step, { values: valuesOf(decision, answer.fields), reason }, context))
}
