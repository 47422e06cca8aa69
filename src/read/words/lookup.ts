import { beginnings } from './beginnings.ts'

/** An entry of a word list as it is looked for; of two that match at one place in a text, the earlier entry counts. */
export interface Entry<Kind> {
  readonly kind: Kind
  /** `en: roll-?back`. */
  readonly name: string
  /** Source of a regular expression without flags. */
  readonly pattern: string
  /** Matches whole words only, so it is looked for where a word can begin. */
  readonly spaced: boolean
}

/** `length` characters from `index` on. */
interface Match {
  readonly name: string
  readonly index: number
  readonly length: number
}

/** The kinds of words that may stand in a text, found in one walk through it. */
export interface Looked<Kind> {
  /** The earliest match of a kind; `leading`: only at the very beginning. */
  first(kind: Kind, leading: boolean): Match | null
}

/**
 * Looks for all entries at once: one walk through a text finds where each could begin, and only there its pattern is
 * tried. The time for a text does not grow with the number of entries that it does not hold.
 */
export function lookupOf<Kind>(entries: readonly Entry<Kind>[], isWord: (code: number) => boolean) {
  const whole = nodeOf<Kind>()
  const within = nodeOf<Kind>()
  const anywhere: Numbered<Kind>[] = []
  entries.forEach(({ kind, name, pattern, spaced }, order) => {
    const entry = { kind, name, pattern, order, here: null, there: null }
    const found = beginnings(pattern)
    if (found === null) anywhere.push(entry)
    else for (const text of found) nodeAt(spaced ? whole : within, text).ends.push(entry)
  })
  const unspaced = within.next !== undefined
  return (text: string): Looked<Kind> => {
    const candidates: Candidate<Kind>[] = []
    let inWord = false
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (!inWord) walk(whole, text, index, code, candidates)
      if (unspaced) walk(within, text, index, code, candidates)
      inWord = isWord(code)
    }
    return { first: (kind, leading) => earliest(text, kind, candidates, anywhere, leading) }
  }
}

/** An entry in its place, with its pattern once it is needed: a document meets few of them. */
interface Numbered<Kind> {
  readonly kind: Kind
  readonly name: string
  readonly pattern: string
  readonly order: number
  /** Matches at `lastIndex` only. */
  here: RegExp | null
  /** Matches anywhere. */
  there: RegExp | null
}

interface Candidate<Kind> {
  readonly entry: Numbered<Kind>
  readonly index: number
}

/**
 * What may follow, by character code, and the entries that can begin with what led here. After a few letters one code
 * is left: it stands in the node itself, because every word of a document is looked for in a map otherwise.
 */
interface Node<Kind> {
  code: number
  next: Node<Kind> | undefined
  others: Map<number, Node<Kind>> | undefined
  readonly ends: Numbered<Kind>[]
}

const nodeOf = <Kind>(): Node<Kind> => ({ code: -1, next: undefined, others: undefined, ends: [] })

const after = <Kind>(node: Node<Kind>, code: number): Node<Kind> | undefined =>
  node.code === code ? node.next : node.others?.get(code)

function nodeAt<Kind>(root: Node<Kind>, text: string): Node<Kind> {
  let node = root
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    let next = after(node, code)
    if (next === undefined) {
      next = nodeOf<Kind>()
      if (node.next === undefined) {
        node.code = code
        node.next = next
      } else {
        node.others ??= new Map()
        node.others.set(code, next)
      }
    }
    node = next
  }
  return node
}

function walk<Kind>(root: Node<Kind>, text: string, index: number, code: number, out: Candidate<Kind>[]): void {
  let node = after(root, code)
  for (let at = index + 1; node !== undefined; at++) {
    for (let end = 0; end < node.ends.length; end++) out.push({ entry: node.ends[end] as Numbered<Kind>, index })
    node = at < text.length ? after(node, text.charCodeAt(at)) : undefined
  }
}

/** Candidates come in the order of the text. */
function earliest<Kind>(
  text: string,
  kind: Kind,
  candidates: readonly Candidate<Kind>[],
  anywhere: readonly Numbered<Kind>[],
  leading: boolean,
): Match | null {
  let best: Numbered<Kind> | null = null
  let index = leading ? 0 : text.length
  let length = 0
  for (const { entry, index: at } of candidates) {
    if (at > index) break
    if (entry.kind !== kind || (best !== null && at === index && entry.order > best.order)) continue
    const found = matchAt(entry, text, at)
    if (found === 0) continue
    best = entry
    index = at
    length = found
  }
  for (const entry of anywhere) {
    if (entry.kind !== kind) continue
    entry.there ??= new RegExp(entry.pattern)
    const match = leading ? null : entry.there.exec(text)
    const at = match?.index ?? 0
    const found = leading ? matchAt(entry, text, 0) : (match?.[0].length ?? 0)
    if (found === 0 || at > index || (best !== null && at === index && entry.order > best.order)) continue
    best = entry
    index = at
    length = found
  }
  return best === null ? null : { name: best.name, index, length }
}

/** How many characters an entry matches at a place; 0 when it does not. */
function matchAt<Kind>(entry: Numbered<Kind>, text: string, index: number): number {
  entry.here ??= new RegExp(entry.pattern, 'y')
  entry.here.lastIndex = index
  return entry.here.test(text) ? entry.here.lastIndex - index : 0
}
