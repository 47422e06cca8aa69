import type { Finding, Remark, Span } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
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
  'SC2012 SC2038 SC2045 SC2046 SC2125 SC2139 SC2140 SC2155 SC2206 SC2207'.split(' '),
)

/**
 * What was remarked on a script, as findings at their places in the document: warnings at most, as shellcheck knows nothing
 * of the release. That it could not parse a script (its errors from 1000 on) is left to bash.
 */
export const remarkFindings = ({ lines }: Script, remarks: readonly Remark[]): readonly Finding[] =>
  remarks
    .filter(({ code, level }) => !(level === 'error' && /^SC1\d{3}$/.test(code)))
    .map((remark) => ({
      rule: `shellcheck/${remark.code}`,
      severity: remark.level === 'info' || advice.has(remark.code) ? 'info' : 'warning',
      span: placeOf(lines, remark),
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
