import type { SyntaxNode } from '@lezer/common'
import type { Cell, TableRow } from '../document.ts'
import { type Lines, lineAt, lineSpan, trimmed } from '../lines.ts'
import { glyphBoxes, leadingBoxes } from './boxes.ts'
import { inlineText } from './inline.ts'

/** The rows of a table, one a line; `header` is the index that its first row will have. */
export function tableRows(lines: Lines, node: SyntaxNode, header: number): Omit<TableRow, 'at' | 'parent'>[] {
  const first = lineAt(lines, node.from)
  const last = lineAt(lines, Math.max(node.from, node.to - 1))
  const rows: Omit<TableRow, 'at' | 'parent'>[] = []
  for (let line = first; line <= last; line++) {
    const whole = lineSpan(lines, line)
    const span = trimmed(lines, line === first ? node.from : whole.start, whole.end)
    const role = line === first ? 'header' : line === first + 1 ? 'separator' : 'body'
    rows.push({
      kind: 'row',
      span,
      header,
      role,
      cells: role === 'separator' ? [] : cellsOf(lines, span.start, span.end),
    })
  }
  return rows
}

function cellsOf(lines: Lines, start: number, end: number): Cell[] {
  const cells: Cell[] = []
  let from = lines.text[start] === '|' ? start + 1 : start
  let inCode = false
  for (let at = from; at <= end; at++) {
    const char = at === end ? '|' : lines.text[at]
    if (char === '`') inCode = !inCode
    else if (char === '\\') at++
    else if (char === '|' && (!inCode || at === end)) {
      if (at < end || lines.text.slice(from, at).trim() !== '') cells.push(cell(lines, from, at))
      from = at + 1
    }
  }
  return cells
}

function cell(lines: Lines, start: number, end: number): Cell {
  const span = trimmed(lines, start, end)
  const leading = leadingBoxes(lines, span.start, span.end)
  const boxes = leading.boxes.length > 0 ? leading.boxes : glyphBoxes(lines, span.start, span.end)
  return { span, text: inlineText(lines, leading.after, Math.max(leading.after, span.end)), boxes }
}
