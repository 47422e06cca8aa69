import type { Span } from '../../plan/index.ts'
import { type Lines, lineAt } from '../../read/lines.ts'

/**
 * Where editors say that something stands: 1-based lines and columns, columns in UTF-16 units, the end exclusive. A
 * byte-order mark is no column.
 */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export function placeOf(lines: Lines, { start, end }: Pick<Span, 'start' | 'end'>): Place {
  const line = lineAt(lines, start)
  const endLine = end > start ? lineAt(lines, end - 1) : line
  return { line, column: columnOf(lines, line, start), endLine, endColumn: columnOf(lines, endLine, end) }
}

function columnOf(lines: Lines, line: number, offset: number): number {
  const mark = line === 1 && lines.text.startsWith('\uFEFF') ? 1 : 0
  return Math.max(1, offset - (lines.starts[line - 1] ?? 0) + 1 - mark)
}
