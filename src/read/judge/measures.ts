import { letters } from '../characters.ts'
import type { TableRow } from '../document.ts'
import { boundsOf } from '../facts/bounds.ts'
import { windowOf } from '../facts/times.ts'
import type { JudgedMeasure } from '../judged.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** A column of limits: what stands under it is the most that is allowed. */
const LIMIT_COLUMN = /\b(?:objective|rto|rpo|limit|maximum|max|budget)\b/i
const AMOUNT_CELL = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s*(%|[${letters}]+)$`)
const LEADING_AMOUNT = new RegExp(`^(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s?([${letters}]+)`, 'i')
const TARGET_CELL = /\|\s*(\d+(?:\.\d+)?)\s*(%|\/day|\/hour|\/minute)\s*(?=\|)/g

/** Numbers to hold that no command's outcome states. `taken` are the lines of expectations. */
export function judgeMeasures(context: Context, notes: readonly Note[], taken: ReadonlySet<number>): JudgedMeasure[] {
  const found: JudgedMeasure[] = []
  for (const note of notes) {
    if (taken.has(note.span.line) || note.place === 'heading' || note.trailing) continue
    const why = (words: string) => ({ rule: 'measure-bound', words })
    const limited = limitOf(context, note)
    if (limited !== null) found.push({ span: note.span, text: note.text, op: '<=', ...limited, why: why('a limit') })
    const time = windowOf(context.vocabulary, note.text) !== null
    for (const { op, value, unit, words } of boundsOf(context.vocabulary, note.text)) {
      if ((time || words.includes('+')) && /^(?:min(?:ute)?s?|hours?|days?|weeks?|seconds?)$/i.test(unit)) continue
      if (note.place === 'comment' && unit === '') continue
      // What was made is told, not held: "Documentation: 6,000+ lines".
      if (note.role === 'record' && words.includes('+')) continue
      found.push({ span: note.span, text: note.text, op, value, unit, why: why(words) })
    }
    const row = context.document.blocks[note.block]
    if (row?.kind !== 'row') continue
    for (const amount of limitsIn(context, row))
      found.push({ span: note.span, text: note.text, op: '<=', ...amount, why: why('a column of limits') })
    for (const cell of note.text.matchAll(TARGET_CELL))
      found.push({
        span: note.span,
        text: note.text,
        op: '=',
        value: Number(cell[1]),
        unit: cell[2] ?? '',
        why: why(cell[0]),
      })
  }
  return found
}

/** What an item of a list of limits says first: "12 deployments a day". */
function limitOf(context: Context, note: Note): { value: number; unit: string } | null {
  if (note.place !== 'item' || !note.first || boundsOf(context.vocabulary, note.text).length > 0) return null
  const amount = LEADING_AMOUNT.exec(note.text)
  if (amount === null) return null
  const section = context.headings[context.sectionOf[note.block] ?? -1]
  if (section === undefined || context.vocabulary.phrase('limits', section.text.plain) === null) return null
  return { value: Number((amount[1] ?? '').replaceAll(',', '')), unit: amount[2] ?? '' }
}

/** The amounts of a body row that stand in columns of limits. */
function limitsIn(context: Context, row: TableRow): { value: number; unit: string }[] {
  const header = context.document.blocks[row.header]
  if (row.role !== 'body' || header?.kind !== 'row') return []
  return row.cells.flatMap((cell, column) => {
    const amount = AMOUNT_CELL.exec(cell.text.plain)
    if (amount === null || !LIMIT_COLUMN.test(header.cells[column]?.text.plain ?? '')) return []
    return [{ value: Number(amount[1]), unit: amount[2] ?? '' }]
  })
}
