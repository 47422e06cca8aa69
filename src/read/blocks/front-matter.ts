import { type Lines, lineSpan } from '../lines.ts'

/** Offset after YAML or TOML front matter at the very beginning, 0 when there is none. */
export function frontMatterEnd(lines: Lines): number {
  const textOf = (line: number) => {
    const span = lineSpan(lines, line)
    return lines.text
      .slice(span.start, span.end)
      .replace(/^\uFEFF/, '')
      .trimEnd()
  }
  const mark = textOf(1)
  if (mark !== '---' && mark !== '+++') return 0
  for (let line = 2; line <= Math.min(lines.starts.length, 500); line++) {
    const text = textOf(line)
    if (text === mark || (mark === '---' && text === '...')) return lines.starts[line] ?? lines.text.length
    // A heading or a list with boxes means that the first line was a rule.
    if (/^#{2,6} |^[-*+] \[/.test(text)) return 0
  }
  return 0
}
