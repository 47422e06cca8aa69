import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option, settle } from './build.ts'
import { waysOut } from './common.ts'
import { editField, editing } from './edit.ts'

/** A command that Holdpoint does not run as it stands. `complete`: the statement whose text a person may complete. */
export const askByHand = (
  state: RunState,
  step: Step,
  why: string,
  complete: number | null,
  context: DecideContext,
): Decision => {
  const statement = complete === null ? undefined : step.command?.statements[complete]
  return build(context, {
    kind: 'byhand',
    question: `Do ${named(step)} by hand: ${why}`,
    detail: step.command ? [{ is: 'command', text: step.command.text, language: step.command.language }] : [],
    steps: [step.id],
    span: step.command?.span ?? step.span,
    statement: statement?.index ?? null,
    options: [
      option('done', 'Done', `You have done ${named(step)}; nothing runs.`),
      option('skip', 'Skip', `Nothing of ${named(step)} is done.`, { reason: true, deviation: true }),
      ...(statement
        ? [option('edit', 'Complete it', 'Changes the command so that it can run.', { deviation: true })]
        : []),
      ...waysOut(state),
    ],
    fields: statement ? [editField(state, step, statement)] : [],
  })
}

export const answerByHand: AnswerTo = (state, decision, answer) => {
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  if (answer.option === 'edit') return closing(editing(state, step, decision.statement ?? 0, answer))
  return closing(settle(step.id, answer.option === 'skip' ? 'skipped' : 'passed', 'by-hand', answer.reason))
}
