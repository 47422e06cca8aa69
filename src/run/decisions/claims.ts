import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, named, option, settle } from './build.ts'
import { waysOut } from './common.ts'

/** Boxes that are ticked in the document before the run: claims, not evidence. Opens once, at the start. */
export const askClaims = (state: RunState, steps: readonly Step[], context: DecideContext): Decision =>
  build(context, {
    kind: 'claims',
    question: `${steps.length === 1 ? 'One box is' : `${steps.length} boxes are`} ticked in the document already. Accept this?`,
    detail: steps.map((step) => ({ is: 'sentence', text: named(step), span: step.span })),
    steps: steps.map((step) => step.id),
    span: steps[0]?.span ?? null,
    options: [
      option('accept', 'Accept', 'They count as done, as the document claims; their commands do not run.', {
        deviation: true,
      }),
      option('no', 'Go through them', 'They stay open and come at their turn like all others.'),
      ...waysOut(state),
    ],
  })

/** Those named are accepted, or all; the others stay open. */
export const answerClaims: AnswerTo = (state, decision, answer) => {
  const meant = answer.steps.length > 0 ? answer.steps : decision.steps
  const open = meant.filter((step) => state.steps.get(step).phase !== 'settled')
  return {
    closed: true,
    events: answer.option === 'accept' ? open.map((step) => settle(step, 'passed', 'claimed', answer.reason)) : [],
  }
}
