import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode, JudgedExpectation } from '../judged.ts'
import { type Commands, commandBefore } from './about.ts'
import { type Context, leadOf, wordsOf } from './context.ts'
import { type Classified, classify } from './expectation-kind.ts'
import type { Note } from './notes.ts'

/** A comment that shows the output shows its words; a number beside a name is one of them. */
export const asShown = ({ kind, test }: Classified): Classified =>
  kind === 'judgment' || (test?.is === 'count' && test.words.length === 0)
    ? { kind: 'text', test: null }
    : { kind, test }

/** A point of a list in a comment, a quotation, or a bound: each is one thing to see. */
export const isPoint = (context: Context, note: Note): boolean =>
  /^\s*(?:#+|\/\/+|--+)\s*(?:[-*+•✅❌]|["“'`])/u.test(context.lines.text.slice(note.span.start, note.span.end)) ||
  boundsOf(context.vocabulary, note.text).length > 0

/** A value as comments show it, and how many of their lines it takes. */
export interface ShownValue {
  readonly text: string
  readonly lines: number
}

/** A value that begins on a comment line and may go on over the next ones: `{` to `}`. */
export function valueFrom(notes: readonly Note[], at: number): ShownValue {
  const first = notes[at]
  const text = first?.text ?? ''
  if (first === undefined || !/^[{[]/.test(text) || opened(text) <= 0) return { text, lines: 1 }
  let whole = text
  let open = opened(text)
  for (let next = at + 1; next < Math.min(notes.length, at + MOST_LINES); next++) {
    const note = notes[next]
    if (note?.code !== first.code || note.trailing || note.span.line !== first.span.line + next - at) break
    whole += `\n${note.text}`
    open += opened(note.text)
    if (open <= 0) return { text: whole, lines: next - at + 1 }
  }
  return { text, lines: 1 }
}

const MOST_LINES = 60

/** How many brackets a line opens more than it closes. */
const opened = (text: string): number => (text.match(/[{[]/g)?.length ?? 0) - (text.match(/[}\]]/g)?.length ?? 0)

/** An "Expected output" fence: its first line, judged as a whole. */
export function outputFences(context: Context, code: readonly JudgedCode[], commands: Commands): JudgedExpectation[] {
  return code.flatMap((judged) => {
    const lead = wordsOf(leadOf(context, judged.block))
    const hit = judged.use === 'run' || judged.form === 'inline' ? null : context.vocabulary.phrase('expected', lead)
    const first = judged.lines.find((line) => line.is !== 'blank')
    if (hit === null || first === undefined || lead.length > 120) return []
    const text = context.lines.text.slice(judged.span.start, judged.span.end)
    const on = commandBefore(context, code, commands, judged)
    if (on === null && /["'\s](?:[<>≤≥]=?)\s*\d/.test(text)) return []
    if (on === null && context.vocabulary.phrase('expected-things', lead) !== null) return []
    const why = { rule: 'expectation-output', words: hit.entry }
    return [{ span: first.span, text, ...classify(context.vocabulary, text), on, why }]
  })
}
