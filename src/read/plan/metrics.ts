import type { Blank, Metric, Section, StepId, Target } from '../../plan/index.ts'
import type { TableRow } from '../document.ts'
import type { Judged } from '../judged.ts'
import { valueBlank } from './blanks.ts'
import { cellUnder, columnsOf, headerOf, isBody } from './columns.ts'
import type { Draft } from './draft.ts'
import { inside } from './inside.ts'
import type { Sections } from './sections.ts'
import { whenIn } from './when.ts'

type Row = Omit<Metric, 'section' | 'step'>

/**
 * A row that waits for what was measured: its table has a column of metrics or targets and one of actual values, or it
 * begins with a time and leaves cells open under columns of their own ("Hour 4 | ___ | ___"). Null: it is none.
 */
export function metricRow(judged: Judged, row: TableRow): Row | null {
  if (!isBody(row)) return null
  const columns = columnsOf(judged, row)
  const labels = headerOf(judged, row).cells.map((cell) => cell.text.plain)
  const name = row.cells[0]?.text.plain ?? ''
  const open = (at: number): Blank[] => {
    const cell = row.cells[at]
    const blank = cell === undefined ? null : valueBlank(judged, cell.span, labels[at] ?? '')
    return blank === null ? [] : [blank]
  }
  const isMeasured = columns.includes('actual') && (columns.includes('target') || columns[0] === 'metric')
  if (isMeasured && name !== '') {
    const actual = columns.flatMap((column, at) => (column === 'actual' ? open(at) : []))
    return actual.length === 0 ? null : { span: row.span, name, target: targetOf(judged, row), at: null, actual }
  }
  if (columns[0] !== 'time') return null
  const when = whenIn(judged.vocabulary, name)
  const actual = columns.flatMap((column, at) => (at === 0 || column === 'notes' ? [] : open(at)))
  if (when?.to == null || actual.length === 0) return null
  return { span: row.span, name, target: null, at: when.to, actual }
}

const PLAIN = /^([<>]=?|[≤≥=])?\s*~?\s*(\d+(?:\.\d+)?)(\+)?\s*([^\d\s+]\S*)?$/
const OPS: Readonly<Record<string, Target['op']>> = { '≤': '<=', '≥': '>=' }

/** The bound in the column of targets; a number alone is to be met exactly. */
function targetOf(judged: Judged, row: TableRow): Target | null {
  const cell = cellUnder(judged, row, 'target')
  if (cell === null) return null
  const measure = inside(judged.measures, row.span)[0]
  const plain = PLAIN.exec(cell.text.plain.trim().replace(/(?<=\d),(?=\d{3})/g, ''))
  if (plain !== null) {
    const op = plain[1] ?? (plain[3] === undefined ? '=' : '>=')
    return { op: OPS[op] ?? (op as Target['op']), value: Number(plain[2]), unit: plain[4] ?? '', span: cell.span }
  }
  return measure === undefined ? null : { op: measure.op, value: measure.value, unit: measure.unit, span: cell.span }
}

/** The metrics of a plan, each with the step that asks for it. */
export function metricsOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  ids: readonly StepId[],
): Metric[] {
  return drafts.flatMap((draft): Metric[] =>
    draft.metric === null
      ? []
      : [
          {
            ...(metricRow(judged, draft.metric) as Row),
            section: (sections.all[draft.section] as Section).id,
            step: ids[draft.at] as StepId,
          },
        ],
  )
}
