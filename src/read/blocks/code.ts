import type { SyntaxNode } from '@lezer/common'
import type { Code, CodeLine } from '../document.ts'
import { type Lines, lineAt, lineSpan, spanOf } from '../lines.ts'

/** A fence or an indented block; `quotes` is how many block quotes stand around it. */
export function codeBlock(lines: Lines, node: SyntaxNode, quotes: number): Omit<Code, 'at' | 'parent'> {
  const fenced = node.name === 'FencedCode'
  const marks = node.getChildren('CodeMark')
  const first = lineAt(lines, node.from)
  const last = lineAt(lines, Math.max(node.from, node.to - 1))
  const closed = !fenced || marks.length > 1
  const from = fenced ? first + 1 : first
  const to = fenced && closed ? last - 1 : last
  const opening = lineSpan(lines, first)
  const indent = column(lines.text, afterQuotes(lines.text, opening.start, opening.end, quotes), node.from)
  const code: CodeLine[] = []
  for (let line = from; line <= to; line++) code.push(codeLine(lines, line, indent, quotes))
  const info = node.getChild('CodeInfo')
  return {
    kind: 'code',
    fence: !fenced ? 'indent' : lines.text[node.from] === '~' ? 'tildes' : 'backticks',
    span: spanOf(lines, node.from, Math.max(node.from, endOf(lines, node.to))),
    info: info ? lines.text.slice(info.from, info.to).trim() : '',
    lines: code,
    closed,
  }
}

function endOf(lines: Lines, offset: number): number {
  let end = offset
  while (end > 0 && /[\r\n]/.test(lines.text[end - 1] ?? '')) end--
  return end
}

/** Takes away what belongs to the containers: quote marks, then up to the fence's own indentation. */
function codeLine(lines: Lines, line: number, indent: number, quotes: number): CodeLine {
  const span = lineSpan(lines, line)
  let start = quotes === 0 ? span.start : afterQuotes(lines.text, span.start, span.end, quotes)
  for (let width = 0; start < span.end && width < indent; start++) {
    const char = lines.text[start]
    if (char === '\t') width += 4 - (width % 4)
    else if (char === ' ' || char === '\u00A0') width++
    else break
  }
  return { span: { start, end: span.end, line, endLine: line }, text: lines.text.slice(start, span.end) }
}

function afterQuotes(text: string, start: number, end: number, quotes: number): number {
  let at = start
  for (let depth = 0; depth < quotes; depth++) {
    let mark = at
    while (mark < end && (text[mark] === ' ' || text[mark] === '\t')) mark++
    if (text[mark] !== '>') return at
    at = text[mark + 1] === ' ' ? mark + 2 : mark + 1
  }
  return Math.min(at, end)
}

function column(text: string, start: number, offset: number): number {
  let width = 0
  for (let at = start; at < offset; at++) width += text[at] === '\t' ? 4 - (width % 4) : 1
  return width
}
