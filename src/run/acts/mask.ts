import type { RunCommand } from '../commands.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'

/** The same copy told twice changes nothing. */
export const mask = (
  state: RunState,
  { step, attempt, masked }: Extract<RunCommand, { type: 'Mask' }>,
): readonly RunEvent[] => {
  const known = state.steps.get(step).attempts.find(({ started }) => started.attempt === attempt)
  if (known === undefined) return []
  const { masked: before } = known
  const same = before !== null && before !== 'due' && before.digest === masked.digest
  return same ? [] : [{ type: 'OutputMasked', step, attempt, masked }]
}
