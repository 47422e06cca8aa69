import type { Span } from '../../plan/index.ts'
import { valuesIn } from '../facts/stand-ins.ts'
import type { JudgedLine } from '../judged.ts'
import type { Context } from './context.ts'

/** Behind a command: its comment, as a shell or SQL begins one. */
const TRAILING = /\s(?:#|--|\/\/)\s*(\S.*)$/

/**
 * Values of a block that its comments say must be replaced ("# Replace with your IP"): above a line they speak of the
 * lines down to the next blank or comment, behind one of that line.
 */
export function standIns(context: Context, lines: readonly JudgedLine[]): { span: Span; text: string }[] {
  const source = context.lines.text
  const says = (words: string) => context.vocabulary.phrase('stand-in', words) !== null
  const found: { span: Span; text: string }[] = []
  let spokenOf = false
  for (const { is, span, code } of lines) {
    const text = source.slice(span.start, Math.min(span.end, span.start + 2000))
    if (is === 'comment') spokenOf = says(text)
    else if (is !== 'code') spokenOf = false
    if (is !== 'code' || code === null) continue
    const trailing = TRAILING.exec(text)?.[1]
    if (!spokenOf && (trailing === undefined || !says(trailing))) continue
    for (const value of valuesIn(text)) {
      const start = span.start + value.start
      found.push({ span: { ...span, start, end: start + value.text.length }, text: value.text })
    }
  }
  return found
}
