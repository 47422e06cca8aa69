import type { Step } from '../../plan/index.ts'
import type { Matter } from '../assess.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option } from './build.ts'
import { waysOut } from './common.ts'
import { outputOf } from './exhibit.ts'
import { answerMeasured } from './measured.ts'

/** Is this what the document says? One for each matter that no machine could decide, all opened at the step's end. */
export const askJudgment = (state: RunState, step: Step, matter: Matter, context: DecideContext): Decision =>
  build(context, {
    kind: 'judgment',
    question: matter.expectation ? `“${matter.expectation.text}”: is it so?` : matter.why,
    detail: [
      ...outputOf(state, step, matter.statement),
      ...(matter.expectation
        ? [{ is: 'sentence', text: matter.expectation.text, span: matter.expectation.span } as const]
        : []),
      { is: 'note', text: matter.why },
    ],
    steps: [step.id],
    attempt: state.steps.get(step.id).attempts.at(-1)?.started.attempt ?? null,
    span: matter.expectation?.span ?? step.command?.statements[matter.statement ?? 0]?.span ?? step.span,
    statement: matter.statement,
    about: matter.id,
    options: [
      option('met', 'It is', `Counts as met; ${named(step)} goes on.`),
      option('unmet', 'It is not', 'Counts as unmet: then it is decided what to do, as after a failure.'),
      ...waysOut(state),
    ],
  })

/** What follows from the verdict is found at the next advance. */
export const answerJudgment: AnswerTo = (state, decision, answer, context) => {
  const { by } = context
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  if (step.kind === 'record') return answerMeasured(step)(state, decision, answer, context)
  return closing({
    type: 'ExpectationJudged',
    step: step.id,
    expectation: decision.about ?? '',
    verdict: answer.option === 'met' ? 'met' : 'unmet',
    why: `Judged by ${by.name ?? by.id}${answer.reason ? `: ${answer.reason}` : ''}`,
  })
}
