import type { Expectation, Step } from '../plan/index.ts'
import { judgeStatement, notReached } from './assess-statement.ts'
import type { StatementEnd } from './attempt.ts'
import type { StepState } from './state.ts'

/** What a person must say, because no machine could: an expectation's id, or `status:N` for statement N's own status. */
export interface Matter {
  readonly id: string
  readonly statement: number | null
  readonly expectation: Expectation | null
  readonly why: string
}

/** What the attempts of a step amount to so far. */
type Assessment =
  | { readonly is: 'passed'; readonly judged: boolean; readonly note: string | null }
  /** All that ran is well, but the shell stopped at a status that turned out to be right. */
  | { readonly is: 'stopped-early'; readonly from: number }
  | { readonly is: 'failed'; readonly statement: number; readonly why: string }
  | { readonly is: 'unclear'; readonly matters: readonly Matter[] }
  | { readonly is: 'unknown'; readonly statement: number }

/** Pure in the step's state, so that an answer, a restart and the end itself all come to the same conclusion. */
export const assess = (step: Step, state: StepState): Assessment => {
  const last = state.attempts.at(-1)
  const end = last?.end
  if (!last || !end) throw new Error(`step ${step.id} has not ended`)
  const results = resultsOf(state)
  const reached = Math.max(last.started.statement, ...end.statements.map((one) => one.index))
  if (end.how === 'unknown' || end.how === 'lost-terminal') return { is: 'unknown', statement: reached }
  if (end.how === 'timeout') return { is: 'failed', statement: reached, why: 'it took longer than it may' }
  if (end.how === 'cancelled') return { is: 'failed', statement: reached, why: 'it was cancelled' }
  if (end.statements.length === 0 && end.status !== 0)
    return { is: 'failed', statement: reached, why: `it ended with status ${end.status ?? 'unknown'}` }

  const left = end.notReached.filter((index) => !last.started.without.includes(index))
  const matters: Matter[] = []
  for (const [index, result] of results) {
    const seen = judgeStatement(step, state, index, result, index === reached ? { end, left } : null)
    if (seen.is === 'failed') return { is: 'failed', statement: index, why: seen.why }
    if (seen.is === 'unclear')
      matters.push({ id: `status:${index}`, statement: index, expectation: null, why: seen.why })
  }
  for (const expectation of step.expectations) {
    if (expectation.statement !== null && !results.has(expectation.statement)) continue
    const verdict = state.verdicts.find((one) => one.expectation === expectation.id)
    if (verdict?.verdict === 'unmet') return { is: 'failed', statement: expectation.statement ?? 0, why: verdict.why }
    if (verdict?.verdict !== 'met')
      matters.push({
        id: expectation.id,
        statement: expectation.statement,
        expectation,
        why: verdict?.why ?? 'Only a person can tell.',
      })
  }
  if (matters.length > 0) return { is: 'unclear', matters }
  return passed(step, state, end.status ?? 0, reached, left)
}

const passed = (step: Step, state: StepState, status: number, reached: number, left: readonly number[]): Assessment => {
  const next = left.find((index) => index > reached)
  if (next !== undefined && status !== 0) return { is: 'stopped-early', from: next }
  return {
    is: 'passed',
    judged: state.verdicts.some((one) => one.by !== null),
    note: left.length > 0 ? notReached(step, left) : null,
  }
}

/** The newest result of each statement; an attempt that starts at a statement replaces those from there on. */
const resultsOf = (state: StepState): ReadonlyMap<number, StatementEnd> => {
  const results = new Map<number, StatementEnd>()
  for (const attempt of state.attempts) {
    for (const index of results.keys()) if (index >= attempt.started.statement) results.delete(index)
    for (const one of attempt.end?.statements ?? []) {
      // Who ends the shell (`exit`, `exec`) leaves no status of its own: it is the command's.
      const isLast = one === attempt.end?.statements.at(-1)
      results.set(one.index, isLast && one.status === null ? { ...one, status: attempt.end?.status ?? null } : one)
    }
  }
  return results
}
