import { beginnings } from './beginnings.ts'

/** An entry of a word list as it is looked for; of two that match at one place in a text, the earlier entry counts. */
export interface Entry<Kind> {
  readonly kind: Kind
  /** `en: roll-?back`. */
  readonly name: string
  /** The words: source of a regular expression without flags. */
  readonly words: string
  /** The same with what may stand around it. */
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
  const whole = new Roots<Kind>()
  const within = new Roots<Kind>()
  const anywhere: ByKind<Kind, Numbered<Kind>> = new Map()
  entries.forEach(({ kind, name, words, pattern, spaced }, order) => {
    const entry = { kind, name, pattern, order, here: null, there: null }
    const found = beginnings(words)
    if (found === null) add(anywhere, kind, entry)
    else
      for (const text of found) {
        const node = (spaced ? whole : within).grow(text)
        if (node.ends === undefined) node.ends = [entry]
        else node.ends.push(entry)
      }
  })
  const unspaced = !within.empty
  return (text: string): Looked<Kind> => {
    const candidates: ByKind<Kind, Candidate<Kind>> = new Map()
    let inWord = false
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (!inWord) walk(whole, text, index, code, candidates)
      if (unspaced) walk(within, text, index, code, candidates)
      inWord = isWord(code)
    }
    return {
      // Most texts hold nothing that could be a word of a kind, and say so at once.
      first(kind, leading) {
        const here = candidates.get(kind)
        const there = anywhere.get(kind)
        return here === undefined && there === undefined ? null : earliest(text, here ?? [], there ?? [], leading)
      },
    }
  }
}

type ByKind<Kind, Value> = Map<Kind, Value[]>

function add<Kind, Value>(map: ByKind<Kind, Value>, kind: Kind, value: Value): void {
  const known = map.get(kind)
  if (known === undefined) map.set(kind, [value])
  else known.push(value)
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

/** A character, what may follow it, and the entries that can begin with what led here. Few characters follow most. */
interface Node<Kind> {
  readonly code: number
  child: Node<Kind> | undefined
  sibling: Node<Kind> | undefined
  ends: Numbered<Kind>[] | undefined
}

const nodeOf = <Kind>(code: number): Node<Kind> => ({ code, child: undefined, sibling: undefined, ends: undefined })

/** What any beginning begins with, by character code: every word of a document is looked for here. */
class Roots<Kind> {
  readonly #ascii: (Node<Kind> | undefined)[] = Array.from({ length: 128 }, () => undefined)
  readonly #others = new Map<number, Node<Kind>>()
  empty = true

  at(code: number): Node<Kind> | undefined {
    return code < 128 ? this.#ascii[code] : this.#others.get(code)
  }

  /** The node that a text leads to. */
  grow(text: string): Node<Kind> {
    const code = text.charCodeAt(0)
    let node = this.at(code) ?? this.#plant(code)
    for (let at = 1; at < text.length; at++)
      node = after(node, text.charCodeAt(at)) ?? append(node, text.charCodeAt(at))
    return node
  }

  #plant(code: number): Node<Kind> {
    const node = nodeOf<Kind>(code)
    if (code < 128) this.#ascii[code] = node
    else this.#others.set(code, node)
    this.empty = false
    return node
  }
}

function append<Kind>(node: Node<Kind>, code: number): Node<Kind> {
  const next = nodeOf<Kind>(code)
  next.sibling = node.child
  node.child = next
  return next
}

function after<Kind>(node: Node<Kind>, code: number): Node<Kind> | undefined {
  let next = node.child
  while (next !== undefined && next.code !== code) next = next.sibling
  return next
}

function walk<Kind>(
  roots: Roots<Kind>,
  text: string,
  index: number,
  code: number,
  out: ByKind<Kind, Candidate<Kind>>,
): void {
  let node = roots.at(code)
  for (let at = index + 1; node !== undefined; at++) {
    if (node.ends !== undefined) for (const entry of node.ends) add(out, entry.kind, { entry, index })
    node = at < text.length ? after(node, text.charCodeAt(at)) : undefined
  }
}

/** Of the entries of one kind; candidates come in the order of the text. */
function earliest<Kind>(
  text: string,
  candidates: readonly Candidate<Kind>[],
  anywhere: readonly Numbered<Kind>[],
  leading: boolean,
): Match | null {
  let best: Numbered<Kind> | null = null
  let index = leading ? 0 : text.length
  let length = 0
  for (const { entry, index: at } of candidates) {
    if (at > index) break
    if (best !== null && at === index && entry.order > best.order) continue
    const found = matchAt(entry, text, at)
    if (found === 0) continue
    best = entry
    index = at
    length = found
  }
  for (const entry of anywhere) {
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
