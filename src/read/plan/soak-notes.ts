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
  /** What of it is not understood, and so says nothing; null: it all is. */
  readonly wrong: string | null
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
    const said = (match[1] ?? '')
      .trim()
      .split(/\s+/)
      .map((word) => splitAt(word, '='))
    const words = new Map(said)
    const every = secondsIn(words.get('every') ?? '')
    const count = whole(words.get('count'))
    const lasts = secondsIn(words.get('for') ?? '') ?? (every !== null && count !== null ? every * count : null)
    const limits = LIMITS.flatMap((name) => {
      const value = whole(words.get(name))
      return value === null ? [] : [[name, value] as const]
    })
    const span = spanOf({ text: source.text, starts: lineStarts }, match.index, match.index + match[0].length)
    return [{ span, block, every, lasts, limits: Object.fromEntries(limits), wrong: wrongIn(said) }]
  })
}

const duration = 'a time such as 15m, 2h or 7d'

/** What each word may be, and how that is said. */
const known: Readonly<Record<string, readonly [is: (text: string) => boolean, expected: string]>> = {
  every: [(text) => secondsIn(text) !== null, duration],
  for: [(text) => secondsIn(text) !== null, duration],
  count: [(text) => (whole(text) ?? 0) > 0, 'a number from 1 on'],
  failures: [(text) => (whole(text) ?? 0) > 0, 'a number from 1 on: the red sample that fails it'],
  inconclusive: [(text) => (whole(text) ?? 0) > 0, 'a number from 1 on'],
  errors: [(text) => (whole(text) ?? 0) > 0, 'a number from 1 on'],
  missed: [(text) => whole(text) !== null, 'a number'],
}

function wrongIn(said: readonly (readonly [string, string])[]): string | null {
  for (const [at, [name, value]] of said.entries()) {
    const [is, expected] = (Object.hasOwn(known, name) ? known[name] : null) ?? []
    if (is === undefined) return `“${name}” is none of ${Object.keys(known).join(', ')}, as in every=15m for=2h`
    if (!is(value)) return `${name} is ${expected}, written ${name}=…, not “${value}”`
    if (said.findIndex(([other]) => other === name) !== at) return `${name} stands in it twice`
  }
  const has = (name: string) => said.some(([other]) => other === name)
  if (has('count') && has('for')) return 'count and for both say how long: one of them is enough'
  return has('count') && !has('every') ? 'count needs every=…, of which there are so many' : null
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
