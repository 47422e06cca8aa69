import type { Condition, Section, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option } from './build.ts'
import { waysOut } from './common.ts'

/** What a condition governs: a section, a step, or one statement of a step. */
export type Governed =
  | { readonly section: Section; readonly condition: Condition }
  | { readonly step: Step; readonly statement: number | null; readonly condition: Condition }

/** Does "if using Redis" hold? All of a section are asked together when its first step comes. */
export const askCondition = (state: RunState, governed: Governed, context: DecideContext): Decision => {
  const what =
    'section' in governed
      ? `the section “${governed.section.title}”`
      : governed.statement === null
        ? named(governed.step)
        : `\`${governed.step.command?.statements[governed.statement]?.source ?? ''}\``
  const { condition } = governed
  return build(context, {
    kind: 'condition',
    question: `“${condition.text}”: does this hold here?`,
    detail: [
      { is: 'sentence', text: condition.text, span: condition.span },
      { is: 'note', text: `It decides whether to do ${what}.` },
    ],
    steps: 'step' in governed ? [governed.step.id] : [],
    statement: 'step' in governed ? governed.statement : null,
    about: 'section' in governed ? governed.section.id : null,
    span: condition.span,
    options: [
      option('yes', 'It holds', `Does ${what}.`),
      option('no', 'It does not', `Leaves out ${what}.`),
      ...waysOut(state),
    ],
  })
}

export const answerCondition: AnswerTo = (_state, decision, answer) =>
  closing({
    type: 'ConditionSettled',
    section: decision.about,
    step: decision.steps[0] ?? null,
    statement: decision.statement,
    holds: answer.option === 'yes',
  })
