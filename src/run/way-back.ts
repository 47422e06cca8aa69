import type { Procedure } from '../plan/index.ts'
import type { RunState } from './state.ts'

/** The procedures that can be started right now, mildest first; the first is the one meant when none is named. */
export const wayBack = (state: RunState): readonly Procedure[] => {
  if (state.status === 'ended' || state.course.aborting) return []
  const { line } = state
  const current = line === 'main' ? null : state.plan.procedures.find((one) => one.id === line.procedure)
  return state.plan.procedures
    .filter((one) => !(one.id in state.procedures) && one.blocks.some((block) => block.steps.length > 0))
    .filter((one) => !current || one.level >= current.level)
    .toSorted((a, b) => a.level - b.level)
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
