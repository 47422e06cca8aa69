import type { Blank, Span } from '../../plan/index.ts'

const blank = /_{3,}|\.{6,}|\[(?:name|date|time|signature|initials|your name|role)\]/gi

/** The places to fill in of one line, each with the words before it as its label. */
export function blanksIn(text: string, span: Span): Blank[] {
  const blanks: Blank[] = []
  let from = span.start
  for (const match of text.slice(span.start, span.end).matchAll(blank)) {
    const start = span.start + match.index
    const end = start + match[0].length
    const label = text
      .slice(from, start)
      .replace(/^[\s|*>+-]+|\[[ xX]?\]|[*`|]/g, '')
      .replace(/[\s:：_]+$/, '')
      .trim()
    const line = span.line + text.slice(span.start, start).split('\n').length - 1
    blanks.push({ span: { start, end, line, endLine: line }, label })
    from = end
  }
  return blanks
}

/** Cells of a table's row that wait for a value, labelled by their column. */
export function blankCells(
  cells: readonly { readonly span: Span; readonly plain: string }[],
  header: readonly string[],
): Blank[] {
  return cells.flatMap((cell, at) =>
    cell.plain === '' || /^(?:_{2,}|\.{3,}|\[(?:name|date|time|signature|initials)?\s*\]|tbd)$/i.test(cell.plain)
      ? [{ span: cell.span, label: header[at] ?? '' }]
      : [],
  )
}
