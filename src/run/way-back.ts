import type { Procedure } from '../plan/index.ts'
import type { RunState } from './state.ts'

/** The procedures that can be started right now, mildest first. What only follows a way back is none. */
export const wayBack = (state: RunState): readonly Procedure[] => {
  if (state.status === 'ended' || state.course.aborting) return []
  const current = currentOf(state)
  return state.plan.procedures
    .filter(
      (one) => !one.aftermath && !(one.id in state.procedures) && one.blocks.some((block) => block.steps.length > 0),
    )
    .filter((one) => !current || one.level >= current.level)
    .toSorted((a, b) => a.level - b.level)
}

/** The way back that a run is on, or that what it is on follows; null: it is on its main line. */
const currentOf = ({ line, plan, procedures }: RunState): Procedure | null => {
  if (line === 'main') return null
  const taken = plan.procedures
    .filter(({ id, aftermath }) => id in procedures && !aftermath)
    .toSorted((a, b) => (procedures[a.id]?.startedAt ?? 0) - (procedures[b.id]?.startedAt ?? 0))
  return plan.procedures.find(({ id, aftermath }) => id === line.procedure && !aftermath) ?? taken.at(-1) ?? null
}

/** The one procedure that a person means: by its id, its level, its title, or words that only its title holds. */
export const procedureNamed = (procedures: readonly Procedure[], wanted: string): Procedure | null => {
  const words = wanted.trim().toLowerCase()
  const exact = procedures.find((one) => one.id === wanted || one.title === wanted)
  if (exact || words === '') return exact ?? null
  const level = procedures.filter((one) => String(one.level) === words)
  const titled = procedures.filter((one) => one.title.toLowerCase().includes(words))
  const found = level.length > 0 ? level : titled
  return found.length === 1 ? (found[0] ?? null) : null
}
