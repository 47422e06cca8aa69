import type { Comparison } from './reading.ts'
import type { Span } from './span.ts'
import type { Blank, SectionId, StepId } from './step.ts'

/** What a document holds beside its steps: whom to tell and what, how long to watch, what to write down afterwards. */

/** A template of words to be sent. */
export interface Message {
  readonly id: string
  readonly section: SectionId
  /** Its subject, else the heading that it stands under. */
  readonly title: string
  /** The words of the template, as they stand in the source. */
  readonly span: Span
  readonly occasion: 'before' | 'during' | 'after' | 'rollback'
  /** When the document wants it sent, in seconds from the start of the release: "24 hours before" is -86400. */
  readonly offset: number | null
  /** The line above it ("Send to stakeholders 24 hours before deployment:"). */
  readonly lead: string | null
  /** The step by which it is sent, where the document has one. */
  readonly step: StepId | null
  readonly blanks: readonly Blank[]
}

/** Whom to call: a row of a table or an entry of a list. What the document leaves open stands in `blanks`. */
export interface Contact {
  readonly section: SectionId
  readonly span: Span
  /** "Database Administrator", "On-Call"; the row's or entry's own first words. */
  readonly role: string
  /** Null when the document leaves it blank. */
  readonly name: string | null
  readonly channels: readonly Channel[]
  /** Place in an escalation path, from 1; null where the document gives no order. */
  readonly order: number | null
  readonly blanks: readonly Blank[]
}

export interface Channel {
  readonly kind: 'phone' | 'email' | 'chat' | 'link' | 'other'
  readonly text: string
  readonly span: Span
}

/** A form that the run is written down in: a fence or table of blanks in a section of the role `record`. */
export interface LogForm {
  readonly section: SectionId
  /** The heading that it stands under. */
  readonly title: string
  readonly span: Span
  readonly blanks: readonly Blank[]
}

/** A line that says what must hold for the release to have gone well. */
export interface Criterion {
  /** The section that names the list: all lines of it are one question. */
  readonly section: SectionId
  readonly span: Span
  /** One line, marks removed; what it is nested in stands before it. */
  readonly text: string
  /** `place`: before what follows its section; `end`: when everything else is done. */
  readonly when: 'place' | 'end'
}

/** A row of a table with a target and a place for what was measured, or with a time and places for what was seen then. */
export interface Metric {
  readonly section: SectionId
  /** The step that asks for it. */
  readonly step: StepId
  readonly span: Span
  /** "XP Spend Success Rate"; of a row of samples its time, "Hour 4". */
  readonly name: string
  /** Null where the row has none, or one that is no comparison with a number. */
  readonly target: Target | null
  /** For a row of samples: when it is taken, in seconds from the start of the watch. */
  readonly at: number | null
  /** Cells that wait for a value, each labelled by its column; what follows a blank in its cell is the value's unit. */
  readonly actual: readonly Blank[]
}

export interface Target {
  readonly op: Comparison
  readonly value: number
  /** As written, without spaces; '' for none. */
  readonly unit: string
  readonly span: Span
}

/**
 * A time of watching, or work that recurs. `from` and `to` are seconds from the beginning of the watch; `to` null has no
 * end (daily checks), `every` is the cadence in seconds, null for none.
 */
export interface Soak {
  readonly id: string
  readonly section: SectionId
  /** Heading or item that names it, marks removed. */
  readonly title: string
  readonly span: Span
  readonly from: number
  readonly to: number | null
  readonly every: number | null
  /** Who watches, where the document names somebody. */
  readonly owner: string | null
  /** Steps of this window alone, in document order; those of a window inside it are that one's. */
  readonly steps: readonly StepId[]
  /** Lines within it that say what to look at and are no step of their own. */
  readonly tasks: readonly SoakTask[]
  /** Steps whose command may be run at each sample: it only looks, or the document says how often. Absent: checks alone. */
  readonly again?: readonly StepId[]
  /** What an annotation says of when it fails; what is absent is as strict as it can be, see `src/run/soak/limits.ts`. */
  readonly limits?: SoakLimits
}

/** How many make a soak fail, or leave it open: “fails on the Nth” literally. */
export interface SoakLimits {
  /** Samples in which something is unmet. */
  readonly failures?: number
  /** Samples that nobody can tell. */
  readonly inconclusive?: number
  /** Samples in a row that could not be taken. */
  readonly errors?: number
  /** Samples that may be missed. */
  readonly missed?: number
}

export interface SoakTask {
  readonly text: string
  readonly span: Span
  /** A cadence of its own, in seconds ("Check the dashboard every 2 hours"). */
  readonly every: number | null
}

/** A bound of the document that must not be reached while it is watched: “CPU > 80% for 5 minutes”. */
export interface Alert {
  readonly span: Span
  /** One line, marks removed. */
  readonly text: string
  /** What is measured: the words beside the bound. */
  readonly about: string
  /** What is wrong when it holds. */
  readonly op: Comparison
  readonly value: number
  readonly unit: string
  /** Seconds for which it must hold; null: once is enough. */
  readonly lasting: number | null
  /** The procedure that it starts; null: it calls people. */
  readonly procedure: string | null
}
