import type { Span } from './span.ts'

/** Something wrong or risky in a runbook. `rule` is stable and documented; a finding never stops a reading. */
export interface Finding {
  /** kebab-case, e.g. `backup-never-verified`; its page is `docs/rules/<rule>.md`. */
  readonly rule: string
  readonly severity: Severity
  readonly span: Span
  /** What was found and why it will hurt, in one sentence. */
  readonly message: string
  /** What to do about it, in one sentence. */
  readonly remedy: string
  /** How it can be mended without a person's judgment; null when it cannot. */
  readonly fix: Fix | null
}

/** `error`: it will hurt; `warning`: it is likely to; `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** Edits of the source that mend a finding and change nothing else. They do not overlap. */
export interface Fix {
  /** What it does, in the imperative: "Add --fail". */
  readonly title: string
  /** Each replaces what stands at its span; an empty span inserts. In source order. */
  readonly edits: readonly { readonly span: Span; readonly text: string }[]
}
