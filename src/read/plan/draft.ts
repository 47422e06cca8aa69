import type { Blank, Box, Span, StepKind } from '../../plan/index.ts'
import type { TableRow } from '../document.ts'
import type { Part } from './commands.ts'

/** A step in the making, in document order. */
export interface Draft {
  readonly at: number
  readonly parent: number | null
  readonly section: number
  readonly kind: StepKind
  readonly title: string
  readonly span: Span
  readonly box: Box | null
  readonly blanks: readonly Blank[]
  /** Index in `Judged.code`, and the part of it that this step runs. */
  readonly code: number | null
  readonly part: Part | null
  /** The line on which the next part of the same code begins; null: none follows. */
  readonly next: number | null
  readonly detail: string | null
  /** Done in its place: it runs something, or its list is numbered. */
  readonly ordered: boolean
  /** The row of a table of metrics that it asks for. */
  readonly metric: TableRow | null
}

/** A fence that is no step, and why. */
export interface Unused {
  readonly code: number
  readonly section: number
  readonly reason: string
}
