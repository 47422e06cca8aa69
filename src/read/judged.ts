import type {
  CommandFlag,
  Comparison,
  ExpectationKind,
  ExpectationTest,
  ItemKind,
  Language,
  Role,
  Span,
} from '../plan/index.ts'
import type { CheckNote } from './checks/notes.ts'
import type { Document, FoundBox } from './document.ts'
import type { ShellReading } from './shell/index.ts'
import type { Vocabulary } from './words/index.ts'

/**
 * What the third pass made of a document: every construct of `docs/reading.md` with its span and the reason for it. The
 * reading in lines (`Reading`) and the plan are both made from this, so that they cannot disagree.
 */
export interface Judged {
  readonly document: Document
  /** What Holdpoint is to look at, in document order. */
  readonly checks: readonly CheckNote[]
  /** The words of the languages that it is written in. */
  readonly vocabulary: Vocabulary
  /** In document order; one for every heading. */
  readonly sections: readonly JudgedSection[]
  readonly items: readonly JudgedItem[]
  /** Every fence, indented block and code-bearing line, run or not. */
  readonly code: readonly JudgedCode[]
  /** What boxes inside blocks of code carry, to be run at their place; to a reader each is part of its block. */
  readonly boxed: readonly JudgedCode[]
  readonly expectations: readonly JudgedExpectation[]
  readonly measures: readonly JudgedMeasure[]
  readonly durations: readonly JudgedDuration[]
  readonly windows: readonly Noted[]
  readonly triggers: readonly Noted[]
  readonly alternatives: readonly JudgedAlternative[]
  readonly conditions: readonly JudgedCondition[]
  /** Comments that forbid the statements below them, or the one on their line. */
  readonly prohibitions: readonly Noted[]
}

/** Why something is judged so: the rule's name and the words that gave it. `inspect --why LINE` prints these. */
export interface Why {
  readonly rule: string
  readonly words: string
}

export interface Noted {
  readonly span: Span
  readonly text: string
  readonly why: Why
}

export interface JudgedSection {
  /** Index of the heading in `document.blocks`. */
  readonly heading: number
  readonly level: number
  readonly title: string
  readonly role: Role
  readonly why: Why
}

export interface JudgedItem {
  /** Index of the block that holds it: a list item, a row, a heading, code, HTML. */
  readonly block: number
  readonly span: Span
  readonly kind: ItemKind
  readonly boxes: readonly FoundBox[]
  /** Its words, marks removed. */
  readonly title: string
  readonly why: Why
}

export interface JudgedCode {
  /** Index of the code block, or of the block whose line holds the spans. */
  readonly block: number
  readonly form: 'fence' | 'inline'
  /** First to last line of code. */
  readonly span: Span
  /** For `inline`: the spans in order. For `fence`: the lines that are code, as they stand. */
  readonly pieces: readonly Span[]
  readonly language: Language
  /** `run`: a command in the guide's sense. Anything else is shown only, `reason` says why. */
  readonly use: 'run' | 'shown' | 'boxes' | 'template' | 'output' | 'comments'
  readonly reason: string
  /** `$ `, `# `, `> ` before commands, output between them. */
  readonly transcript: boolean
  readonly flags: readonly CommandFlag[]
  /** What must be replaced before it can run; one for every distinct text, at its first place. */
  readonly placeholders: readonly { readonly span: Span; readonly text: string }[]
  /** What its shell holds, for commands of bash that are run: read once, for the judgment and for the plan. */
  readonly shell: ShellReading | null
  /** For `fence`: every line of the block, in order; empty for `inline`. */
  readonly lines: readonly JudgedLine[]
  readonly why: Why
}

/**
 * What a line of a code block is, whatever the block's tag says. Only `code` is for the block's interpreter.
 *
 * `comment` starts with the language's mark; `offer` is a command that is commented out (`code` is the command);
 * `box` is a line with a box (`code` is the command that it carries, if any); `schedule` is a cron line; `stdin` is for
 * the program that a line above opened (`>>> x`); `prose` is a sentence for a person; `output` is what a command of a
 * transcript printed.
 */
export interface JudgedLine {
  readonly span: Span
  readonly is: 'blank' | 'code' | 'comment' | 'offer' | 'box' | 'schedule' | 'stdin' | 'prose' | 'output'
  /** The part that an interpreter would get: without prompt, box or comment mark; null when there is none. */
  readonly code: Span | null
}

export interface JudgedExpectation extends Noted {
  readonly kind: ExpectationKind
  /** Index in `Judged.code` of the command it speaks about. */
  readonly on: number | null
  readonly test: ExpectationTest | null
}

export interface JudgedMeasure extends Noted {
  readonly op: Comparison
  readonly value: number
  readonly unit: string
}

export interface JudgedDuration extends Noted {
  readonly seconds: number
}

export interface JudgedAlternative extends Noted {
  /** "Option B", "or", "alternative"; the first of a list of options too when it is marked as one. */
  readonly marker: string
  /** Told behind a command, on its line: "`a`  # or: b". It is shown with the command, and there is nothing to choose. */
  readonly aside: boolean
}

/** "if needed", "if using Redis", "optional", "(if applicable)": asked before what it governs. */
export interface JudgedCondition extends Noted {
  /** The rest of the words: what holds when a person says yes. */
  readonly condition: string
}
