import type { Step } from '../../plan/index.ts'
import { lapsesAtStart } from '../authority/lapse.ts'
import type { DecideContext } from '../context.ts'
import type { RunEvent } from '../events.ts'
import { inputsOf, leftOut } from '../needs.ts'
import { scriptOf } from '../script.ts'
import type { RunState } from '../state.ts'
import { targetOf } from '../where.ts'
import { held } from './held.ts'

/** Authorises one start of a step from a statement on, unless an approval that covers it does not stand any more. */
export const startAt = (
  state: RunState,
  step: Step,
  from: number,
  terminal: boolean,
  context: DecideContext,
): readonly RunEvent[] => {
  const lapses = lapsesAtStart(state, step.id, context)
  if (lapses.length > 0) return lapses
  const holding = held(state, [step], context)
  if (holding.length > 0) return holding
  const { digestOf } = context
  const { without } = leftOut(state, step)
  const statements = (step.command?.statements ?? []).filter((one) => one.index >= from && !without.includes(one.index))
  const target = targetOf(state, step)
  return [
    {
      type: 'StepStarted',
      step: step.id,
      attempt: (state.steps.get(step.id).attempts.at(-1)?.started.attempt ?? 0) + 1,
      statement: from,
      without,
      digest: digestOf({
        scripts: statements.map((one) => scriptOf(state, step, one)),
        inputs: inputsOf(state.plan, statements).map((one) => one.name),
        ...(target === null ? {} : { target }),
      }),
      ...(target === null ? {} : { target }),
      terminal: target === null && terminal && statements.some((one) => one.flags.includes('interactive')),
    },
  ]
}
