import { analyseShell } from './index.ts'

/** A statement of a text that stands in no document; `line` counts from 0. */
interface Written {
  readonly text: string
  readonly line: number
}

/**
 * What a person wrote in place of a statement, cut as a document's commands are, so that a failure in its middle is one. A
 * script, and a text whose lines another program reads, stay whole.
 */
export function writtenStatements(text: string): readonly Written[] {
  let start = 0
  const lines = text.split('\n').map((line, at) => {
    const span = { start, end: start + line.length, line: at, endLine: at }
    start = span.end + 1
    return { text: line, span }
  })
  const { unit, statements } = analyseShell(lines)
  const run = statements.filter(({ offered }) => offered === null)
  if (unit === 'script' || run.length < 2 || run.some(({ stdin }) => stdin !== null)) return [{ text, line: 0 }]
  return run.map(({ span }) => ({
    text: lines
      .slice(span.line, span.endLine + 1)
      .map((line) => line.text)
      .join('\n'),
    line: span.line,
  }))
}
