import type { Finding, Severity } from '../../plan/index.ts'
import type { Look } from './look.ts'

/** Something that will hurt: a stable name, how bad it is, why, and where it is found. Pure; bounded by the document's length. */
export interface Rule {
  /** kebab-case; never changes its meaning. Its page is `docs/rules/<name>.md`. */
  readonly name: string
  readonly severity: Severity
  /** Why it hurts, in one sentence: the first of its page. */
  readonly reason: string
  /** What to do about it in general, in one sentence; what is found may say it more exactly. */
  readonly remedy: string
  find(look: Look): Iterable<Found>
}

/** One place where a rule finds something. */
export type Found = Pick<Finding, 'span' | 'message'> & Partial<Pick<Finding, 'remedy' | 'fix'>>
