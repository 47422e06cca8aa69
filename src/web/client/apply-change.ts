import type { RunChange, RunView } from '../../contract/index.ts'
import { lay } from '../../contract/lay.ts'

/**
 * The view after a change, as `lay` makes it; null: the view must be fetched anew. One change is made for all viewers, so it does
 * not say what this viewer may answer: what is known of a question stays, and of a new one nothing is (`asksWhose`).
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

/** Whether a change brought questions of which the view does not say whether its viewer may answer them. */
export function asksWhose(before: RunView, change: RunChange): boolean {
  if (change.run.open === undefined) return false
  const known = new Map(before.open.map((decision) => [decision.id, decision]))
  return change.run.open.some((decision) => {
    if (decision.may === 'anybody') return false
    const then = known.get(decision.id)
    return then === undefined || then.signed.length !== decision.signed.length
  })
}

/** The view, with what another view of the same viewer says of who may answer. */
export function withMine(view: RunView, told: RunView): RunView {
  const mine = new Map(told.open.map((decision) => [decision.id, decision.mine]))
  if (view.open.every(({ id, mine: own }) => (mine.get(id) ?? own) === own)) return view
  return { ...view, open: view.open.map((decision) => ({ ...decision, mine: mine.get(decision.id) ?? decision.mine })) }
}
