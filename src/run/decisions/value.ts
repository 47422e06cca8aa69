import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { Literal } from '../literals.ts'
import { indexOf, stepOf } from '../order.ts'
import { scriptOf } from '../script.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, option } from './build.ts'
import { waysOut } from './common.ts'

/** A literal of the way back for which this run captured a better value. Never changed silently. */
export const askValue = (state: RunState, step: Step, literal: Literal, context: DecideContext): Decision => {
  const before = scriptOf(state, step, literal.statement)
  const after = replaced(before, literal.input.text, literal.value)
  return build(context, {
    kind: 'value',
    question: `The document says \`${literal.input.text}\`; this run knows \`${literal.value}\`. Which one?`,
    detail: [{ is: 'diff', before, after }],
    steps: [step.id],
    span: literal.statement.span,
    statement: literal.statement.index,
    about: literal.input.name,
    options: [
      option('take', `Take ${literal.value}`, `Runs \`${after}\`.`, { deviation: true }),
      option('keep', `Keep ${literal.input.text}`, `Runs \`${before}\`.`),
      ...waysOut(state),
    ],
  })
}

const replaced = (script: string, text: string, value: string) => script.split(text).join(value)

export const answerValue: AnswerTo = (state, decision, answer) => {
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  const statement = step.command?.statements[decision.statement ?? 0]
  const input = indexOf(state.plan).inputs.get(decision.about ?? '')
  const value = state.inputs[input?.name ?? '']?.value
  const offered = { type: 'ValueOffered', step: step.id, input: decision.about ?? '' } as const
  if (answer.option === 'keep' || !statement || !input || !value) return closing(offered)
  const before = scriptOf(state, step, statement)
  return closing(offered, {
    type: 'StepEdited',
    step: step.id,
    statement: statement.index,
    before,
    after: replaced(before, input.text, value),
    reason: answer.reason ?? `Known from this run: ${value}`,
  })
}
