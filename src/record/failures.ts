import type { Step } from '../plan/index.ts'
import { assess } from '../run/assess.ts'
import type { AttemptState, StepState } from '../run/index.ts'

/** An attempt that did not end as it should, also one that a later attempt made good. */
export interface Failure {
  readonly attempt: number
  /** The statement at which it failed, as it ran; null when the step has none. */
  readonly script: string | null
  /** Exit status of that statement; null when it is not known. */
  readonly status: number | null
  readonly why: string
  readonly endedAt: number | null
  /** True: nobody saw its end, so it may have done its work. */
  readonly unknown: boolean
}

/** What failed in each attempt of a step, judged as the run judges it. */
export function failures(step: Step, state: StepState): readonly Failure[] {
  return state.attempts.flatMap((attempt, index) => {
    const isLast = index === state.attempts.length - 1
    const verdicts = isLast ? state.verdicts : attempt.verdicts
    const failure = failureOf(step, { ...state, attempts: state.attempts.slice(0, index + 1), verdicts }, attempt)
    return failure === null ? [] : [failure]
  })
}

/** Judges the last attempt of `state`. */
function failureOf(step: Step, state: StepState, { started, end, endedAt, edits }: AttemptState): Failure | null {
  if (end === null) return null
  const seen = assess(step, state)
  if (seen.is !== 'failed' && seen.is !== 'unknown') return null
  const statement = step.command?.statements[seen.statement]
  const result = end.statements.findLast(({ index }) => index === seen.statement)
  return {
    attempt: started.attempt,
    script: statement === undefined ? null : (edits[seen.statement] ?? statement.source),
    status: result?.status ?? end.status,
    why: seen.is === 'failed' ? seen.why : 'nobody saw its end',
    endedAt,
    unknown: seen.is === 'unknown',
  }
}
