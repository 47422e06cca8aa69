import type { Span } from '../../plan/index.ts'

/** One line of a command as it stands in the source: container indentation and a transcript's prompt are cut already. */
export interface ShellLine {
  readonly span: Span
  readonly text: string
}

/** The lines of a command as one text, and the way back from an offset in it to the source. */
export interface ShellText {
  readonly lines: readonly ShellLine[]
  readonly text: string
  /** Offset of each line's first character in `text`. */
  readonly starts: readonly number[]
}

export function joinLines(lines: readonly ShellLine[]): ShellText {
  const starts: number[] = []
  let at = 0
  for (const line of lines) {
    starts.push(at)
    at += line.text.length + 1
  }
  return { lines, text: lines.map((line) => line.text).join('\n'), starts }
}

/** Index of the line that holds the offset. */
export function lineAt(shell: ShellText, offset: number): number {
  let low = 0
  let high = shell.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((shell.starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The stretch `[start, end)` of the command's text as a span of the source; it may cross lines. */
export function spanOf(shell: ShellText, start: number, end: number): Span {
  const from = lineAt(shell, start)
  const to = lineAt(shell, Math.max(start, end - 1))
  const first = shell.lines[from] as ShellLine
  const last = shell.lines[to] as ShellLine
  return {
    start: first.span.start + start - (shell.starts[from] as number),
    end: Math.min(last.span.end, last.span.start + end - (shell.starts[to] as number)),
    line: first.span.line,
    endLine: last.span.line,
  }
}
