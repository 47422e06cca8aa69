import type { Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import { settle } from '../decisions/build.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import { alone } from './people.ts'

/** A parent is done when its children are; one that asks for a value or a name asks once they are. */
export const closeParent = (state: RunState, step: Step, context: DecideContext): readonly RunEvent[] => {
  if (step.kind === 'record' || step.kind === 'signoff') return alone(state, step, context)
  const outcomes = step.children.map((child) => state.steps.get(child).outcome)
  const ran = state.steps.get(step.id).phase === 'ended'
  if (outcomes.includes('failed')) return [settle(step.id, 'failed', 'children')]
  if (!ran && outcomes.every((outcome) => outcome === 'skipped'))
    return [settle(step.id, 'skipped', 'children', 'All its parts were skipped.')]
  return [settle(step.id, 'passed', ran ? 'ran' : 'children')]
}
