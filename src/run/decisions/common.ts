import type { Procedure, Step } from '../../plan/index.ts'
import type { Exhibit, Option } from '../decision.ts'
import type { RunState } from '../state.ts'
import { wayBackNow } from '../way-back/now.ts'
import { triggersFitting } from '../way-back/triggers.ts'
import { wayBack } from '../way-back.ts'
import { option } from './build.ts'

/** Ways out that every question about a step has. `back` only while a procedure applies. */
export const waysOut = (state: RunState, about: Step | null = null): readonly Option[] => {
  const meant = meantAfter(state, about)
  const back = meant
    ? [
        option(
          'back',
          state.line === 'main' ? 'Take the way back' : 'Take the next way back',
          `Asks to start “${meant.title}”; nothing of it runs before that is answered.`,
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
 * The way back that is meant after something became of a step: the one whose condition it may be, else the one meant at
 * this moment; null: there is none.
 */
export const meantAfter = (state: RunState, step: Step | null): Procedure | null => {
  const { ways, meant } = wayBackNow(state, null)
  if (step === null || meant === null || meant.fired.length > 0) return meant?.procedure ?? null
  const fits = triggersFitting(state.plan, step).map(({ procedure }) => procedure)
  const fitting = ways.find(({ startable, standing, procedure }) => {
    return startable && standing === 'applies' && fits.includes(procedure.id)
  })
  return (fitting ?? meant).procedure
}

/** The document's own conditions for going back that a failed step may be. */
export const conditionsMet = (state: RunState, step: Step): readonly Exhibit[] =>
  triggersFitting(state.plan, step).flatMap(({ procedure, trigger }) => {
    const title = state.plan.procedures.find(({ id }) => id === procedure)?.title ?? ''
    return [
      { is: 'note', text: `This may be a reason to take “${title}”:` } as const,
      { is: 'sentence', text: trigger.text, span: trigger.span } as const,
    ]
  })

/**
 * Shown with a failure in the last way back that applies: none that is milder is offered once a harsher one was begun, so
 * that what is left is to get this one done or to stop.
 */
export const lastWayBack = (state: RunState): readonly Exhibit[] =>
  state.line === 'main' || wayBack(state).length > 0
    ? []
    : [{ is: 'note', text: 'This is the last way back: no other one can be started from here.' }]
