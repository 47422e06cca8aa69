import { HoldpointError } from '../../errors.ts'
import type { Statement, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { stepOf } from '../order.ts'
import { scriptOf } from '../script.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option, settle } from './build.ts'
import { waysOut } from './common.ts'
import { editField, editing } from './edit.ts'

/** Run these statements, which destroy something? Opens right before the step would start, on the main line. */
export const askDestructive = (
  state: RunState,
  step: Step,
  statements: readonly Statement[],
  context: DecideContext,
): Decision => {
  const [first] = statements
  const texts = statements.map((one) => scriptOf(state, step, one))
  return build(context, {
    kind: 'destructive',
    question: `Run ${texts.map((text) => `\`${text}\``).join(' and ')}? It cannot be undone by itself.`,
    detail: texts.map((text) => ({ is: 'command', text, language: step.command?.language ?? 'bash' })),
    steps: [step.id],
    span: first?.span ?? step.span,
    statement: first?.index ?? null,
    options: [
      option('yes', 'Run it', `Runs ${named(step)}, with ${texts.map((text) => `\`${text}\``).join(' and ')}.`),
      option('skip', 'Skip the step', `Nothing of ${named(step)} runs.`, { reason: true, deviation: true }),
      ...(first
        ? [option('edit', 'Edit first', `Changes \`${texts[0]}\`, then asks again.`, { deviation: true })]
        : []),
      ...waysOut(state),
    ],
    fields: first ? [editField(state, step, first)] : [],
  })
}

export const answerDestructive: AnswerTo = (state, decision, answer) => {
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  switch (answer.option) {
    case 'yes':
      return closing({ type: 'StepConfirmed', step: step.id })
    case 'skip':
      return closing(settle(step.id, 'skipped', 'ticked', answer.reason))
    case 'edit':
      return closing(editing(state, step, decision.statement ?? 0, answer))
    default:
      throw new HoldpointError('answer-option-unknown', {
        option: answer.option,
        options: 'yes, skip, edit',
        decision: decision.id,
      })
  }
}
