import type { JudgedCode } from './judged.ts'
import type { ShellLine } from './shell/index.ts'

/**
 * The lines of a command as its shell gets them: spans of a line of prose, what stands behind prompts, or a
 * block's own without what it shows of an answer.
 */
export function commandLines(
  source: string,
  code: Pick<JudgedCode, 'form' | 'span' | 'pieces' | 'transcript' | 'lines'>,
): ShellLine[] {
  const line = (span: JudgedCode['span']): ShellLine => ({ span, text: source.slice(span.start, span.end) })
  if (code.form === 'inline') return code.pieces.map(line)
  if (code.transcript)
    return code.lines.flatMap(({ is, code: span }) => (is === 'code' && span !== null ? [line(span)] : []))
  return code.lines
    .filter(({ is, span }) => is !== 'output' && span.line >= code.span.line && span.line <= code.span.endLine)
    .map(({ span }) => line(span))
}
