import type { SyntaxNodeRef } from '@lezer/common'
import type { Source } from '../../plan/index.ts'
import type { DocBlock, Document } from '../document.ts'
import { linesOf, trimmed } from '../lines.ts'
import { codeBlock } from './code.ts'
import { frontMatterEnd } from './front-matter.ts'
import { grammar } from './grammar.ts'
import { headingBlock } from './heading.ts'
import { mask } from './mask.ts'
import { preformatted } from './preformatted.ts'
import { tableRows } from './table.ts'
import { itemStart, looseBlocks, textEnd } from './text.ts'

/** A block before it has its place in the list. */
type Place = 'at' | 'parent'
type NewBlock = DocBlock extends infer Block ? (Block extends DocBlock ? Omit<Block, Place> : never) : never

/** Pass 1. Never throws; time is linear in the source's length, nesting is bounded by `mask`. */
export function parseDocument(source: Source): Document {
  const lines = linesOf(source.text)
  const bodyStart = frontMatterEnd(lines)
  const masked = mask(lines, bodyStart)
  const blocks: DocBlock[] = []
  const open: { readonly to: number; readonly at: number; readonly quote: boolean }[] = []
  const add = (block: NewBlock): number => {
    const parent = open.at(-1)?.at ?? null
    blocks.push({ ...block, at: blocks.length, parent } as DocBlock)
    return blocks.length - 1
  }
  if (bodyStart > 0) add({ kind: 'frontmatter', span: trimmed(lines, 0, bodyStart) })

  grammar.parse(masked).iterate({
    enter(node) {
      while (open.length > 0 && (open.at(-1)?.to ?? 0) <= node.from) open.pop()
      const quotes = open.filter((container) => container.quote).length
      const name = node.name
      if (name === 'Blockquote') {
        open.push({ to: node.to, at: add({ kind: 'quote', span: trimmed(lines, node.from, node.to) }), quote: true })
      } else if (name === 'ListItem') {
        const depth = open.filter((container) => blocks[container.at]?.kind === 'item').length
        open.push({ to: node.to, at: add(itemStart(lines, node.node, depth)), quote: false })
      } else if (name.startsWith('ATXHeading') || name.startsWith('SetextHeading')) {
        add(headingBlock(lines, node.node))
        return false
      } else if (name === 'FencedCode' || name === 'CodeBlock') {
        add(codeBlock(lines, node.node, quotes))
        return false
      } else if (name === 'Table') {
        const header = blocks.length
        for (const row of tableRows(lines, node.node, header)) add(row)
        return false
      } else if (name === 'HTMLBlock' || name === 'CommentBlock' || name === 'ProcessingInstructionBlock') {
        const span = trimmed(lines, node.from, node.to)
        add(preformatted(lines, span) ?? { kind: 'html', span, comment: name === 'CommentBlock' })
        return false
      } else if (name === 'HorizontalRule') {
        add({ kind: 'rule', span: trimmed(lines, node.from, node.to) })
        return false
      } else if (name === 'Paragraph' || name === 'LinkReference') {
        const from = isItemText(node) ? textEnd(lines, node.node) : node.from
        if (from < node.to) for (const block of looseBlocks(lines, node.node, from)) add(block)
        return false
      }
      return undefined
    },
  })
  return { source, lineStarts: lines.starts, blocks }
}

/** The first paragraph of a list item is the item's own text. */
function isItemText(node: SyntaxNodeRef): boolean {
  const parent = node.node.parent
  return parent?.name === 'ListItem' && parent.getChild('Paragraph')?.from === node.from
}
