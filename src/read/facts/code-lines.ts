import type { Span } from '../../plan/index.ts'
import type { CodeLine } from '../document.ts'
import type { JudgedLine } from '../judged.ts'
import { boxIn, isNote, isSchedule, isTyped } from '../shell/index.ts'
import { isCommandLine, programOf, readsAsSentence } from './programs.ts'
import type { Transcript } from './prompts.ts'

export type Dialect = 'shell' | 'powershell' | 'cmd' | 'sql' | 'slashes' | 'none'

const COMMENT: Readonly<Record<Dialect, RegExp>> = {
  shell: /^\s*#+(?!!)\s?/,
  powershell: /^\s*#+\s?/,
  cmd: /^\s*(?:#+|::|rem\b)\s?/i,
  sql: /^\s*(?:--+|#)\s?/,
  slashes: /^\s*(?:\/\/+|#(?!include)|\*)\s?/,
  none: /^\s*#+\s?/,
}
const HEREDOC = /<<-?\s*(["']?)(\w+)\1/

/** A line's kind shows in its beginning; the patterns never see more. */
const HEAD = 300

/** What each line of a code block is, as written in a dialect. Of a transcript only what stands behind a prompt is code. */
export function codeLines(lines: readonly CodeLine[], dialect: Dialect, transcript: Transcript | null): JudgedLine[] {
  const out: JudgedLine[] = []
  let heredoc: string | null = null
  let continued = false
  let opened = false
  let shown = 0
  lines.forEach((line, at) => {
    const text = line.text
    if (heredoc === null && !continued && dialect === 'shell' && shown === 0) shown = valueShown(lines, at)
    if (shown > 0) {
      shown -= 1
      out.push({ span: line.span, is: 'output', code: null })
      return
    }
    if (heredoc !== null || continued) {
      if (heredoc !== null && text.trim() === heredoc) heredoc = null
      continued = heredoc === null && continued && text.trimEnd().endsWith('\\')
      out.push({ span: line.span, is: 'code', code: behind(line.span, transcript?.prompts[at] ?? 0) })
      return
    }
    const prompt = transcript === null ? undefined : (transcript.prompts[at] ?? null)
    const judged = judgeLine(line, dialect, prompt, opened)
    out.push(judged)
    if (judged.is === 'code' && dialect === 'shell') {
      heredoc = HEREDOC.exec(text.slice(0, HEAD))?.[2] ?? null
      continued = text.trimEnd().endsWith('\\')
    }
    opened =
      judged.is === 'stdin' ||
      (judged.is === 'code' && programOf(text.slice(0, HEAD)) !== null) ||
      (opened && judged.is !== 'blank')
  })
  return out
}

/** How many lines from here to the block's end are one JSON value, an answer shown below the request; 0: they are none. */
function valueShown(lines: readonly CodeLine[], at: number): number {
  const from = lines.slice(at, at + MOST_SHOWN).map(({ text }) => text.slice(0, HEAD).trim())
  const head = /^[{[]$/.test(from[0] ?? '') ? `${from[0]}${from[1] ?? ''}` : (from[0] ?? '')
  if (!/^(?:\{\s*"[^"]*"\s*:|\[\s*\{)/.test(head)) return 0
  let open = 0
  for (const [index, text] of from.entries()) {
    for (const mark of text.replace(/"(?:[^"\\]|\\.)*"/g, ''))
      open += '{['.includes(mark) ? 1 : '}]'.includes(mark) ? -1 : 0
    if (open > 0) continue
    // What stands in the middle may be the body of a request: only what ends the block is surely an answer.
    const ends = /[}\]]$/.test(text) && lines.slice(at + index + 1).every((line) => line.text.trim() === '')
    return ends ? index + 1 : 0
  }
  return 0
}

const MOST_SHOWN = 60

/** `prompt`: how much of a transcript's line is prompt, null when it has none; undefined outside of transcripts. */
function judgeLine(line: CodeLine, dialect: Dialect, prompt: number | null | undefined, opened: boolean): JudgedLine {
  const { span } = line
  const text = line.text.slice(0, HEAD)
  const part = (skip: number) => behind(span, skip)
  if (text.trim() === '') return { span, is: 'blank', code: null }
  const box = boxIn(text)
  if (box !== null) {
    const rest = text.slice(box)
    return { span, is: 'box', code: isCommandLine(rest) && !readsAsSentence(rest) ? part(box) : null }
  }
  if (typeof prompt === 'number') return { span, is: 'code', code: part(prompt) }
  const comment = COMMENT[dialect].exec(text)
  if (comment !== null) {
    const rest = text.slice(comment[0].length)
    const offer = isCommandLine(rest) && !readsAsSentence(rest)
    return { span, is: offer ? 'offer' : 'comment', code: offer ? part(comment[0].length) : null }
  }
  if (prompt === null) return { span, is: 'output', code: null }
  if (isSchedule(text)) return { span, is: 'schedule', code: null }
  if (opened && isTyped(text)) return { span, is: 'stdin', code: null }
  if (dialect === 'shell' && isNote(text)) return { span, is: 'prose', code: null }
  return { span, is: 'code', code: span }
}

const behind = (span: Span, skip: number): Span => ({ ...span, start: Math.min(span.start + skip, span.end) })
