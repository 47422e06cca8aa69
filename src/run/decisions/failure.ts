import type { Statement, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision, Option } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { leftOut } from '../needs.ts'
import { stepOf } from '../order.ts'
import { editableText } from '../own-input.ts'
import { scriptOf } from '../script.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option, settle } from './build.ts'
import { conditionsMet, lastWayBack, waysOut } from './common.ts'
import { editField, editing } from './edit.ts'
import { outputOf } from './exhibit.ts'
import { answerMeasured } from './measured.ts'

/** Guided failure: a statement failed, timed out, was cancelled, or an expectation is unmet. */
export const askFailure = (
  state: RunState,
  step: Step,
  at: { readonly statement: number; readonly why: string },
  context: DecideContext,
): Decision => {
  const statement = step.command?.statements[at.statement]
  const end = state.steps.get(step.id).attempts.at(-1)?.end
  return build(context, {
    kind: 'failure',
    question: `${statement ? `\`${firstLine(scriptOf(state, step, statement))}\`` : named(step)} failed: ${at.why.replace(/\.$/, '')}.`,
    detail: [
      ...(statement ? [{ is: 'command', text: editableText(state, step, statement), language: 'bash' } as const] : []),
      ...outputOf(state, step, at.statement),
      ...(end?.survivors ?? []).map(
        ({ pid, command }) =>
          ({ is: 'note', text: `Still running, could not be ended: ${command} (${pid}).` }) as const,
      ),
      ...conditionsMet(state, step),
      ...lastWayBack(state),
    ],
    steps: [step.id],
    span: statement?.span ?? step.span,
    attempt: state.steps.get(step.id).attempts.at(-1)?.started.attempt ?? null,
    statement: at.statement,
    options: [
      ...retries(state, step, at.statement),
      ...fallback(step, at.statement).map((text) =>
        option('instead', 'Do what the document says then', `Runs ${text} instead, and what follows it.`),
      ),
      ...(statement
        ? [option('edit', 'Edit and retry', 'Changes the command, then runs from there on.', { deviation: true })]
        : []),
      option('accept', 'Accept', `Goes on as if ${named(step)} had passed; what it did not reach does not run.`, {
        reason: true,
        deviation: true,
      }),
      option('skip', 'Skip', `Goes on without ${named(step)}; what it did not reach does not run.`, {
        reason: true,
        deviation: true,
      }),
      ...waysOut(state, step),
    ],
    fields: statement ? [editField(state, step, statement)] : [],
  })
}

/** What the document offers for when a statement has failed, as it stands. */
const insteadOf = (step: Step, failed: number | null): readonly Statement[] =>
  (step.command?.statements ?? []).filter((one) => one.insteadOf === failed)

const fallback = (step: Step, failed: number): readonly string[] => {
  const texts = insteadOf(step, failed).map((one) => `\`${firstLine(one.source)}\``)
  return texts.length === 0 ? [] : [texts.join(', then ')]
}

/** What is offered runs once somebody lets it: as an edit that changes nothing. */
const taken = (state: RunState, step: Step, failed: number | null): readonly RunEvent[] => {
  const statements = insteadOf(step, failed)
  const edits = statements.map((one): RunEvent => {
    const script = scriptOf(state, step, one)
    return { type: 'StepEdited', step: step.id, statement: one.index, before: script, after: script, reason: null }
  })
  return [...edits, { type: 'StepRetried', step: step.id, from: statements[0]?.index ?? 0 }]
}

/** A refused sign-off holds the run like a failed command does; asking again stands in for running again. */
export const askAfterRefusal = (state: RunState, step: Step, reason: string, context: DecideContext): Decision =>
  build(context, {
    kind: 'failure',
    question: `${named(step)} was refused: ${reason}`,
    detail: lastWayBack(state),
    steps: [step.id],
    span: step.span,
    options: [
      option('retry', 'Ask again', 'Asks for the sign-off once more; nothing runs.'),
      option('accept', 'Go on all the same', 'Goes on without the sign-off.', { reason: true, deviation: true }),
      ...waysOut(state, step),
    ],
  })

/** From the failed statement, in the state it found; from the beginning as second choice. Both name what would run. */
export const retries = (state: RunState, step: Step, statement: number): readonly Option[] => [
  option('retry', 'Retry', `Runs again ${namesOf(state, step, statement)}.`),
  ...(statement > 0 && step.command?.unit !== 'script'
    ? [option('retry-all', 'Retry from the beginning', `Runs again ${namesOf(state, step, 0)}.`)]
    : []),
]

const namesOf = (state: RunState, step: Step, from: number): string => {
  const { without } = leftOut(state, step)
  const statements = (step.command?.statements ?? []).filter((one) => one.index >= from && !without.includes(one.index))
  const texts = statements.map((one) => {
    const whole = one.stdin === null ? '' : ' with all of its input'
    return `\`${firstLine(scriptOf(state, step, one))}\`${whole}`
  })
  return texts.join(', then ') || named(step)
}

/** From the statement asked about, or from the beginning. */
export const retried = ({ steps, statement }: Decision, { option }: Answer): RunEvent => ({
  type: 'StepRetried',
  step: steps[0] ?? '',
  from: option === 'retry-all' ? 0 : (statement ?? 0),
})

const firstLine = (text: string) => {
  const [line = '', ...rest] = text.split('\n')
  return rest.length > 0 ? `${line} …` : line
}

export const answerFailure: AnswerTo = (state, decision, answer, context) => {
  const step = stepOf(state.plan, decision.steps[0] ?? '')
  if (step.kind === 'record') return answerMeasured(step)(state, decision, answer, context)
  switch (answer.option) {
    case 'edit':
      return closing(editing(state, step, decision.statement ?? 0, answer), retried(decision, answer))
    case 'instead':
      return closing(...taken(state, step, decision.statement))
    case 'accept':
      return closing(settle(step.id, 'accepted', 'judged', answer.reason))
    case 'skip':
      return closing(settle(step.id, 'skipped', 'judged', answer.reason))
    default:
      return closing(retried(decision, answer))
  }
}
