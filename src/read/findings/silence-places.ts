import type { Span } from '../../plan/index.ts'
import type { DocBlock, Document } from '../document.ts'
import { type Lines, lineSpan, spanOf } from '../lines.ts'

/** A comment `<!-- holdpoint-ignore rule: reason -->` of a document. */
export interface Silence {
  /** Of the comment. */
  readonly span: Span
  readonly rules: readonly string[]
  /** '' when none is given. */
  readonly reason: string
  /** Findings that begin in it are silenced; null: in the whole document. */
  readonly reach: Pick<Span, 'start' | 'end'> | null
  /** Nothing else stands on its lines. */
  readonly alone: boolean
}

/** The silences of a document, in order; none of what a code block or a code span shows. Linear in the text's length. */
export function silencesIn(document: Document): readonly Silence[] {
  const { text } = document.source
  if (!text.includes('holdpoint-ignore')) return []
  const lines = { text, starts: document.lineStarts }
  const shown = codeOf(document)
  const silences: Silence[] = []
  const opening = /<!--[ \t]*holdpoint-ignore(?![\w-])/g
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const close = text.indexOf('-->', opening.lastIndex)
    if (close < 0) break
    const content = text.slice(opening.lastIndex, close)
    const span = spanOf(lines, match.index, close + 3)
    opening.lastIndex = span.end
    if (shown.some(({ start, end }) => span.start >= start && span.start < end)) continue
    const [, names = '', reason = ''] = /^([^:]*):?([\s\S]*)$/.exec(content) ?? []
    const alone = isAlone(lines, span)
    silences.push({
      span,
      rules: names.split(/[\s,]+/).filter((name) => name !== ''),
      reason: reason.replace(/\s+/g, ' ').trim(),
      reach: alone ? reachBelow(document, lines, span) : linesOf(lines, span),
      alone,
    })
  }
  return silences
}

const codeOf = ({ blocks }: Document): readonly Span[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'code') return [block.span]
    if (block.kind === 'row') return block.cells.flatMap((cell) => cell.text.code.map((one) => one.span))
    return 'text' in block ? block.text.code.map((one) => one.span) : []
  })

function isAlone(lines: Lines, span: Span): boolean {
  const before = lines.text.slice(lineSpan(lines, span.line).start, span.start)
  const after = lines.text.slice(span.end, lineSpan(lines, span.endLine).end)
  return before.replace('\uFEFF', '').trim() === '' && after.trim() === ''
}

const linesOf = (lines: Lines, span: Span) => ({
  start: lineSpan(lines, span.line).start,
  end: lineSpan(lines, span.endLine).end,
})

/** Before the first heading the whole document, above a heading its section, else the block that comes next. */
function reachBelow({ blocks, source }: Document, lines: Lines, span: Span): Silence['reach'] {
  const heading = blocks.find((block) => block.kind === 'heading')
  const first = heading ?? blocks.find((block) => block.kind !== 'html' && block.kind !== 'frontmatter')
  if (first === undefined || span.start < first.span.start) return null
  const next = blocks.find((block) => block.span.start >= span.end && !(block.kind === 'html' && block.comment))
  if (next === undefined) return { start: span.end, end: source.text.length }
  return { start: lineSpan(lines, next.span.line).start, end: endOf(next, blocks, source.text.length) }
}

function endOf(block: DocBlock, blocks: readonly DocBlock[], end: number): number {
  const later = blocks.slice(block.at + 1)
  if (block.kind === 'heading')
    return later.find((one) => one.kind === 'heading' && one.level <= block.level)?.span.start ?? end
  if (block.kind === 'row')
    return later.findLast((one) => one.kind === 'row' && one.header === block.header)?.span.end ?? block.span.end
  return block.span.end
}
