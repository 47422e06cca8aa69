import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option, settle } from './build.ts'
import { lastWayBack, waysOut } from './common.ts'
import { outputOf } from './exhibit.ts'
import { retried, retries } from './failure.ts'

/** A step whose end nobody saw. It is never started again by itself: it may have done its work. */
export const askUnknown = (state: RunState, step: Step, statement: number, context: DecideContext): Decision => {
  const { attempts } = state.steps.get(step.id)
  const lost = attempts.at(-1)?.end?.how === 'lost-terminal'
  return build(context, {
    kind: 'unknown',
    question: `How ${named(step)} ended is not known${lost ? ': its terminal went away' : ''}. Look at what it changed, then decide.`,
    detail: [
      ...(step.command ? [{ is: 'command', text: step.command.text, language: step.command.language } as const] : []),
      ...outputOf(state, step, null),
      ...lastWayBack(state),
    ],
    steps: [step.id],
    span: step.command?.statements[statement]?.span ?? step.span,
    attempt: attempts.at(-1)?.started.attempt ?? null,
    statement,
    options: [
      option('done', 'It did its work', `${named(step)} counts as passed, on your word.`, { reason: true }),
      ...retries(state, step, statement).map((one) => ({
        ...one,
        effect: `${one.effect} What it did already happens twice.`,
      })),
      option('accept', 'Leave it unknown', 'Goes on; the record says that its end is not known.', {
        reason: true,
        deviation: true,
      }),
      option('skip', 'Skip', `Goes on; ${named(step)} counts as skipped.`, { reason: true, deviation: true }),
      ...waysOut(state),
    ],
  })
}

export const answerUnknown: AnswerTo = (_state, decision, answer) => {
  const step = decision.steps[0] ?? ''
  switch (answer.option) {
    case 'done':
      return closing(settle(step, 'passed', 'judged', answer.reason))
    case 'accept':
      return closing(settle(step, 'unknown', 'judged', answer.reason))
    case 'skip':
      return closing(settle(step, 'skipped', 'judged', answer.reason))
    default:
      return closing(retried(decision, answer))
  }
}
