import type { TimelineRow } from '../../contract/index.ts'
import type { Plan, Step, StepId } from '../../plan/index.ts'
import type { RunState, StepState } from '../../run/index.ts'
import { type Entry, indexOf } from '../../run/order.ts'

/** When the steps of a run's lines were to take place, and along what; made once for its lines. Milliseconds from its start. */
interface Planned {
  readonly key: string
  readonly rows: readonly PlannedRow[]
  readonly at: ReadonlyMap<StepId, number>
  /** What each step takes that others wait for. */
  readonly along: ReadonlyMap<StepId, number>
}

interface PlannedRow {
  readonly step: StepId
  readonly from: number
  /** Null: nobody knows what it takes. */
  readonly ms: number | null
  readonly critical: boolean
}

const known = new WeakMap<Plan, WeakMap<RunState['learned'], Planned>>()

/** What a step takes, as earlier runs took, else as the document says; null: nobody knows. Milliseconds. */
const takesOf = ({ learned }: Pick<RunState, 'learned'>, { id, estimate }: Step): number | null =>
  learned[id] ?? (estimate === null ? null : estimate * 1000)

/** All rows as they stand. */
export const timelineOf = (state: RunState): TimelineRow[] => plannedOf(state).rows.map((row) => rowOf(state, row))

/** Rows of steps that are other than before; null: rows came or went. */
export function timelineChanges(before: RunState, state: RunState, steps: readonly StepId[]): TimelineRow[] | null {
  const planned = plannedOf(state)
  if (plannedOf(before) !== planned) return null
  return steps.flatMap((step) => {
    const row = planned.rows[planned.at.get(step) ?? -1]
    return row === undefined ? [] : [rowOf(state, row)]
  })
}

/** What each step takes of those that must follow each other, on the run's lines. Milliseconds. */
export const leftAlong = (state: RunState): ReadonlyMap<StepId, number> => plannedOf(state).along

function rowOf(state: RunState, { step, from, ms, critical }: PlannedRow): TimelineRow {
  return {
    step,
    planned: ms === null ? null : { from: state.createdAt + from, to: state.createdAt + from + ms },
    actual: actualOf(state.steps.get(step)),
    critical,
  }
}

const actualOf = ({ attempts, phase }: StepState): TimelineRow['actual'] => {
  const [first] = attempts
  if (first === undefined) return null
  return { from: first.at, to: phase === 'running' ? null : (attempts.at(-1)?.endedAt ?? null) }
}

/** Of the main line, and of the ways back that were taken, each behind the other. */
function plannedOf(state: RunState): Planned {
  const taken = Object.keys(state.procedures)
  const key = taken.join('\n')
  const byLearned = known.get(state.plan) ?? new WeakMap<RunState['learned'], Planned>()
  known.set(state.plan, byLearned)
  const found = byLearned.get(state.learned)
  if (found?.key === key) return found
  const rows: PlannedRow[] = []
  const main = state.continues === null ? [...indexOf(state.plan).order('main').entries] : []
  const ways = taken.flatMap((procedure) => [...indexOf(state.plan).order({ procedure }).entries])
  layOut(state, [...main, ...ways], rows)
  const along = rows.flatMap(({ step, ms, critical }) => (critical && ms !== null ? [[step, ms] as const] : []))
  const planned = { key, rows, at: new Map(rows.map(({ step }, at) => [step, at])), along: new Map(along) }
  byLearned.set(state.learned, planned)
  return planned
}

/**
 * One after the other; what people take in any order begins together, and the longest of it counts. A section of which only the
 * whole is known takes that.
 */
function layOut(state: RunState, entries: readonly Entry[], rows: PlannedRow[]): void {
  let clock = 0
  for (const group of groupsOf(entries)) {
    const section = indexOf(state.plan).sections.get(group.section)
    const start = clock
    for (const { order, steps } of group.blocks) {
      const takes = steps.map((step) => ({ step, ms: takesOf(state, step) }))
      const longest = Math.max(0, ...takes.map(({ ms }) => ms ?? 0))
      const counts = takes.find(({ ms }) => ms === longest)?.step
      const from = clock
      for (const { step, ms } of takes) {
        if (ms === null && step.command === null) continue
        const critical = ms !== null && ms > 0 && (order === 'ordered' || step === counts)
        rows.push({ step: step.id, from: clock, ms, critical })
        if (order === 'ordered') clock += ms ?? 0
      }
      if (order === 'any') clock = from + longest
    }
    if (section?.estimate != null) clock = Math.max(clock, start + section.estimate * 1000)
  }
}

interface Group {
  readonly section: string
  readonly blocks: { readonly order: Entry['block']['order']; readonly steps: Step[] }[]
}

function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const groups: Group[] = []
  let block: Entry['block'] | null = null
  for (const entry of entries) {
    if (entry.visit !== 'work') continue
    if (entry.block !== block || groups.length === 0) {
      block = entry.block
      if (groups.at(-1)?.section !== block.section) groups.push({ section: block.section, blocks: [] })
      groups.at(-1)?.blocks.push({ order: block.order, steps: [] })
    }
    groups.at(-1)?.blocks.at(-1)?.steps.push(entry.step)
  }
  return groups
}
