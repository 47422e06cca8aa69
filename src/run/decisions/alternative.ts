import { HoldpointError } from '../../errors.ts'
import type { Choice } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, field, option } from './build.ts'
import { waysOut } from './common.ts'

/** Which of several ways? Opens for choices of the whole run at its start, for others when their place comes. */
export const askAlternative = (state: RunState, choice: Choice, context: DecideContext): Decision =>
  build(context, {
    kind: 'alternative',
    question: choice.question,
    about: choice.group,
    span: choice.options[0]?.span ?? null,
    options: [
      option('choose', 'Choose', 'Only the chosen way runs; the steps of the others are left out.'),
      ...waysOut(state),
    ],
    fields: [
      field('choose', 'option', choice.question, {
        type: 'choice',
        choices: choice.options.map((one) => one.name),
      }),
    ],
  })

export const answerAlternative: AnswerTo = (_state, decision, answer) => {
  const option = answer.fields.option ?? ''
  const choices = decision.fields[0]?.choices ?? []
  if (!choices.includes(option))
    throw new HoldpointError('choice-unknown', { option, choices: choices.join(', '), decision: decision.id })
  return closing({ type: 'ChoiceMade', group: decision.about ?? '', option })
}
