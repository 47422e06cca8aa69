import type { Span } from './span.ts'

/** Something wrong or risky in a runbook. `rule` is stable and documented; a finding never stops a reading. */
export interface Finding {
  /** kebab-case, e.g. `backup-never-verified`. */
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly span: Span
  /** What was found and why it will hurt, in one sentence. */
  readonly message: string
  /** What to do about it, in one sentence. */
  readonly remedy: string
}
