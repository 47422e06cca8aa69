import type { Verdict } from '../attempt.ts'

/** What an expectation is compared with: one statement's end, or the whole command's. */
export interface Seen {
  /** Exit status; null when it was not seen. */
  readonly status: number | null
  /** HTTP statuses that curl received, in order, redirects that were followed left out. */
  readonly http: readonly number[]
  readonly output: string
}

export interface Judged {
  readonly verdict: Verdict
  /** What was compared with what, in one sentence. */
  readonly why: string
}
