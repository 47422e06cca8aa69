import type { Finding, Remark, Span } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
import { programOf } from '../facts/programs.ts'
import type { Judged } from '../judged.ts'
import type { ShellLine } from '../shell/index.ts'
import { maskedText } from '../shell/masked.ts'

/** A command of a document as a script to be checked, with the way back to its lines. */
interface Script {
  readonly text: string
  readonly lines: readonly ShellLine[]
}

/** Every command for bash that would run and that bash can read, in document order: for others there is `cannot-be-parsed`. */
export const scriptsOf = (judged: Judged): readonly Script[] =>
  judged.code.flatMap((code) => {
    if (code.use !== 'run' || code.language !== 'bash' || code.shell === null || code.shell.broken !== null) return []
    const lines = commandLines(judged.document.source.text, code)
    return [{ text: maskedText(lines), lines }]
  })

/**
 * Advice about names with blanks in them, about style, and about statuses that nobody reads: right for a script that will
 * meet every machine, worth knowing for a command that a person looks at.
 */
const advice: ReadonlySet<string> = new Set(
  'SC1083 SC2012 SC2038 SC2045 SC2046 SC2125 SC2139 SC2140 SC2155 SC2171 SC2206 SC2207'.split(' '),
)

/** Said of words that are no command at all: a menu, a letter, what was printed. A document shows them, nobody runs them. */
const noCommand: ReadonlySet<string> = new Set('SC2211 SC2275 SC2286 SC2287 SC2288'.split(' '))

/** An option at the beginning of a line is one that broke off the command above it; otherwise it is a list or a name. */
function readsOtherwise({ lines }: Script, { code, line }: Remark): boolean {
  const text = lines[line - 1]?.text ?? ''
  if (code === 'SC2215') return !/^\s*--?[a-z]/.test(text) || programOf(lines[line - 2]?.text ?? '') === null
  // The prompt of a database looks like an assignment: "shop =# ".
  return code === 'SC2283' && /=[#>]/.test(text)
}

/**
 * What was remarked on a script, as findings at their places in the document: warnings at most, as shellcheck knows nothing
 * of the release. That it could not parse a script (its errors from 1000 on) is left to bash.
 */
export const remarkFindings = (script: Script, remarks: readonly Remark[]): readonly Finding[] =>
  remarks
    .filter(({ code, level }) => !(level === 'error' && /^SC1\d{3}$/.test(code)))
    .filter((remark) => !noCommand.has(remark.code) && !readsOtherwise(script, remark))
    .map((remark) => ({
      rule: `shellcheck/${remark.code}`,
      severity: remark.level === 'info' || advice.has(remark.code) ? 'info' : 'warning',
      span: placeOf(script.lines, remark),
      message: /[.!?]$/.test(remark.message) ? remark.message : `${remark.message}.`,
      remedy: `See ${wiki(remark.code)}.`,
      fix: null,
    }))

/** Where shellcheck explains a code. */
export const wiki = (code: string): string => `https://www.shellcheck.net/wiki/${code}`

function placeOf(lines: readonly ShellLine[], remark: Remark): Span {
  const from = lines[Math.min(remark.line, lines.length) - 1]
  const to = lines[Math.min(remark.endLine, lines.length) - 1]
  if (from === undefined || to === undefined) return { start: 0, end: 0, line: 1, endLine: 1 }
  const start = offset(from, remark.column)
  return {
    start,
    end: Math.max(start, offset(to, remark.endColumn)),
    line: from.span.line,
    endLine: Math.max(from.span.line, to.span.line),
  }
}

/** Columns count characters, offsets UTF-16 units. */
function offset({ span, text }: ShellLine, column: number): number {
  let at = 0
  for (let left = column - 1; left > 0 && at < text.length; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return span.start + at
}
