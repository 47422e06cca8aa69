import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { type Obstacle, obstacles } from '../environment/obstacles.ts'
import { termsMoment } from '../environment/words.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, named, option } from './build.ts'
import { waysOut } from './common.ts'

/** Something in the environment speaks against going on: all of it is one question. `step`: null is the run's beginning. */
export const askOverride = (
  state: RunState,
  step: Step | null,
  found: readonly Obstacle[],
  context: DecideContext,
): Decision => {
  const what = step === null ? 'Begin this run' : `Go on with ${named(step)}`
  const opens = Math.max(...found.map(({ until }) => until ?? Number.POSITIVE_INFINITY))
  const waits =
    state.terms !== null && Number.isFinite(opens)
      ? [
          option(
            'wait',
            'Wait',
            `Goes on by itself when changes may be made again: ${termsMoment(state.terms, opens)}.`,
          ),
        ]
      : []
  return build(context, {
    kind: 'override',
    question: `${found.map(({ text }) => text).join(' ')} ${what} all the same?`,
    about: found.map(({ text }) => text).join('\n'),
    span: step?.span ?? null,
    options: [
      ...waits,
      option(
        'accept',
        'Go on all the same',
        'Goes on, as a deviation with the reason; a change in what holds asks again.',
        {
          reason: true,
          deviation: true,
        },
      ),
      ...waysOut(state),
    ],
  })
}

/** Only what the question listed is let pass; what has come since is asked about by itself. */
export const answerOverride: AnswerTo = (state, decision, answer, { now }) => {
  if (answer.option === 'wait') return { closed: false, events: [] }
  const listed = decision.about?.split('\n') ?? []
  const over = obstacles(state, now).filter(({ text }) => listed.includes(text))
  return over.length === 0 ? closing() : closing({ type: 'TermsOverridden', over, reason: answer.reason ?? '' })
}
