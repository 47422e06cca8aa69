import { type RunChange, type RunView, type Said, type StepView, saidAtMost } from '../../contract/index.ts'
import type { StepId } from '../../plan/index.ts'
import type { Recorded, RunState } from '../../run/index.ts'
import { stepOf } from '../../run/order.ts'
import { askedOf, growing, openOf, type Picture, type Rest } from './run-view.ts'
import { saidOf } from './said.ts'
import { stepView } from './step.ts'
import { timelineChanges, timelineOf } from './timeline.ts'

/** Steps of which something else is told than before: their states, questions about them, deviations. */
export function changedSteps(before: RunState, after: RunState): readonly StepId[] {
  const changed = new Set(after.steps.changedSince(before.steps))
  if (before.open !== after.open) {
    const [was, is] = [askedOf(before), askedOf(after)]
    for (const step of was) if (!is.has(step)) changed.add(step)
    for (const step of is) if (!was.has(step)) changed.add(step)
  }
  for (const { step } of after.deviations.slice(before.deviations.length)) if (step !== null) changed.add(step)
  return [...changed]
}

/** What lies between two pictures of a run, `before` the earlier one; null: nothing that is told. `events`: those in between. */
export function changeBetween(
  before: Picture,
  after: Picture,
  steps: readonly StepId[],
  events: readonly Recorded[],
): RunChange | null {
  const { state } = after
  const run = { ...restChanges(before.rest, after.rest) }
  if (run.open !== undefined) run.open = openOf(state, null)
  const rows = timelineChanges(before.state, state, steps)
  if (rows === null) run.timeline = timelineOf(state)
  const change: RunChange = {
    seq: state.seq,
    after: before.state.seq,
    run,
    steps: stepsOf(state, steps),
    rows: rows ?? [],
    more: moreOf(before.state, state),
    said: lastSaid(events, state),
  }
  const isNothing = events.length === 0 && Object.keys(run).length === 0 && steps.length === 0
  return isNothing ? null : change
}

type Change = Partial<Omit<RunView, 'steps' | 'seq' | 'said'>>

function restChanges(before: Rest, after: Rest): Change {
  const changed = Object.entries(after).filter(
    ([key, value]) => key !== 'seq' && !isSame(before[key as keyof Rest], value),
  )
  return Object.fromEntries(changed) as Change
}

/** Values of JSON. What two lists share is not looked into. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isSame(one, b[at]))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [one, other] = [Object.entries(a), b as Record<string, unknown>]
  return one.length === Object.keys(other).length && one.every(([key, value]) => isSame(value, other[key]))
}

function stepsOf(state: RunState, ids: readonly StepId[]): Record<StepId, StepView | null> {
  const asked = askedOf(state)
  return Object.fromEntries(ids.map((id) => [id, stepView(state, stepOf(state.plan, id), asked.has(id))]))
}

function moreOf(before: RunState, after: RunState): RunChange['more'] {
  const { deviations, comments, evidence } = growing(after, before)
  return {
    ...(deviations.length > 0 ? { deviations } : {}),
    ...(comments.length > 0 ? { comments } : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
  }
}

/** No more than a view keeps. */
function lastSaid(events: readonly Recorded[], state: RunState): Said[] {
  const said: Said[] = []
  for (let at = events.length - 1; at >= 0 && said.length < saidAtMost; at -= 1) {
    const recorded = events[at]
    const one = recorded === undefined ? null : saidOf(recorded, state)
    if (one !== null) said.unshift(one)
  }
  return said
}
