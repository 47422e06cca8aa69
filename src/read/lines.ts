import type { Span } from '../plan/index.ts'

/** Where lines begin, and spans made from offsets. A line ends with `\n`, `\r\n` or a lone `\r`. */
export interface Lines {
  readonly text: string
  readonly starts: readonly number[]
}

export function linesOf(text: string): Lines {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1)
  }
  return { text, starts }
}

/** 1-based line of an offset. */
export function lineAt(lines: Lines, offset: number): number {
  let low = 0
  let high = lines.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines.starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}

export function spanOf(lines: Lines, start: number, end: number): Span {
  return { start, end, line: lineAt(lines, start), endLine: lineAt(lines, Math.max(start, end - 1)) }
}

/** A 1-based line without its line end. */
export function lineSpan(lines: Lines, line: number): Span {
  const start = lines.starts[line - 1] ?? lines.text.length
  let end = lines.starts[line] ?? lines.text.length
  while (end > start && (lines.text[end - 1] === '\n' || lines.text[end - 1] === '\r')) end--
  return { start, end, line, endLine: line }
}

/** A span without the white space at its ends. */
export function trimmed(lines: Lines, start: number, end: number): Span {
  const text = lines.text.slice(start, end).trimEnd()
  const from = start + text.length - text.trimStart().length
  return spanOf(lines, from, start + text.length)
}
