import type { RunChange, RunView } from '../../contract/index.ts'
import { lay } from '../../contract/lay.ts'

/**
 * The view after a change, as `lay` makes it; null: the view must be fetched anew. One change is made for all viewers, so it does
 * not say what this viewer may answer: what is known of a question stays, and of a new one nothing is known (`RunStore.unasked`).
 */
export function applyChange(view: RunView, change: RunChange): RunView | null {
  const next = lay(view, change)
  if (next === null || change.run.open === undefined) return next
  const known = new Map(view.open.map((decision) => [decision.id, decision.mine]))
  return {
    ...next,
    open: next.open.map((decision) => ({ ...decision, mine: known.get(decision.id) ?? decision.mine })),
  }
}
