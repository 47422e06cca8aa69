import { fenced, inMarkdown } from './escape.ts'
import type { Facts } from './facts.ts'
import type { Change, Table } from './table.ts'
import { steps, summary, tables } from './tables.ts'

/** The section that a record appends to its document; lines end with `\n`. */
export function recordSection(facts: Facts): string {
  const { state, events, head } = facts
  const journal = ['Journal', `${events} events, the last one's SHA-256 ${head}`]
  const simulated = state.rehearsal ? ['**Rehearsal: nothing was executed, every answer was simulated.**'] : []
  const parts = ['## Record', ...simulated, rows(['', ''], [...summary(facts), journal])]
  return `${[...parts, ...[...tables(facts), steps(facts)].flatMap(part)].join('\n\n')}\n`
}

const part = ({ title, header, rows: cells, changes = [] }: Table): readonly string[] =>
  cells.length === 0 ? [] : [`### ${title}`, rows(header, cells), ...changes.flatMap(changed)]

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

const rows = (header: readonly string[], cells: readonly (readonly string[])[]): string =>
  [row(header), row(header.map(() => '---')), ...cells.map((one) => row(one.map(inMarkdown)))].join('\n')

const changed = ({ title, before, after }: Change): readonly string[] => [
  title,
  fenced('diff', `${marked('-', before)}\n${marked('+', after)}`),
]

const marked = (mark: string, text: string) => text.replace(/^/gm, mark)
