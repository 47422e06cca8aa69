import { HoldpointError } from '../../errors.ts'
import type { Step, StepId } from '../../plan/index.ts'
import type { RunEvent } from '../events.ts'
import { isAbout } from '../evolve/left.ts'
import { onLine } from '../on-line.ts'
import { indexOf, parentsAndSelf } from '../order.ts'
import type { RunState } from '../state.ts'

/** Takes a tick back while no command that comes after the item has started. Parents that it closed open with it. */
export const reopen = (state: RunState, ids: readonly StepId[], reason: string | null): readonly RunEvent[] => {
  const steps = [...new Set(ids)].map((id) => onLine(state, id))
  for (const step of steps) check(state, step)
  const closed = steps
    .flatMap((step) => parentsAndSelf(state.plan, step).slice(0, -1))
    .filter((parent) => state.steps.get(parent.id).phase === 'settled')
  const all = [...new Set([...steps, ...closed])]
  // What was asked since stood on this tick; it is asked again when its turn comes.
  const later = state.open.filter((one) => one.kind !== 'procedure' && !steps.some((step) => isAbout(one, step.id)))
  return [
    ...later.map(
      ({ id }): RunEvent => ({ type: 'DecisionWithdrawn', decision: id, why: 'An earlier item was reopened.' }),
    ),
    ...all.map((step): RunEvent => ({ type: 'StepReopened', step: step.id, reason })),
  ]
}

/** Only what a person's word alone settled can be taken back. */
const byWord: ReadonlySet<string | null> = new Set(['ticked', 'given', 'signed', 'claimed', 'assumed', 'by-hand'])

const check = (state: RunState, step: Step) => {
  const { phase, how } = state.steps.get(step.id)
  if (phase !== 'settled') throw new HoldpointError('step-not-settled', { step: step.title })
  const place = indexOf(state.plan).order(state.line).place.get(step.id) ?? 0
  if (!byWord.has(how) || place <= state.course.frontier)
    throw new HoldpointError('step-depended-on', { step: step.title })
}
