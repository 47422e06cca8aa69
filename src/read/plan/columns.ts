import type { Cell, DocBlock, TableRow } from '../document.ts'
import type { Judged } from '../judged.ts'
import type { Phrase, Vocabulary } from '../words/index.ts'

/** What a table's column is for. */
export type Column =
  | 'role'
  | 'name'
  | 'phone'
  | 'email'
  | 'chat'
  | 'contact'
  | 'signature'
  | 'date'
  | 'metric'
  | 'target'
  | 'actual'
  | 'notes'
  | 'time'

const PHRASES = [
  'column-signature',
  'column-phone',
  'column-email',
  'column-chat',
  'column-name',
  'column-role',
  'column-contact',
  'column-date',
  'column-target',
  'column-actual',
  'column-metric',
  'column-time',
  'column-notes',
] as const satisfies readonly Phrase[]

const known = new WeakMap<TableRow, readonly (Column | null)[]>()

/** What each column of a row's table is for, by the words of its header; null where they say nothing known. */
export function columnsOf(judged: Judged, row: TableRow): readonly (Column | null)[] {
  const header = headerOf(judged, row)
  const found = known.get(header) ?? header.cells.map((cell) => columnIn(judged.vocabulary, cell))
  known.set(header, found)
  return found
}

export const headerOf = ({ document }: Judged, row: TableRow): TableRow => document.blocks[row.header] as TableRow

export const isBody = (block: DocBlock | undefined): block is TableRow => block?.kind === 'row' && block.role === 'body'

/** The longest word that the cell begins with decides: "Phone number", "Contact name". */
function columnIn(vocabulary: Vocabulary, { text }: Cell): Column | null {
  const words = text.plain.trim()
  if (words === '' || words.length > 40) return null
  let best: { phrase: Phrase; length: number } | null = null
  for (const phrase of PHRASES) {
    const length = vocabulary.leadingPhrase(phrase, words)?.text.length ?? 0
    if (length > (best?.length ?? 0)) best = { phrase, length }
  }
  return best === null ? null : (best.phrase.slice('column-'.length) as Column)
}

/** The row's cell under the first column of a kind. */
export function cellUnder(judged: Judged, row: TableRow, column: Column): Cell | null {
  const at = columnsOf(judged, row).indexOf(column)
  return at < 0 ? null : (row.cells[at] ?? null)
}
