import { HoldpointError } from '../errors.ts'
import type { Step, StepId } from '../plan/index.ts'
import { indexOf } from './order.ts'
import type { RunState } from './state.ts'

/** The step that a person means. Fails when the plan has none of this id, or when it is not on the line the run is on. */
export const onLine = (state: RunState, id: StepId): Step => {
  const index = indexOf(state.plan)
  const step = index.steps.get(id)
  if (!step) throw new HoldpointError('step-unknown', { step: id, path: state.source.path })
  if (!index.order(state.line).place.has(id)) throw new HoldpointError('step-elsewhere', { step: step.title })
  return step
}
