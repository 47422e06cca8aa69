import type { DocumentRow, Inline, RunDocument } from '../../../contract/index.ts'

/** Where things are among the rows of a document. */
export interface Outline {
  readonly rows: readonly DocumentRow[]
  readonly rowOfStep: ReadonlyMap<string, number>
  /** Of each row: the row of the heading above it, or of its own; -1: none. */
  readonly headingOf: readonly number[]
  readonly headings: readonly number[]
  /** Rows of the headings that stand above a heading, outermost first. */
  readonly above: ReadonlyMap<number, readonly number[]>
  /** Steps in the order in which they stand. */
  readonly steps: readonly string[]
}

/** Made once for a document. */
export function outlineOf({ rows }: RunDocument): Outline {
  const rowOfStep = new Map<string, number>()
  const headings: number[] = []
  const steps: string[] = []
  const above = new Map<number, readonly number[]>()
  let open: { readonly index: number; readonly level: number }[] = []
  const headingOf = rows.map((row, index) => {
    if (row.is === 'heading') {
      headings.push(index)
      open = open.filter(({ level }) => level < row.level)
      above.set(
        index,
        open.map((one) => one.index),
      )
      open = [...open, { index, level: row.level }]
    }
    const step = row.is === 'step' || row.is === 'cells' ? row.step : null
    if (step !== null && !rowOfStep.has(step)) {
      rowOfStep.set(step, index)
      steps.push(step)
    }
    return headings.at(-1) ?? -1
  })
  return { rows, rowOfStep, headingOf, headings, above, steps }
}

/** The row of a line of the document, or the last one before it. */
export function rowOfLine({ rows }: Outline, line: number): number {
  const after = rows.findIndex((row) => row.line > line)
  return after < 0 ? rows.length - 1 : Math.max(0, after - 1)
}

/** The headings that a row stands below, outermost first; not its own. */
export function headingsAbove({ headingOf, above, rows }: Outline, row: number): readonly number[] {
  const heading = headingOf[row] ?? -1
  if (heading < 0) return []
  const outer = above.get(heading) ?? []
  return rows[row]?.is === 'heading' ? outer : [...outer, heading]
}

/** The words of inlines without their marks. */
export const textOf = (words: readonly Inline[]): string =>
  words.map((part) => ('text' in part ? part.text : textOf(part.inside))).join('')

/** What is read in a row, for finding. */
export function rowText(row: DocumentRow, { steps }: RunDocument): string {
  switch (row.is) {
    case 'heading':
    case 'text':
      return textOf(row.words)
    case 'step': {
      const step = steps[row.step]
      return `${textOf(row.words)}\n${step?.command ?? ''}\n${step?.expectations.map(({ text }) => text).join('\n') ?? ''}`
    }
    case 'code':
      return row.text
    case 'cells':
      return row.cells.map(textOf).join('\n')
    case 'rule':
      return ''
  }
}

/** Rows that have a text, in order; upper and lower case are the same. */
export function rowsWith(document: RunDocument, text: string): readonly number[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  return document.rows.flatMap((row, index) => (rowText(row, document).toLowerCase().includes(wanted) ? [index] : []))
}
