import type { Blank, Role, Span, StepKind } from '../../plan/index.ts'
import type { DocBlock, TableRow } from '../document.ts'
import { blankCells, blanksIn } from './blanks.ts'

/** Empty cells of a row; null when it is none. */
export function rowBlanks(block: DocBlock, blocks: readonly DocBlock[]): Blank[] | null {
  if (block.kind !== 'row') return null
  const header = (blocks[block.header] as TableRow).cells.map((cell) => cell.text.plain)
  return blankCells(
    block.cells.filter((cell) => cell.boxes.length === 0).map((cell) => ({ span: cell.span, plain: cell.text.plain })),
    header,
  )
}

/** Lines and rows without a box that wait for a signature or a value. */
export function toFill(
  block: DocBlock,
  role: Role,
  blocks: readonly DocBlock[],
  text: string,
): { kind: StepKind; title: string; span: Span; blanks: Blank[] }[] {
  const kind = role === 'signoff' ? 'signoff' : 'record'
  if (block.kind === 'row') {
    if (block.role !== 'body' || (role !== 'signoff' && role !== 'record')) return []
    const blanks = rowBlanks(block, blocks) ?? []
    const title = block.cells.find((cell) => cell.text.plain !== '' && !/^_+$/.test(cell.text.plain))?.text.plain ?? ''
    return blanks.length === 0 ? [] : [{ kind, title, span: block.span, blanks }]
  }
  if (block.kind !== 'paragraph') return []
  const lines: { kind: StepKind; title: string; span: Span; blanks: Blank[] }[] = []
  let start = block.span.start
  text
    .slice(block.span.start, block.span.end)
    .split('\n')
    .forEach((line, at) => {
      const span = { start, end: start + line.length, line: block.span.line + at, endLine: block.span.line + at }
      const blanks = blanksIn(text, span)
      if (blanks.length > 0)
        lines.push({
          kind,
          title: blanks
            .map((blank) => blank.label)
            .filter((label) => label !== '')
            .join(', '),
          span,
          blanks,
        })
      start += line.length + 1
    })
  return lines
}
