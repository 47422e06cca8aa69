import type { Finding, Remark, Span } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
import type { Judged } from '../judged.ts'
import type { ShellLine } from '../shell/index.ts'
import { maskedText } from '../shell/masked.ts'

/** A command of a document as a script to be checked, with the way back to its lines. */
interface Script {
  readonly text: string
  readonly lines: readonly ShellLine[]
  /** Bash could not read it as it stands: something is left out or a value has to be filled in. */
  readonly open: boolean
}

/** Every command for bash that would run, in document order. */
export const scriptsOf = (judged: Judged): readonly Script[] =>
  judged.code
    .filter((code) => code.use === 'run' && code.language === 'bash' && code.shell !== null)
    .map((code) => {
      const lines = commandLines(judged.document.source.text, code)
      return { text: maskedText(lines), lines, open: code.placeholders.length > 0 || code.shell?.incomplete !== null }
    })

/**
 * What was remarked on a script, as findings at their places in the document. Where the script is open, that it cannot be
 * parsed says nothing; where it is not, the first such remark says it all.
 */
export function remarkFindings({ lines, open }: Script, remarks: readonly Remark[]): readonly Finding[] {
  const grammar = remarks.filter(({ code }) => code.startsWith('SC1') && code.length === 6)
  const first = grammar.find(({ level }) => level === 'error')
  return remarks
    .filter((remark) => !grammar.includes(remark) || (!open && (first === undefined || remark === first)))
    .map((remark) => ({
      rule: `shellcheck/${remark.code}`,
      severity: remark.level,
      span: placeOf(lines, remark),
      message: /[.!?]$/.test(remark.message) ? remark.message : `${remark.message}.`,
      remedy: `See ${wiki(remark.code)}.`,
      fix: null,
    }))
}

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
