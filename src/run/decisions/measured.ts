import type { Step } from '../../plan/index.ts'
import { targetWords } from '../../plan/target-words.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision, OptionId } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import { measured } from '../verdicts/measured.ts'
import { type AnswerTo, build, closing, field, named, open, option, settle } from './build.ts'
import { conditionsMet, lastWayBack, waysOut } from './common.ts'

/**
 * What follows from values that a person filled in. Where the document gives a target, a value that misses it holds the
 * run as a failed command does, and one that cannot be compared is for a person.
 */
export const recorded = (
  state: RunState,
  step: Step,
  { values, reason }: { readonly values: readonly string[]; readonly reason: string | null },
  context: DecideContext,
): RunEvent => {
  const target = targetOf(state, step)
  const seen = target === null ? null : measured(target, values)
  if (seen?.verdict === 'unmet') return open(askMissed(state, step, values, context))
  if (seen?.verdict === 'unclear') return open(askWhetherMet(state, step, values, context))
  return settle(step.id, 'passed', 'given', reason, values)
}

const targetOf = ({ plan }: RunState, { id }: Step) => plan.metrics.find((one) => one.step === id)?.target ?? null

/** “Error rate”: “2 %”, and the target is < 0.5%. */
const compared = (state: RunState, step: Step, values: readonly string[]): string => {
  const target = targetOf(state, step)
  return `“${step.title}”: ${values.map((value) => `“${value}”`).join(', ')}${target ? `, and the target is ${targetWords(target)}` : ''}`
}

const about = (state: RunState, step: Step, values: readonly string[], belongsTo: OptionId) => {
  const target = targetOf(state, step)
  return {
    steps: [step.id],
    span: step.span,
    detail: [
      ...(target ? [{ is: 'sentence', text: targetWords(target), span: target.span } as const] : []),
      ...conditionsMet(state, step),
      ...lastWayBack(state),
    ],
    fields: values.map((value, at) =>
      field(belongsTo, String(at + 1), step.blanks[at]?.label || step.title, { required: false, suggestion: value }),
    ),
  }
}

/** Guided failure of a measurement: measuring again stands in for running again. */
const askMissed = (state: RunState, step: Step, values: readonly string[], context: DecideContext): Decision =>
  build(context, {
    kind: 'failure',
    question: `${compared(state, step, values)}: it is missed.`,
    ...about(state, step, values, 'accept'),
    options: [
      option('retry', 'Measure again', `Asks for the value of ${named(step)} once more; nothing runs.`),
      option('accept', 'Accept', 'Goes on with the value as it is.', { reason: true, deviation: true }),
      ...waysOut(state, step),
    ],
  })

const askWhetherMet = (state: RunState, step: Step, values: readonly string[], context: DecideContext): Decision =>
  build(context, {
    kind: 'judgment',
    question: `${compared(state, step, values)}: is it met?`,
    ...about(state, step, values, 'met'),
    options: [
      option('met', 'It is', `Counts as met; ${named(step)} goes on.`),
      option('unmet', 'It is not', 'Counts as missed: then it is decided what to do, as after a failure.'),
      ...waysOut(state),
    ],
  })

/** What was measured, as the question carries it, unless the answer corrects it. */
const measuredIn = (decision: Decision, { fields }: Answer): readonly string[] =>
  decision.fields.map((one) => fields[one.name] || one.suggestion || '')

/** The answer to either question about a step that records values. */
export const answerMeasured = (step: Step): AnswerTo => {
  return (state, decision, answer, context) => {
    const values = measuredIn(decision, answer)
    switch (answer.option) {
      case 'met':
        return closing(settle(step.id, 'passed', 'judged', answer.reason, values))
      case 'unmet':
        return closing(open(askMissed(state, step, values, context)))
      case 'accept':
        return closing(settle(step.id, 'accepted', 'judged', answer.reason, values))
      default:
        return closing({ type: 'StepRetried', step: step.id, from: 0 })
    }
  }
}
