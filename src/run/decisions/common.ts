import type { Exhibit, Option } from '../decision.ts'
import type { RunState } from '../state.ts'
import { wayBack } from '../way-back.ts'
import { option } from './build.ts'

/** Ways out that every question about a step has. `back` only while a procedure applies. */
export const waysOut = (state: RunState): readonly Option[] => {
  const [mildest] = wayBack(state)
  const back = mildest
    ? [
        option(
          'back',
          'Take the way back',
          `Asks to start “${mildest.title}”; nothing of it runs before that is answered.`,
        ),
      ]
    : []
  return [
    ...back,
    option('pause', 'Pause', 'Nothing more starts; this question stays.'),
    option('abort', 'Abort', 'The run ends here as aborted; nothing is undone.', { deviation: false }),
  ]
}

/**
 * Shown with a failure in the last way back that applies: none that is milder is offered once a harsher one was begun, so
 * that what is left is to get this one done or to stop.
 */
export const lastWayBack = (state: RunState): readonly Exhibit[] =>
  state.line === 'main' || wayBack(state).length > 0
    ? []
    : [{ is: 'note', text: 'This is the last way back: no other one can be started from here.' }]
