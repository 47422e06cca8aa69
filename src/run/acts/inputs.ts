import { HoldpointError } from '../../errors.ts'
import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import { inputsSet } from '../decisions/input.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import { hasValue } from '../needs.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'

/** Values given beside any question; questions that they answer in full are withdrawn. */
export const giveInputs = (
  state: RunState,
  { values, from }: Extract<RunCommand, { type: 'GiveInputs' }>,
  context: DecideContext,
): readonly RunEvent[] => {
  const set = inputsSet(state.plan, values, from)
  const after = fold(state, set, context)
  const known = indexOf(state.plan).inputs
  const answered = state.open.filter(
    (decision) =>
      decision.kind === 'input' &&
      decision.fields.every(({ name }) => {
        const input = known.get(name)
        return input !== undefined && hasValue(after, input)
      }),
  )
  return [
    ...set,
    ...answered.map(({ id }): RunEvent => ({ type: 'DecisionWithdrawn', decision: id, why: 'The values were given.' })),
  ]
}

/** A value that the run itself learned. What a person gave for the same input stays. */
export const capture = (
  state: RunState,
  { input, value, step, from }: Extract<RunCommand, { type: 'Capture' }>,
): readonly RunEvent[] => {
  if (!indexOf(state.plan).inputs.has(input)) throw new HoldpointError('input-unknown', { input })
  const given = state.inputs[input]
  if (given && given.from !== 'captured' && given.from !== 'remembered') return []
  return given?.value === value ? [] : [{ type: 'ValueCaptured', input, value, step, from }]
}
