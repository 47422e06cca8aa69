import type { Comparison } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import type { TableRow } from '../document.ts'
import { boundsOf } from '../facts/bounds.ts'
import type { Context } from './context.ts'

/** A column of limits: what stands under it is the most that is allowed. */
const LIMIT_COLUMN = /\b(?:objective|rto|rpo|limit|maximum|max|budget)\b/i
const AMOUNT_CELL = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s*(%|[${letters}]+)$`)
/** "99.9%", "200+", "0/day", "4.5 stars". */
const TARGET_CELL = new RegExp(
  `^[~≈]?\\s*(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*(%|/\\s?[${letters}]+|[${letters}]+(?:/[${letters}]+)?)?(\\+?)$`,
  'i',
)

/** What a body row gives as a bare value in a column of targets; "200+" is at least that. */
export function targetsIn(
  context: Context,
  row: TableRow,
): { op: Comparison; value: number; unit: string; words: string }[] {
  const header = context.document.blocks[row.header]
  if (row.role !== 'body' || header?.kind !== 'row') return []
  return row.cells.flatMap((cell, column) => {
    const said = cell.text.plain.trim()
    const target = TARGET_CELL.exec(said.replace(/\+\s*(%|[a-z]+)$/i, '$1+'))
    const name = header.cells[column]?.text.plain.trim() ?? ''
    const hit = target === null ? null : context.vocabulary.leadingPhrase('target-column', name)
    if (target === null || hit === null || boundsOf(context.vocabulary, said).length > 0) return []
    const value = Number((target[1] ?? '').replaceAll(',', ''))
    return [{ op: target[3] === '+' ? '>=' : '=', value, unit: target[2] ?? '', words: hit.entry }]
  })
}

/** The amounts of a body row that stand in columns of limits. */
export function limitsIn(context: Context, row: TableRow): { value: number; unit: string }[] {
  const header = context.document.blocks[row.header]
  if (row.role !== 'body' || header?.kind !== 'row') return []
  return row.cells.flatMap((cell, column) => {
    const amount = AMOUNT_CELL.exec(cell.text.plain)
    if (amount === null || !LIMIT_COLUMN.test(header.cells[column]?.text.plain ?? '')) return []
    return [{ value: Number(amount[1]), unit: amount[2] ?? '' }]
  })
}
