import type { RunChange, RunView } from './run.ts'

/** How many things that happened a view keeps. */
export const saidAtMost = 50

/**
 * The view after a change; null: the change is not for this view (something in between is missing), and the view is to be fetched
 * anew. What did not change keeps its identity. Laying a change that no event brought about twice does no harm.
 */
export function lay(view: RunView, change: RunChange): RunView | null {
  if (view.seq !== change.after) return view.seq >= change.seq && change.seq !== change.after ? view : null
  const next = { ...view, ...change.run, seq: change.seq }
  const ids = Object.keys(change.steps)
  if (ids.length > 0) {
    const steps = { ...view.steps }
    for (const id of ids) {
      const step = change.steps[id]
      if (step == null) delete steps[id]
      else steps[id] = step
    }
    next.steps = steps
    const open = next.open.map((decision) => withLeft(decision, steps))
    if (open.some((decision, at) => decision !== next.open[at])) next.open = open
  }
  if (change.rows.length > 0) {
    const rows = new Map(change.rows.map((row) => [row.step, row]))
    next.timeline = next.timeline.map((row) => rows.get(row.step) ?? row)
  }
  const { deviations = [], comments = [], evidence = [] } = change.more
  if (deviations.length > 0) next.deviations = [...next.deviations, ...deviations]
  if (comments.length > 0) next.comments = [...next.comments, ...comments]
  if (evidence.length > 0) next.evidence = [...next.evidence, ...evidence]
  if (change.said.length > 0) next.said = [...view.said, ...change.said].slice(-saidAtMost)
  return next
}

/** Those of a question's steps that are still open: nothing has settled them. */
export const leftOf = (ids: readonly string[], steps: RunView['steps']): string[] =>
  ids.filter((id) => steps[id]?.how == null)

type Open = RunView['open'][number]

function withLeft(decision: Open, steps: RunView['steps']): Open {
  const left = leftOf(decision.steps, steps)
  return left.length === decision.left.length && left.every((id, at) => id === decision.left[at])
    ? decision
    : { ...decision, left }
}
