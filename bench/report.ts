export interface Row {
  readonly what: string
  readonly contestant: string
  /** Milliseconds. */
  readonly median: number
  /** To the yardstick of its group. */
  readonly ratio: number
  /** The largest ratio that is good enough; null: nothing is asked of it. */
  readonly goal: number | null
}

export const report = (rows: readonly Row[], rounds: number): string =>
  `Medians of ${rounds} rounds (start-up: ${rounds * 3}), interleaved.\n\n${table(rows)}`

/** The table that a bench prints; every goal says whether it is met. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    row.contestant,
    `${row.median.toFixed(1)} ms`,
    `${row.ratio.toFixed(2)}×`,
    row.goal === null ? '' : `≤ ${row.goal}× ${row.ratio <= row.goal ? 'met' : 'NOT met'}`,
  ])
  const head = ['what', 'contestant', 'median', 'ratio', 'goal']
  const width = head.map((title, column) => Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)))
  const line = (values: readonly string[]) =>
    `| ${values.map((value, column) => value.padEnd(width[column] ?? 0)).join(' | ')} |`
  const rule = `|${width.map((columns) => '-'.repeat(columns + 2)).join('|')}|`
  return [line(head), rule, ...cells.map(line)].join('\n')
}
