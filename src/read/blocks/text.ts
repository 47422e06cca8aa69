import type { SyntaxNode } from '@lezer/common'
import type { ListItem, Paragraph } from '../document.ts'
import { type Lines, lineAt, lineSpan, trimmed } from '../lines.ts'
import { leadingBoxes } from './boxes.ts'
import { inlineText } from './inline.ts'

type Item = Omit<ListItem, 'at' | 'parent'>

/** A list item's marker, boxes and first paragraph; its other blocks follow as its children. */
export function itemStart(lines: Lines, node: SyntaxNode, depth: number): Item {
  const mark = node.getChild('ListMark')
  const after = mark?.to ?? node.from
  const paragraph = node.getChild('Paragraph')
  const line = lineSpan(lines, lineAt(lines, node.from))
  // A paragraph that starts on a later line is still the item's text; one after a fence is not first, but its only one.
  const start = paragraph?.from ?? after
  const end = paragraph ? textEnd(lines, paragraph) : Math.min(node.to, node.getChild('FencedCode') ? after : line.end)
  const { boxes, after: words } = paragraph ? looseBoxes(lines, start, end) : leadingBoxes(lines, start, end)
  const text = trimmed(lines, words, Math.max(words, end))
  const number = /^\d+/.exec(lines.text.slice(node.from, after))?.[0]
  return {
    kind: 'item',
    span: trimmed(lines, node.from, node.to),
    depth,
    number: number === undefined ? null : Number(number),
    boxes,
    text: inlineText(lines, text.start, text.end, paragraph ? quoteMarks(paragraph) : []),
  }
}

const LOOSE_MARKERS = /^[ \t]*(?:(?:[-*+•>]|\d{1,9}[.)])[ \t\u00A0]*)*/

/** The boxes of a line behind markers that are none to Markdown, or that `mask` took from it. */
function looseBoxes(lines: Lines, start: number, end: number): ReturnType<typeof leadingBoxes> {
  const marker = LOOSE_MARKERS.exec(lines.text.slice(start, Math.min(end, start + 600)))?.[0] ?? ''
  const found = leadingBoxes(lines, start + marker.length, end)
  return found.boxes.length > 0 ? found : { boxes: [], after: start }
}

/** Where an item's own text ends: at the next line that is an item to its author, the paragraph's end otherwise. */
export function textEnd(lines: Lines, paragraph: SyntaxNode): number {
  const last = lineAt(lines, Math.max(paragraph.from, paragraph.to - 1))
  for (let line = lineAt(lines, paragraph.from) + 1; line <= last; line++) {
    const { start, end } = lineSpan(lines, line)
    if (looseBoxes(lines, start, Math.min(end, paragraph.to)).boxes.length > 0) return start
  }
  return paragraph.to
}

/**
 * A paragraph, cut where its lines are items to their author although Markdown sees none: `-[ ] x`, `[ ] x`, `☐ x`.
 */
export function looseBlocks(
  lines: Lines,
  node: SyntaxNode,
  from = node.from,
): (Item | Omit<Paragraph, 'at' | 'parent'>)[] {
  const blocks: (Item | Omit<Paragraph, 'at' | 'parent'>)[] = []
  const marks = quoteMarks(node)
  const last = lineAt(lines, Math.max(node.from, node.to - 1))
  let pending = from
  const flush = (end: number) => {
    const span = trimmed(lines, pending, Math.max(pending, end))
    if (span.start < span.end)
      blocks.push({ kind: 'paragraph', span, text: inlineText(lines, span.start, span.end, marks) })
  }
  for (let line = lineAt(lines, from); line <= last; line++) {
    const whole = lineSpan(lines, line)
    const start = Math.max(whole.start, from)
    const end = Math.min(whole.end, node.to)
    const { boxes, after } = looseBoxes(lines, start, end)
    if (boxes.length === 0) continue
    flush(start)
    pending = end
    const text = trimmed(lines, after, Math.max(after, end))
    const span = trimmed(lines, start, end)
    blocks.push({ kind: 'item', span, depth: 0, number: null, boxes, text: inlineText(lines, text.start, text.end) })
  }
  flush(node.to)
  return blocks
}

function quoteMarks(node: SyntaxNode): [number, number][] {
  return node.getChildren('QuoteMark').map((mark) => [mark.from, mark.to])
}
