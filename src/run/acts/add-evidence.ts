import { HoldpointError } from '../../errors.ts'
import type { RunCommand } from '../commands.ts'
import type { RunEvent } from '../events.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'

/** Notes what was kept as evidence, of a step or of the run; also when the run is over. Fails with `step-unknown`. */
export const addEvidence = (
  { plan, source }: RunState,
  { type: _, ...evidence }: Extract<RunCommand, { type: 'AddEvidence' }>,
): readonly RunEvent[] => {
  if (evidence.step !== null && !indexOf(plan).steps.has(evidence.step))
    throw new HoldpointError('step-unknown', { step: evidence.step, path: source.path })
  return [{ type: 'EvidenceAdded', ...evidence }]
}
