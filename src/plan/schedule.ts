import type { SoakTask } from './beside.ts'
import type { Span } from './span.ts'
import type { SectionId, StepId } from './step.ts'

/** Work that outlives the run: it recurs without an end, or is due once, long after it. */
export interface Schedule {
  readonly id: string
  readonly section: SectionId
  /** Heading or item that names it, marks removed; of a line for cron the heading above it. */
  readonly title: string
  readonly span: Span
  readonly cadence: Cadence
  /** Who does it, where the document names somebody. */
  readonly owner: string | null
  /** What a run of it does, in document order; empty: nothing of it is a step. */
  readonly steps: readonly StepId[]
  /** Lines within it that say what to look at and are no step of their own. */
  readonly tasks: readonly SoakTask[]
}

/** When it is done. Seconds are counted from the end of the run that leaves it behind. */
export type Cadence =
  | { readonly is: 'every'; readonly seconds: number }
  | { readonly is: 'once'; readonly after: number }
  /** By cron; where the document offers several lines, one of them does. */
  | { readonly is: 'cron'; readonly lines: readonly CronLine[] }

/** A line that belongs in somebody's crontab. */
export interface CronLine {
  readonly span: Span
  /** As it stands, blank edges removed. */
  readonly text: string
  /** `0 2 * * *`, `@daily`, with single blanks. */
  readonly times: string
  readonly command: string
  /** What of the command must be replaced: offsets in it, in order, none within another. */
  readonly placeholders: readonly { readonly start: number; readonly end: number; readonly text: string }[]
  /** Why cron would not take it; null: it would. */
  readonly wrong: string | null
  /** The step whose block it stands in; null: none. */
  readonly step: StepId | null
}
