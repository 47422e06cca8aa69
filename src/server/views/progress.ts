import type { RunView } from '../../contract/index.ts'
import type { Plan, StepId } from '../../plan/index.ts'
import { blocksOf, stepsIn } from '../../plan/walk.ts'
import type { RunState } from '../../run/index.ts'
import { leftAlong } from './timeline.ts'

/** How far a run is on its line, in counts that follow it event by event. */
export interface Counts {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
  /** Of what is known of, along what must follow each other. Milliseconds. */
  readonly left: number
}

const lines = new WeakMap<Plan, Map<string, ReadonlySet<StepId>>>()

/** Steps of the line that a run is on; made once for it. */
const lineOf = ({ plan, line }: RunState): ReadonlySet<StepId> => {
  const of = lines.get(plan) ?? new Map<string, ReadonlySet<StepId>>()
  lines.set(plan, of)
  const key = line === 'main' ? '' : `/${line.procedure}`
  const found = of.get(key) ?? stepsIn(plan, blocksOf(plan, line))
  of.set(key, found)
  return found
}

/** Counted from the beginning. */
export function countsOf(state: RunState): Counts {
  const line = lineOf(state)
  const along = leftAlong(state)
  let counts: Counts = { total: line.size, done: 0, failed: 0, skipped: 0, left: 0 }
  for (const step of line) counts = plus(counts, worth(state, step, along), 1)
  return counts
}

/** The same, where `steps` alone are other than `before`. */
export function countsAfter(counts: Counts, before: RunState, state: RunState, steps: readonly StepId[]): Counts {
  if (before.line !== state.line || before.procedures !== state.procedures) return countsOf(state)
  const line = lineOf(state)
  const along = leftAlong(state)
  let after = counts
  for (const step of steps) {
    if (!line.has(step)) continue
    after = plus(plus(after, worth(before, step, along), -1), worth(state, step, along), 1)
  }
  return after
}

type Worth = Omit<Counts, 'total'>

function worth(state: RunState, step: StepId, along: ReadonlyMap<StepId, number>): Worth {
  const { phase, outcome } = state.steps.get(step)
  const settled = phase === 'settled'
  return {
    done: settled ? 1 : 0,
    failed: outcome === 'failed' || outcome === 'unknown' ? 1 : 0,
    skipped: outcome === 'skipped' ? 1 : 0,
    left: settled ? 0 : (along.get(step) ?? 0),
  }
}

const plus = (counts: Counts, { done, failed, skipped, left }: Worth, sign: 1 | -1): Counts => ({
  total: counts.total,
  done: counts.done + sign * done,
  failed: counts.failed + sign * failed,
  skipped: counts.skipped + sign * skipped,
  left: counts.left + sign * left,
})

/** As the page is told. */
export const progressView = (state: RunState, { total, done, failed, skipped, left }: Counts): RunView['progress'] => ({
  total,
  done,
  failed,
  skipped,
  leftSeconds: state.status === 'ended' ? 0 : leftAlong(state).size === 0 ? null : Math.round(left / 1000),
})
