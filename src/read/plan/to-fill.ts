import type { Blank, Role, Span, StepKind } from '../../plan/index.ts'
import type { DocBlock, TableRow } from '../document.ts'
import { sideOf } from '../facts/offsets.ts'
import type { Judged } from '../judged.ts'
import { lineSpan } from '../lines.ts'
import { blankCells, blanksIn } from './blanks.ts'
import { columnsOf } from './columns.ts'
import { metricRow } from './metrics.ts'

/** Empty cells of a row; null when it is none. */
export function rowBlanks(judged: Judged, block: DocBlock): Blank[] | null {
  if (block.kind !== 'row') return null
  const header = (judged.document.blocks[block.header] as TableRow).cells.map((cell) => cell.text.plain)
  return blankCells(
    judged,
    block.cells.filter((cell) => cell.boxes.length === 0).map((cell) => ({ span: cell.span, plain: cell.text.plain })),
    header,
  )
}

interface ToFill {
  readonly kind: StepKind
  readonly title: string
  readonly span: Span
  readonly blanks: Blank[]
  readonly metric: TableRow | null
}

/** Lines and rows without a box that wait for a signature or a value, and rows that say what is done when. */
export function toFill(judged: Judged, block: DocBlock, role: Role): ToFill[] {
  const { text } = judged.document.source
  const kind = role === 'signoff' ? 'signoff' : 'record'
  if (block.kind === 'row') {
    if (block.role !== 'body') return []
    const metric = metricRow(judged, block)
    if (metric !== null)
      return [{ kind: 'record', title: metric.name, span: block.span, blanks: [...metric.actual], metric: block }]
    if (role !== 'contacts' && role !== 'reference' && sideOf(block.cells[0]?.text.plain ?? '') !== null) {
      const title = block.cells.map((cell) => cell.text.plain).filter((words) => words !== '')
      return [{ kind: 'confirm', title: title.join(' · '), span: block.span, blanks: [], metric: null }]
    }
    const isSigned = role !== 'contacts' && columnsOf(judged, block).includes('signature')
    if (role !== 'signoff' && role !== 'record' && !isSigned) return []
    const blanks = rowBlanks(judged, block) ?? []
    const title = block.cells.find((cell) => cell.text.plain !== '' && !/^_+$/.test(cell.text.plain))?.text.plain ?? ''
    if (blanks.length === 0) return []
    return [{ kind: isSigned ? 'signoff' : kind, title, span: block.span, blanks, metric: null }]
  }
  if (block.kind !== 'paragraph') return []
  const lines: ToFill[] = []
  const source = { text, starts: judged.document.lineStarts }
  for (let line = block.span.line; line <= block.span.endLine; line++) {
    const whole = lineSpan(source, line)
    const span = { ...whole, start: Math.max(whole.start, block.span.start), end: Math.min(whole.end, block.span.end) }
    const blanks = blanksIn(judged, span)
    if (blanks.length === 0) continue
    const title = blanks
      .map((blank) => blank.label)
      .filter((label) => label !== '')
      .join(', ')
    lines.push({ kind, title, span, blanks, metric: null })
  }
  return lines
}
