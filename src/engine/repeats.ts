import type { Decision, DecisionId, RunState } from '../run/index.ts'
import type { Given } from './ports.ts'

/**
 * What answers by rule, a file or a rehearsal, would give the same answer for ever: "take the way back", "no", "take the
 * way back". The second time that one question gets one answer from it, and nothing has run in between, the question is
 * left to people. People may repeat themselves.
 */
export class Repeats {
  private readonly seen = new Map<string, number>()
  private readonly left = new Set<DecisionId>()

  /** The questions that have not been left to people. */
  without(open: readonly Decision[]): readonly Decision[] {
    return this.left.size === 0 ? open : open.filter(({ id }) => !this.left.has(id))
  }

  /** Whether the answer is to be dropped, and its question left to people. */
  drops(state: RunState, { decision: id, answer, by }: Given): boolean {
    const decision = state.open.find((one) => one.id === id)
    if (decision === undefined || (by?.kind !== 'answers' && by?.kind !== 'rehearsal')) return false
    const { kind, question, steps, statement, about } = decision
    const key = JSON.stringify([kind, question, steps, statement, about, answer, by.id])
    const progress = progressOf(state, decision)
    if (this.seen.get(key) === progress) this.left.add(id)
    this.seen.set(key, progress)
    return this.left.has(id)
  }
}

/**
 * Of a question about steps: how often they have run. Of one about the run: how many of its steps have been reached, and
 * not how often, or a way back that fails would be started again for ever.
 */
const progressOf = ({ plan, steps }: RunState, decision: Decision): number => {
  const attempts = (step: string) => steps.get(step).attempts.length
  return decision.steps.length > 0
    ? decision.steps.reduce((sum, step) => sum + attempts(step), 0)
    : plan.steps.filter(({ id }) => attempts(id) > 0 || steps.get(id).phase === 'settled').length
}
