import { secondsIn } from '../../plan/duration.ts'
import type { SoakLimits, Span } from '../../plan/index.ts'
import type { DocBlock } from '../document.ts'
import type { Judged } from '../judged.ts'
import { spanOf } from '../lines.ts'

/** `<!-- soak: every=15m for=2h failures=2 -->`: how long something is watched, how often, and when that fails. */
export interface SoakNote {
  readonly span: Span
  /** Index of the block that it belongs to: the item in which it stands, else the heading above it. */
  readonly block: number
  /** Seconds; null: as the document says otherwise. */
  readonly every: number | null
  readonly lasts: number | null
  readonly limits: SoakLimits
}

const NOTE = /<!--[ \t]*soak:([^>]*?)-->/g
const LIMITS = ['failures', 'inconclusive', 'errors', 'missed'] as const

/** The notes of a document, none of what a block of code shows. A word that is not understood says nothing. Linear. */
export function soakNotesOf({ document }: Judged): readonly SoakNote[] {
  const { blocks, source, lineStarts } = document
  if (!source.text.includes('soak:')) return []
  const place = placing(blocks)
  return [...source.text.matchAll(NOTE)].flatMap((match): SoakNote[] => {
    const block = place(match.index)
    if (block === null) return []
    const words = new Map(
      (match[1] ?? '')
        .trim()
        .split(/\s+/)
        .map((word) => splitAt(word, '=')),
    )
    const every = secondsIn(words.get('every') ?? '')
    const count = whole(words.get('count'))
    const lasts = secondsIn(words.get('for') ?? '') ?? (every !== null && count !== null ? every * count : null)
    const limits = LIMITS.flatMap((name) => {
      const value = whole(words.get(name))
      return value === null ? [] : [[name, value] as const]
    })
    const span = spanOf({ text: source.text, starts: lineStarts }, match.index, match.index + match[0].length)
    return [{ span, block, every, lasts, limits: Object.fromEntries(limits) }]
  })
}

const splitAt = (word: string, sign: string): [string, string] => {
  const at = word.indexOf(sign)
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
}

const whole = (text = ''): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null)

/** To whom a place of the source belongs, asked in the order of places. */
function placing(blocks: readonly DocBlock[]): (start: number) => number | null {
  let next = 0
  let around: DocBlock | null = null
  let heading: number | null = null
  return (start) => {
    for (let block = blocks[next]; block !== undefined && block.span.start <= start; block = blocks[next]) {
      around = block
      if (block.kind === 'heading') heading = block.at
      next += 1
    }
    if (around === null || start >= around.span.end) return heading
    if (around.kind === 'code') return null
    for (let at: DocBlock | undefined = around; at !== undefined; at = blocks[at.parent ?? -1])
      if (at.kind === 'item') return at.at
    return heading
  }
}
