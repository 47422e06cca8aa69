import type { Code, DocBlock, Document, Heading } from '../document.ts'
import type { ProseLine } from '../facts/prose.ts'
import { proseLines } from '../facts/prose.ts'
import type { Lines } from '../lines.ts'
import { type Vocabulary, vocabularyOf } from '../words/index.ts'

/** What every rule may look at. */
export interface Context {
  readonly document: Document
  readonly lines: Lines
  readonly vocabulary: Vocabulary
  readonly prose: readonly ProseLine[]
  /** Prose lines by block. */
  readonly proseOf: ReadonlyMap<number, readonly ProseLine[]>
  /** Index in `headings` of the section that a block stands in; -1 before the first heading. */
  readonly sectionOf: readonly number[]
  readonly headings: readonly Heading[]
}

export function contextOf(document: Document, lines: Lines): Context {
  const prose = proseLines(document, lines)
  const proseOf = new Map<number, ProseLine[]>()
  for (const line of prose) {
    const known = proseOf.get(line.block)
    if (known === undefined) proseOf.set(line.block, [line])
    else known.push(line)
  }
  const headings: Heading[] = []
  const sectionOf = document.blocks.map((block) => {
    if (block.kind === 'heading') headings.push(block)
    return headings.length - 1
  })
  return { document, lines, vocabulary: vocabularyOf(lines.text), prose, proseOf, sectionOf, headings }
}

export const isCode = (block: DocBlock): block is Code => block.kind === 'code'

/** The nearest block before this one that a reader sees as its introduction: text, item or heading. */
export function leadOf(context: Context, at: number): DocBlock | null {
  for (let index = at - 1; index >= Math.max(0, at - 6); index--) {
    const block = context.document.blocks[index]
    if (block !== undefined && block.kind !== 'quote' && block.kind !== 'html' && block.kind !== 'rule') return block
  }
  return null
}

/** The words of a block, '' when it has none. */
export function wordsOf(block: DocBlock | null): string {
  return block !== null && 'text' in block ? block.text.plain : ''
}
