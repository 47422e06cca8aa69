import type { Span } from '../../plan/index.ts'
import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode, JudgedExpectation } from '../judged.ts'
import type { Hit } from '../words/index.ts'
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
    if (judged.use === 'run' || judged.form === 'inline') return []
    const on = commandBefore(context, code, commands, judged)
    const said = context.vocabulary.phrase('expected', lead)
    const hit = said ?? announcesOutput(context, code[on ?? -1], judged)
    const first = judged.lines.find((line) => line.is !== 'blank')
    if (hit === null || first === undefined || lead.length > 120) return []
    if (said !== null && describesFile(context, judged.block, said)) return []
    const text = context.lines.text.slice(judged.span.start, judged.span.end)
    if (on === null && /["'\s](?:[<>≤≥]=?)\s*\d/.test(text)) return []
    if (on === null && context.vocabulary.phrase('expected-things', lead) !== null) return []
    const why = { rule: 'expectation-output', words: hit.entry }
    return [{ span: first.span, text, ...kindOf(context, first.span, text, lead), on, why }]
  })
}

/** "Where `berths.json` looks like:" describes a file; what it should look like is what a command made of it. */
function describesFile(context: Context, block: number, said: Hit): boolean {
  const lead = leadOf(context, block)
  const codes = lead !== null && 'text' in lead ? lead.text.code : []
  return /^looks? /i.test(said.text) && codes.length > 0 && codes.every(({ text }) => FILE_NAME.test(text.trim()))
}

const FILE_NAME = /^[\w./<>{}$-]+\.[a-z]\w{0,9}$/i

/** A value is judged as a whole, an output by its first line; of what is printed no line is left to a person's eye. */
function kindOf(context: Context, first: Span, text: string, lead: string): Classified {
  const whole = classify(context.vocabulary, text)
  if (whole.kind === 'json') return whole
  const line = context.lines.text.slice(first.start, first.end)
  const said = classify(context.vocabulary, line)
  const printed = context.vocabulary.phrase('output', lead) !== null || PRINTED.test(line)
  return printed && (said.kind === 'judgment' || (said.kind === 'status' && said.test?.is === 'exit'))
    ? { kind: 'text', test: null }
    : said
}

/** Signs and dots with which programs tell what they do. */
const PRINTED = /^\s*[^\p{L}\p{N}\s/"'(]|\.{3}/u

/** "Output:", "Successful verification output:" between a command and what it prints. */
function announcesOutput(context: Context, command: JudgedCode | undefined, shown: JudgedCode): Hit | null {
  const lead = leadOf(context, shown.block)
  if (command === undefined || lead?.kind !== 'paragraph' || lead.at !== command.block + 1) return null
  const words = lead.text.plain.trim()
  if (!/[:：]$/.test(words) || words.length > LABEL || context.vocabulary.phrase('example', words) !== null) return null
  const hit = context.vocabulary.phrase('output', words)
  return hit !== null && /^[\s:：]*$/.test(words.slice(hit.index + hit.text.length)) ? hit : null
}

const LABEL = 48
