import type { OutputTail } from '../../record/index.ts'
import type { RunState } from '../../run/index.ts'
import type { Workplace } from '../workplace.ts'

/** How much of each output stands in a record, in bytes from its end. */
export const shownTail = 65_536

export const tailKey = (step: string, attempt: number): string => `${attempt} ${step}`

/** The end of every output of a run that may be shown, by `tailKey`. */
export async function tailsOf(state: RunState, { engine }: Workplace): Promise<ReadonlyMap<string, OutputTail>> {
  const found = new Map<string, OutputTail>()
  for (const { id } of state.plan.steps) {
    for (const { started, end } of state.steps.get(id).attempts) {
      if (!end || end.output.bytes === 0) continue
      const from = Math.max(0, end.output.bytes - shownTail)
      const bytes = await engine.output(state, id, started.attempt, from, end.output.bytes)
      if (bytes !== null) found.set(tailKey(id, started.attempt), { bytes, from })
    }
  }
  return found
}
