import { HoldpointError } from '../../errors.ts'
import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, named, option, settle } from './build.ts'
import { waysOut } from './common.ts'

/** Plain items: those of a block together, in any order, or one at its turn. Recorded item by item. */
export const askConfirm = (state: RunState, steps: readonly Step[], context: DecideContext): Decision => {
  const [first] = steps
  const all = steps.length > 1
  return build(context, {
    kind: 'confirm',
    question: all ? `${steps.length} items to do or to check, in any order.` : (first?.title ?? ''),
    detail: steps.flatMap((step) => [
      ...(all ? [{ is: 'sentence', text: step.title, span: step.span } as const] : []),
      ...(step.detail ? [{ is: 'note', text: step.detail } as const] : []),
    ]),
    steps: steps.map((step) => step.id),
    span: first?.span ?? null,
    options: [
      option(
        'done',
        'Done',
        all ? 'Ticks the items meant, or all that are open.' : `Ticks ${first ? named(first) : 'it'}.`,
      ),
      option('skip', 'Skip', 'The items meant count as skipped, with the reason.', { reason: true, deviation: true }),
      ...waysOut(state),
    ],
  })
}

export const answerConfirm: AnswerTo = (state, decision, answer) => {
  const isOpen = (step: string) => state.steps.get(step).phase === 'open'
  const meant = answer.steps.length > 0 ? [...new Set(answer.steps)] : decision.steps.filter(isOpen)
  for (const step of meant) {
    const of = state.steps.get(step)
    if (!isOpen(step)) throw new HoldpointError('step-settled', { step, who: of.by?.name ?? of.by?.id ?? 'Holdpoint' })
  }
  const events = meant.map((step) =>
    answer.option === 'skip'
      ? settle(step, 'skipped', 'ticked', answer.reason)
      : settle(step, 'passed', 'ticked', answer.reason),
  )
  return { closed: (state.course.left[decision.id] ?? 0) <= meant.length, events }
}
