import type { Source, Span } from '../plan/index.ts'

/**
 * The first pass: a runbook as positioned blocks. A flat list in document order; nesting is by `parent`. Every line
 * that is not blank belongs to at least one block. Nothing is judged here.
 */
export interface Document {
  readonly source: Source
  /** Offset of each line's first character; `lineStarts[0]` is 0. */
  readonly lineStarts: readonly number[]
  readonly blocks: readonly DocBlock[]
}

/** `at` is the block's own index in `Document.blocks`, `parent` the index of the list item, quote or cell around it. */
interface Common {
  readonly at: number
  readonly parent: number | null
  readonly span: Span
}

export type DocBlock = Heading | Paragraph | ListItem | Code | TableRow | Quote | Html | Rule | FrontMatter

export interface Heading extends Common {
  readonly kind: 'heading'
  readonly level: number
  /** The heading's words: marks and closing `#` excluded. */
  readonly text: Text
}

export interface Paragraph extends Common {
  readonly kind: 'paragraph'
  readonly text: Text
}

export interface ListItem extends Common {
  readonly kind: 'item'
  /** 0 for the outermost list. */
  readonly depth: number
  /** The number as written, for ordered lists. */
  readonly number: number | null
  /** The boxes on its first line, in order; several are one item. */
  readonly boxes: readonly FoundBox[]
  /** First paragraph of it, after marker and boxes. */
  readonly text: Text
}

export interface FoundBox {
  readonly span: Span
  readonly ticked: boolean
  readonly style: 'brackets' | 'glyph'
}

/** A fence, an indented block, or a code block in HTML. */
export interface Code extends Common {
  readonly kind: 'code'
  readonly fence: 'backticks' | 'tildes' | 'indent' | 'html'
  /** Info string as it stands; '' when there is none. */
  readonly info: string
  /** The code's lines without the indentation of fence and list. Blank first and last lines are kept here. */
  readonly lines: readonly CodeLine[]
  /** False: the document or container ended first. */
  readonly closed: boolean
}

export interface CodeLine {
  /** Of the line less container indentation and quote marks; `source.text` at this span is `text`. */
  readonly span: Span
  readonly text: string
}

/** One row of a table, header and separator rows included. */
export interface TableRow extends Common {
  readonly kind: 'row'
  /** Index of the header row's block; a header's own index is its own. */
  readonly header: number
  readonly role: 'header' | 'separator' | 'body'
  readonly cells: readonly Cell[]
}

export interface Cell {
  readonly span: Span
  readonly text: Text
  readonly boxes: readonly FoundBox[]
}

interface Quote extends Common {
  readonly kind: 'quote'
}

export interface Html extends Common {
  readonly kind: 'html'
  /** A comment's own text is not prose; items may hide in it. */
  readonly comment: boolean
}

export interface Rule extends Common {
  readonly kind: 'rule'
}

interface FrontMatter extends Common {
  readonly kind: 'frontmatter'
}

/** Inline text: its words for people and matching, and where its code spans, links and emphasis are. */
export interface Text {
  readonly span: Span
  /** Marks removed, entities decoded, code spans kept as their content, white space folded. */
  readonly plain: string
  readonly code: readonly CodeSpan[]
  readonly links: readonly { readonly span: Span; readonly href: string; readonly text: string }[]
}

export interface CodeSpan {
  /** Of the content, backticks excluded. */
  readonly span: Span
  readonly text: string
  /** It stands in text that is struck through: `~~run `x`~~`. */
  readonly struck: boolean
}
