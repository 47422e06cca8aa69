import type { ProofView, RecordTable, RecordView } from '../../contract/record.ts'
import { vouching } from '../../record/approvals.ts'
import { facts } from '../../record/facts.ts'
import { type Alteration, apply, countSigned, type Edit, edits } from '../../record/index.ts'
import type { Table } from '../../record/table.ts'
import { steps, summary, tables } from '../../record/tables.ts'
import { runStanding } from '../../record/words.ts'
import type { Recorded, RunState } from '../../run/index.ts'

/** The record as the page draws it: the same facts and tables as its other forms. */
export function recordView(
  state: RunState,
  history: readonly Recorded[],
  more: Pick<RecordView, 'forms' | 'before'>,
): RecordView {
  const told = facts(state, history)
  return {
    run: state.id,
    title: state.plan.title,
    document: state.plan.source.path,
    rehearsal: state.rehearsal,
    outcome: state.outcome,
    standing: runStanding(state),
    startedAt: told.startedAt,
    endedAt: told.endedAt,
    summary: summary(told).map(([name, value]) => ({ name, value })),
    counts: told.counts,
    tables: [...tables(told), steps(told)].map(tableView),
    lines: filledLines(state.source.text, edits(state)),
    events: told.events,
    head: told.head,
    ...more,
  }
}

const tableView = ({ title, header, rows, changes = [] }: Table): RecordTable => ({
  title,
  header: [...header],
  rows: rows.map((row) => [...row]),
  changes: changes.map((change) => ({ ...change })),
})

/** The document filled in, line by line, each that is other than in the source with what stood there. */
export function filledLines(source: string, made: readonly Edit[]): RecordView['lines'] {
  const lines: { text: string; was: string | null }[] = []
  let rest = [...made]
  let offset = 0
  for (const line of source.split(/(?<=\n)/)) {
    const end = offset + line.length
    const isHere = ({ start }: Edit) => start < end || (end === source.length && start === end)
    const own = rest.filter(isHere)
    rest = rest.slice(own.length)
    const moved = own.map((edit) => ({ ...edit, start: edit.start - offset, end: Math.min(edit.end, end) - offset }))
    const was = bare(line)
    const [first = '', ...added] = bare(apply(line, moved)).split('\n')
    lines.push({ text: first, was: own.length === 0 ? null : was })
    for (const text of added) lines.push({ text, was: '' })
    offset = end
  }
  return lines
}

const bare = (line: string) => line.replace(/\r?\n$/, '')

/** What was found when a run was held against its journal. `sentence`: an alteration in words. */
export const proofView = (
  state: RunState,
  found: {
    readonly journal: readonly Recorded[]
    readonly outputs: number
    readonly altered: readonly Alteration[]
    readonly notes: readonly string[]
  },
  sentence: (one: Alteration) => string,
  checkedAt: number,
): ProofView => ({
  run: state.id,
  checkedAt,
  events: found.journal.length,
  head: found.journal.at(-1)?.hash ?? '',
  outputs: found.outputs,
  altered: found.altered.map(sentence),
  answers: countSigned(found.journal),
  notes: [...found.notes],
  vouching: vouching(state),
})
