import type { Span } from '../../plan/index.ts'
import { inlineText } from '../blocks/inline.ts'
import type { DocBlock, Document, Text } from '../document.ts'
import { type Lines, lineSpan, trimmed } from '../lines.ts'

/** One line of prose: what a person reads there, marks removed. */
export interface ProseLine {
  /** Index of the block it belongs to. */
  readonly block: number
  readonly place: 'heading' | 'item' | 'paragraph' | 'row'
  readonly span: Span
  readonly text: Text
  /** Whether it is the first line of its block. */
  readonly first: boolean
}

/** Every line of headings, items, paragraphs and table rows, in document order. */
export function proseLines(document: Document, lines: Lines): ProseLine[] {
  const found: ProseLine[] = []
  for (const block of document.blocks) {
    if (block.kind === 'row') {
      if (block.role !== 'separator')
        found.push({ block: block.at, place: 'row', span: block.span, text: rowText(lines, block.span), first: true })
      continue
    }
    if (block.kind !== 'heading' && block.kind !== 'item' && block.kind !== 'paragraph') continue
    const { start, end, line: from, endLine: to } = block.text.span
    if (from === to || start >= end) {
      const span =
        start < end ? block.text.span : { ...block.text.span, line: block.span.line, endLine: block.span.line }
      found.push({ block: block.at, place: block.kind, span, text: block.text, first: true })
      continue
    }
    for (let line = from; line <= to; line++) {
      const whole = lineSpan(lines, line)
      const marks = quoted(document, block)
        ? (QUOTE_MARKS.exec(lines.text.slice(whole.start, whole.end))?.[0].length ?? 0)
        : 0
      const span = trimmed(lines, Math.max(start, whole.start + marks), Math.min(end, whole.end))
      if (span.start >= span.end) continue
      found.push({
        block: block.at,
        place: block.kind,
        span,
        text: inlineText(lines, span.start, span.end),
        first: line === from,
      })
    }
  }
  return found
}

/** The marks of a quote before a line of it; they are no part of its words. */
const QUOTE_MARKS = /^[ \t]*(?:>[ \t]?)+/

function quoted(document: Document, block: DocBlock): boolean {
  for (let at = block.parent; at !== null; at = document.blocks[at]?.parent ?? null)
    if (document.blocks[at]?.kind === 'quote') return true
  return false
}

const rowText = (lines: Lines, span: Span): Text => inlineText(lines, span.start, span.end)
