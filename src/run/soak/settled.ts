import { settle } from '../decisions/build.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import type { Watching } from './watching.ts'

/** What becomes of the steps of a soak that is over: they are met, or let stand; a value nobody gave stays open in words. */
export const settled = (
  state: RunState,
  { watch, soak }: Watching,
  outcome: 'passed' | 'accepted',
  reason: string | null,
): readonly RunEvent[] => {
  const done = new Set(watch.steps.map(({ id }) => id).filter((id) => state.steps.get(id).phase !== 'settled'))
  const isDone = (id: string) => done.has(id) || state.steps.get(id).phase === 'settled'
  return watch.steps
    .filter(({ id, children }) => done.has(id) && children.every(isDone))
    .map((step) => {
      const values = soak.values[step.id] ?? []
      if (step.children.length > 0) return settle(step.id, 'passed', 'children')
      if (step.kind === 'record' && values.length === 0)
        return settle(step.id, 'skipped', 'watched', reason ?? 'Nobody gave a value.')
      return settle(step.id, outcome, 'watched', reason, values)
    })
}
