import { sectionsAround, stepOf } from '../order.ts'
import type { RunState } from '../state.ts'

/** Seconds, as people say them; null: nobody knows. */
export const minutes = (seconds: number | null): string | null =>
  seconds === null ? null : `${Math.max(1, Math.ceil(seconds / 60))} min`

/**
 * How long a release is, or was, not to be used: once it is over what lies between the first command of its deployment and the
 * last end of one, of a way back too; before, what earlier runs took for these, else what the document plans.
 */
export function downtime(state: RunState, isOver: boolean, now: number): string | null {
  if (!isOver) return minutes(learned(state) ?? state.plan.estimate)
  const attempts = state.plan.steps
    .filter(({ section }) =>
      sectionsAround(state.plan, section).some(({ role }) => role === 'deploy' || role === 'rollback'),
    )
    .flatMap(({ id }) => state.steps.get(id).attempts)
  if (attempts.length === 0) return null
  const begin = Math.min(...attempts.map(({ at }) => at))
  const end = Math.max(...attempts.map(({ endedAt }) => endedAt ?? now))
  return minutes((end - begin) / 1000)
}

/** From the run's beginning to now. */
export const took = (state: RunState, now: number): string | null => minutes((now - state.createdAt) / 1000)

/** The sum of what earlier runs took for the commands of the deployment; null unless all of them are known. */
function learned(state: RunState): number | null {
  const commands = state.plan.main
    .flatMap(({ steps }) => steps)
    .map((id) => stepOf(state.plan, id))
    .filter(
      ({ command, section }) =>
        command !== null && sectionsAround(state.plan, section).some(({ role }) => role === 'deploy'),
    )
  const each = commands.map(({ id }) => state.learned[id])
  return each.length === 0 || each.includes(undefined)
    ? null
    : each.reduce<number>((sum, ms) => sum + (ms ?? 0), 0) / 1000
}
