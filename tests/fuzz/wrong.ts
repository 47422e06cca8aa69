import type { Source, Span } from '../../src/plan/index.ts'
import { bytesOf, read } from '../../src/read/index.ts'
import { account } from '../../src/read/plan/index.ts'
import { toReading } from '../../src/read/reading.ts'
import { why } from '../../src/read/why.ts'
import { lineFinder } from '../../src/testing/line-finder.ts'

/**
 * Reads a document as far as there is anything to read (plan, findings, reading, account, why) and says what does not
 * hold: a span outside the document or on other lines than it names, a text that is not the source at its span.
 */
export function wrongIn(source: Source): readonly string[] {
  const { plan, judged, findings } = read(source)
  const reading = toReading(judged)
  const { text } = source
  const lineOf = lineFinder(text)
  const last = lineOf(text.length)
  const wrong: string[] = []
  const check = (holds: boolean, what: string, about: unknown) => {
    if (!holds) wrong.push(`${what}: ${JSON.stringify(about)}`)
  }
  for (const [span, holder] of spans({ plan, findings, judged: { ...judged, vocabulary: null } }, null)) {
    const { start, end, line, endLine } = span
    check(0 <= start && start <= end && end <= text.length, 'a span outside the document', holder)
    check(line === lineOf(start) && line <= endLine && endLine <= last, 'a span on other lines', holder)
  }
  for (const numbers of lineNumbers(reading)) check(numbers >= 1 && numbers <= last, 'a line that is none', numbers)
  const same = (span: Span, said: string, what: string) =>
    check(text.slice(span.start, span.end) === said, `${what} is not the source`, { span, said })
  for (const code of judged.code) for (const hole of code.placeholders) same(hole.span, hole.text, 'a placeholder')
  for (const block of judged.document.blocks) {
    if (block.kind === 'code') for (const line of block.lines) same(line.span, line.text, 'a line of code')
    if ('text' in block) for (const code of block.text.code) same(code.span, code.text, 'a code span')
  }
  const transcripts = judged.code.flatMap((code) => (code.transcript ? [code.span] : []))
  for (const step of plan.steps)
    for (const statement of step.command?.statements ?? []) {
      for (const hole of statement.placeholders) same(hole.span, hole.text, 'a statement’s placeholder')
      const stretch = text.slice(statement.span.start, statement.span.end)
      const transcript = transcripts.some(
        ({ start, end }) => start <= statement.span.start && statement.span.end <= end,
      )
      // Code spans of one line that bash can only read together are one statement with the words between them left out.
      const holds =
        step.command?.form === 'inline'
          ? inOrder(stretch, statement.source.split('\n'))
          : isStretch(stretch, statement.source, transcript)
      check(holds, 'a statement', statement)
    }
  check(account(plan, judged).missing.length === 0, 'left out silently', account(plan, judged).missing)
  check(Array.isArray(why(judged, 1)), 'no reasons', 1)
  // What is shown goes through JSON, and what is recorded through the file's encoding.
  JSON.stringify({ plan, findings, reading })
  bytesOf(source)
  return wrong
}

/**
 * Lines of a statement are lines of the source, less the indentation and quote marks of what holds them; of a transcript
 * also less its prompts and what it printed in between.
 */
function isStretch(stretch: string, source: string, transcript: boolean): boolean {
  const rows = stretch.split(/\r\n|\n|\r/)
  const said = source.split(/\r\n|\n|\r/)
  const holds = (row: string, line: string) =>
    row.endsWith(line) && (transcript || /^[\s>]*$/.test(row.slice(0, row.length - line.length)))
  if (!transcript) return rows.length === said.length && said.every((line, at) => holds(rows[at] ?? '', line))
  let at = 0
  return said.every((line) => {
    while (at < rows.length && !holds(rows[at] ?? '', line)) at++
    return at++ < rows.length
  })
}

/** Whether the pieces stand in a text, one behind the other. */
function inOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0
  return pieces.every((piece) => {
    const at = text.indexOf(piece, from)
    from = at + piece.length
    return at >= 0
  })
}

/** Every span that a value holds, found by its shape, and what holds it. */
function* spans(value: unknown, holder: unknown): Generator<[span: Span, holder: unknown]> {
  if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof Set) return
  if ('start' in value && 'end' in value && 'endLine' in value) yield [value as Span, holder]
  for (const inner of Object.values(value)) yield* spans(inner, value)
}

function* lineNumbers(reading: ReturnType<typeof toReading>): Generator<number> {
  for (const list of Object.values(reading))
    if (typeof list !== 'string')
      for (const one of list) {
        if ('line' in one) yield one.line
        if ('start' in one) yield* [one.start, one.end]
        if ('on' in one && one.on !== null) yield one.on
      }
}
