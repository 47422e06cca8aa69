import type { Span } from '../../plan/index.ts'
import type { DocBlock, Document } from '../document.ts'
import { spanOf } from '../lines.ts'
import { checkWrong } from './grammar.ts'

/** A check for every item that says these words; from outside of the document. */
export interface BoundCheck {
  readonly words: string
  readonly text: string
}

/** `<!-- check: http GET ${URL}/health status=200 -->`: what an author lets a machine look at. */
export interface CheckNote {
  /** Of the check's own words; of the item's, where the check is bound to them. */
  readonly span: Span
  readonly text: string
  /** What is wrong with it; null: it can be made. */
  readonly wrong: string | null
  /** The words of items that the project has it for; null: it stands in the document. */
  readonly words: string | null
  /** Index of the block that it belongs to: the item in which it stands, else its own. */
  readonly block: number
}

/** The checks of a document: those of its comments, and those that are bound to items which have none. */
export function checkNotesOf(document: Document, bound: readonly BoundCheck[]): readonly CheckNote[] {
  const own = inComments(document)
  if (bound.length === 0) return own
  const taken = new Set(own.map(({ block }) => block))
  const items = document.blocks.filter((block) => block.kind === 'item' && !taken.has(block.at))
  const given = items.flatMap((block) => {
    const said = 'text' in block ? block.text.plain.toLowerCase() : ''
    return bound
      .filter(({ words }) => said.includes(words.toLowerCase()))
      .map((one) => noteOf('text' in block ? block.text.span : block.span, one.text, block.at, one.words))
  })
  return [...own, ...given].sort((a, b) => a.span.start - b.span.start)
}

/** In order; none of what a block of code shows. Linear in the text. */
function inComments({ blocks, source: { text }, lineStarts }: Document): readonly CheckNote[] {
  const notes: CheckNote[] = []
  const opening = /<!--[ \t]*check:[ \t]*/g
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = opening.lastIndex
    const close = text.indexOf('-->', start)
    if (close < 0) break
    const words = text.slice(start, close).trimEnd()
    const span = spanOf({ text, starts: lineStarts }, start, start + words.length)
    const block = ownerOf(blocks, span)
    opening.lastIndex = close
    if (block === null) continue
    notes.push(noteOf(span, words, block))
  }
  return notes
}

function noteOf(span: Span, text: string, block: number, words: string | null = null): CheckNote {
  return { span, text, wrong: checkWrong(text), block, words }
}

function ownerOf(blocks: readonly DocBlock[], { start }: Span): number | null {
  const around = blocks.findLast((block) => block.span.start <= start && start < block.span.end)
  if (around === undefined || around.kind === 'code') return null
  for (let at: DocBlock | undefined = around; at !== undefined; at = blocks[at.parent ?? -1])
    if (at.kind === 'item') return at.at
  return around.at
}
