import type { Alternative, Command, Condition, Expectation } from './command.ts'
import type { Span } from './span.ts'

/** Stable under edits elsewhere in the document: made of the heading path, the step's own words and its turn among equals. */
export type StepId = string

export type StepKind = 'command' | 'confirm' | 'check' | 'measure' | 'signoff' | 'record' | 'message' | 'wait'

/** The smallest thing with an outcome. */
export interface Step {
  readonly id: StepId
  /** 1-based place in the document, over the whole plan; what people say ("step 12"). */
  readonly number: number
  readonly kind: StepKind
  /** One line, Markdown marks removed. */
  readonly title: string
  readonly span: Span
  readonly section: SectionId
  readonly parent: StepId | null
  readonly children: readonly StepId[]
  /** The box in the source that the record fills in; null when the step has none. A command's own item is its box. */
  readonly box: Box | null
  /** Set for `command`, and for others that carry something executable. */
  readonly command: Command | null
  readonly expectations: readonly Expectation[]
  readonly condition: Condition | null
  readonly alternative: Alternative | null
  /** The blanks (`____`, table cells) that this step's value fills, in order. */
  readonly blanks: readonly Blank[]
  /** What the document says it takes, in seconds. */
  readonly estimate: number | null
  /** When it is due, in seconds from the start of the release ("T-30m" is -1800). */
  readonly offset: number | null
  /** The rest of the item's text that a person needs to do it (sub-bullets, sentences below); Markdown as it stands. */
  readonly detail: string | null
  /** Where the document says that from here on nothing leads back ("point of no return", "cannot be undone"); absent: it does not. */
  readonly noReturn?: NoReturn
  /** Measures how things stand before the change, for those that compare with it; absent: it does not. */
  readonly baseline?: true
  /** The baseline that its check compares with; absent: it compares with none. */
  readonly before?: StepId
}

/** The document's own words for it. */
export interface NoReturn {
  readonly text: string
  readonly span: Span
}

/** A box to tick: `[ ]`, `☐`, a table cell's. The span is what the record replaces. */
export interface Box {
  readonly span: Span
  readonly ticked: boolean
  readonly style: 'brackets' | 'glyph'
}

/** A place to fill in: `Date: ____`, `[Name]` in a sign-off table. */
export interface Blank {
  readonly span: Span
  readonly label: string
}

export type SectionId = string
