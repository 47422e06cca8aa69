import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import type { FinishedText } from '../finished-text.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option, settle } from './build.ts'
import { waysOut } from './common.ts'
import { editField, editing } from './edit.ts'

/**
 * May this text go to the program that reads it? A value in it is not safe there, so a person looks at the finished text,
 * which is what `yes` lets pass; another value makes another text, which is asked about anew.
 */
export const askFinishedText = (
  state: RunState,
  step: Step,
  { statement, text, unsafe }: FinishedText,
  context: DecideContext,
): Decision =>
  build(context, {
    kind: 'input',
    question: `The value of ${unsafe.join(' and ')} is read by another program than the shell, where it may mean more than it says. Is this text right?`,
    detail: [{ is: 'command', text, language: step.command?.language ?? 'bash' }],
    steps: [step.id],
    span: statement.span,
    statement: statement.index,
    options: [
      option('yes', 'Run it', `Runs ${named(step)} with this text.`),
      option('skip', 'Skip the step', `Nothing of ${named(step)} runs.`, { reason: true, deviation: true }),
      option('edit', 'Edit first', 'Changes the command, then asks again if need be.', { deviation: true }),
      ...waysOut(state),
    ],
    fields: [editField(state, step, statement)],
  })

export const answerFinishedText: AnswerTo = (state, decision, answer) => {
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  if (answer.option === 'edit') return closing(editing(state, step, decision.statement ?? 0, answer))
  if (answer.option === 'skip') return closing(settle(step.id, 'skipped', 'ticked', answer.reason))
  const texts = decision.detail.flatMap((one) => (one.is === 'command' ? [one.text] : []))
  return closing(...texts.map((text): RunEvent => ({ type: 'TextLetPass', step: step.id, text })))
}
