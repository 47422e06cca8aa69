import type { Step } from '../../plan/index.ts'
import type { Exhibit } from '../decision.ts'
import type { RunState } from '../state.ts'

/** The stretch of output to lay before a person: a statement's own, else the attempt's. */
export const outputOf = (state: RunState, step: Step, statement: number | null): readonly Exhibit[] => {
  for (const { started, end } of state.steps.get(step.id).attempts.toReversed()) {
    if (!end) continue
    const own = end.statements.find((one) => one.index === statement)
    if (statement !== null && !own && end.statements.length > 0) continue
    return [
      { is: 'output', step: step.id, attempt: started.attempt, from: own?.from ?? 0, to: own?.to ?? end.output.bytes },
    ]
  }
  return []
}
