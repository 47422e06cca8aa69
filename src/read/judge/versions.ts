import type { JudgedCode } from '../judged.ts'
import type { Vocabulary } from '../words/index.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'
import type { Result } from './results.ts'

/** A command that tells a version: `java -version`, `kubectl version`. */
const TELLS = /(?:^|\s)(?:-{1,2}v(?:ersion)?|-V|version)(?=\s|$)/
/** "18+", ">= 18", "v3.9 or newer": at least that version. */
const LEAST = /(?:>=|≥)\s*v?\d|\b\d+(?:\.[\dx]+)*\s?\+(?!\w)/
const VERSION = /^(?:>=|≥)?\s*[`"']?v?\d+(?:\.[\dx]+)*/i

const isLeast = ({ sources }: Vocabulary, text: string): boolean =>
  LEAST.test(text) || new RegExp(`\\d[.\\dx]*\\s*[,(（]?\\s*(?:${sources.boundBehind('>=', true)})`, 'i').test(text)

/** "Java 17+ (see `java -version`)": the least version that the command of a line should tell. */
export function versionBeside({ lines, vocabulary }: Context, command: JudgedCode, text: string): Result | null {
  const tells = command.pieces.some(({ start, end }) => TELLS.test(lines.text.slice(start, end)))
  return tells && isLeast(vocabulary, text) ? { words: 'a version', said: { kind: 'threshold', test: null } } : null
}

/** `node --version  # v18 or newer`: the version that a comment gives behind a command that tells it. */
export function versionBehind({ lines, vocabulary }: Context, code: JudgedCode, note: Note): Result | null {
  const line =
    note.trailing && VERSION.test(note.text) ? code.lines.find(({ span }) => span.line === note.span.line) : null
  if (line == null || !TELLS.test(lines.text.slice(line.span.start, note.span.start))) return null
  const least = isLeast(vocabulary, note.text)
  return { words: 'a version', said: { kind: least ? 'threshold' : 'text', test: null } }
}
