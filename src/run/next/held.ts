import type { Step } from '../../plan/index.ts'
import { letPass } from '../authority/binds.ts'
import { isPoll, stepDemand } from '../authority/demand.ts'
import type { DecideContext } from '../context.ts'
import { open } from '../decisions/build.ts'
import { askOverride } from '../decisions/override.ts'
import { deploys, opensAt, uncovered, waiting } from '../environment/obstacles.ts'
import { closedAt } from '../environment/open.ts'
import type { RunEvent } from '../events.ts'
import { performs } from '../schedules/recurring.ts'
import type { RunState } from '../state.ts'

/** What speaks against the run's beginning is asked before its first step. Who only looks after what recurs begins at any time. */
export const heldAtTheBeginning = (state: RunState, context: DecideContext): readonly RunEvent[] =>
  performs(state) ? [] : asking(state, null, context)

/** What speaks against a step that deploys, or an approval of one, is asked at each start; other steps are not held. */
export const held = (state: RunState, steps: readonly Step[], context: DecideContext): readonly RunEvent[] => {
  if (state.terms === null || state.line !== 'main') return []
  const step = steps.find((one) => isHeld(state, one))
  return step === undefined ? [] : asking(state, step, context)
}

const isHeld = (state: RunState, step: Step): boolean =>
  deploys(state, step.section) ||
  ((step.kind === 'signoff' || isPoll(state.plan, step) || stepDemand(state, step)?.who != null) &&
    letPass(state, step).some(({ section }) => deploys(state, section)))

const asking = (state: RunState, step: Step | null, context: DecideContext): readonly RunEvent[] => {
  const found = uncovered(state, context.now)
  return found.length === 0 ? [] : [open(askOverride(state, step, found, context))]
}

/**
 * The time that somebody chose to wait for has come: the question is gone, and the run goes on. Who slept through it is
 * asked anew.
 */
export const waitedEnough = (state: RunState, now: number): readonly RunEvent[] => {
  const waits = waiting(state)
  const opens = opensAt(state)
  if (waits === null || opens === null || now < opens || state.terms === null) return []
  const isOpen = closedAt(state.terms, now).length === 0
  const why = isOpen ? 'Changes may be made again.' : 'Changes could be made meanwhile, and may not be any more.'
  return [{ type: 'DecisionWithdrawn', decision: waits.decision, why }]
}
