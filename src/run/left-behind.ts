import type { Step } from '../plan/index.ts'
import { assess } from './assess.ts'
import { settle } from './decisions/build.ts'
import type { RunEvent } from './events.ts'
import { watchingOf } from './soak/watching.ts'
import type { RunState } from './state.ts'

/**
 * Settles every step that ran, or was refused, and about which nothing was decided any more, because the run ends or goes another way:
 * what failed is recorded as failed, and what nobody can tell as unknown. Nothing stays open that was seen to fail, and no
 * soak is watched any more.
 */
export const settleLeftBehind = (state: RunState): readonly RunEvent[] => [
  ...stepsLeft(state),
  ...watchingOf(state).map(
    ({ watch }): RunEvent => ({
      type: 'SoakEnded',
      soak: watch.id,
      outcome: 'left',
      reason: 'The run went another way.',
    }),
  ),
]

const stepsLeft = (state: RunState): readonly RunEvent[] =>
  state.plan.steps.flatMap((step) => {
    const { phase, refused } = state.steps.get(step.id)
    if (phase === 'ended') return settleLeft(state, step)
    return phase === 'open' && refused !== null ? [settle(step.id, 'failed', 'left', `It was refused: ${refused}`)] : []
  })

/** The same for one step whose attempt has ended. */
export const settleLeft = (state: RunState, step: Step): readonly RunEvent[] => {
  const result = assess(step, state.steps.get(step.id))
  switch (result.is) {
    case 'passed': {
      // A parent is done when its children are; these are open, and so is it.
      const isDone = step.children.every((child) => state.steps.get(child).phase === 'settled')
      return isDone ? [settle(step.id, 'passed', 'ran', result.note)] : []
    }
    case 'failed':
      return [settle(step.id, 'failed', 'left', sentence(result.why))]
    case 'stopped-early':
      return [settle(step.id, 'failed', 'left', 'It was not run to its end.')]
    case 'unclear':
      return [settle(step.id, 'unknown', 'left', 'Nobody has judged what it printed.')]
    case 'unknown':
      return [settle(step.id, 'unknown', 'left', 'Its end was not seen.')]
  }
}

const sentence = (why: string) => `${why.charAt(0).toUpperCase()}${why.slice(1)}${why.endsWith('.') ? '' : '.'}`
