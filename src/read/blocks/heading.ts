import type { SyntaxNode } from '@lezer/common'
import type { Heading } from '../document.ts'
import { type Lines, trimmed } from '../lines.ts'
import { inlineText } from './inline.ts'

/** `# ATX`, `##Tight`, or a line underlined with `===` or `---`. */
export function headingBlock(lines: Lines, node: SyntaxNode): Omit<Heading, 'at' | 'parent'> {
  const level = Number(node.name.at(-1))
  const marks = node.getChildren('HeaderMark')
  const setext = node.name.startsWith('Setext')
  const first = marks[0]
  const last = marks.at(-1)
  const start = setext ? node.from : (first?.to ?? node.from)
  const end = last !== undefined && (setext || marks.length > 1) ? last.from : node.to
  const words = trimmed(lines, start, end)
  return {
    kind: 'heading',
    level,
    span: trimmed(lines, node.from, node.to),
    text: inlineText(lines, words.start, words.end),
  }
}
