import type { Span } from '../../plan/index.ts'
import type { Code } from '../document.ts'
import { type Lines, lineSpan, spanOf } from '../lines.ts'

const OPENS = /^<pre\b[^<>]{0,300}>\s*(?:<code\b([^<>]{0,300})>)?/i
const CLOSES = /(?:<\/code>\s*)?<\/pre>\s*$/i
const LANGUAGE = /\bclass=["']?(?:[^"'>]{0,100} )?language-([\w-]{1,30})/i

/** A block of HTML that is nothing but `<pre>…</pre>`, as code; null for any other. Tags on lines of their own are no code. */
export function preformatted(lines: Lines, span: Span): Omit<Code, 'at' | 'parent'> | null {
  const source = lines.text.slice(span.start, span.end)
  const opens = OPENS.exec(source)
  const closes = CLOSES.exec(source.slice(-60))
  if (opens === null) return null
  const start = span.start + opens[0].length
  const end = closes === null ? span.end : Math.max(start, span.end - closes[0].length)
  const inside = spanOf(lines, start, end)
  const code: Code['lines'][number][] = []
  for (let line = inside.line; line <= inside.endLine; line++) {
    const whole = lineSpan(lines, line)
    const own = { ...whole, start: Math.max(whole.start, start), end: Math.min(whole.end, end) }
    if (own.start < own.end || (line > inside.line && line < inside.endLine))
      code.push({ span: own, text: lines.text.slice(own.start, own.end) })
  }
  return {
    kind: 'code',
    fence: 'html',
    span,
    info: LANGUAGE.exec(opens[0])?.[1] ?? '',
    lines: code,
    closed: closes !== null,
  }
}
