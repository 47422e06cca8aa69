import type { Procedure } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { stepsOf } from './steps.ts'

/** How long something takes, in seconds, and who says so. */
export interface Estimate {
  readonly seconds: number
  /** `learned`: the median of earlier runs. */
  readonly from: 'document' | 'learned'
}

/**
 * What a procedure takes: as the document says of it, else as earlier runs took for its commands, else as the document says
 * of each of them; null: nobody knows. Part of a sum is none.
 */
export const estimateOf = (state: RunState, procedure: Procedure): Estimate | null => {
  if (procedure.estimate !== null) return { seconds: procedure.estimate, from: 'document' }
  const commands = stepsOf(state.plan, procedure).filter(({ command }) => command !== null)
  if (commands.length === 0) return null
  const each = commands.map(({ id, estimate }) => {
    const learned = state.learned[id]
    return learned === undefined ? (estimate === null ? null : { seconds: estimate }) : { seconds: learned / 1000 }
  })
  if (each.some((one) => one === null)) return null
  const seconds = each.reduce((sum, one) => sum + (one?.seconds ?? 0), 0)
  return { seconds, from: commands.some(({ id }) => state.learned[id] !== undefined) ? 'learned' : 'document' }
}
