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
  const whole = new Tree()
  const within = new Tree()
  const kinds = new Map<Kind, number>()
  const anywhere: Numbered[][] = []
  entries.forEach(({ kind, name, words, pattern, spaced }, order) => {
    const number = kinds.get(kind) ?? kinds.size
    kinds.set(kind, number)
    const entry = { kind: number, name, pattern, order, here: null, there: null }
    const found = beginnings(words)
    if (found !== null) for (const text of found) (spaced ? whole : within).add(text, entry)
    else if (anywhere[number] === undefined) anywhere[number] = [entry]
    else anywhere[number].push(entry)
  })
  const unspaced = !within.empty
  return (text: string): Looked<Kind> => {
    const candidates: Candidates = { which: 0, kinds: [], entries: [], places: [] }
    let inWord = false
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (!inWord) whole.walk(text, index, code, candidates)
      if (unspaced) within.walk(text, index, code, candidates)
      inWord = isWord(code)
    }
    return {
      first(kind, leading) {
        const number = kinds.get(kind)
        if (number === undefined) return null
        const others = anywhere[number]
        if (others === undefined && (candidates.which & bitOf(number)) === 0) return null
        return earliest(text, number, candidates, others ?? NONE, leading)
      },
    }
  }
}

const NONE: readonly Numbered[] = []

/** An entry in its place, with its pattern once it is needed: a document meets few of them. */
interface Numbered {
  /** Number of its kind. */
  readonly kind: number
  readonly name: string
  readonly pattern: string
  readonly order: number
  /** Matches at `lastIndex` only. */
  here: RegExp | null
  /** Matches anywhere. */
  there: RegExp | null
}

/** Entries that could begin in a text, side by side with where: in the order of the text. */
interface Candidates {
  /** Bits of the kinds, by their last five: a text holds few of them. */
  which: number
  readonly kinds: number[]
  readonly entries: Numbered[]
  readonly places: number[]
}

/**
 * What entries begin with, character by character: every word of a document is looked for here. Nodes are places in one
 * list of numbers, so that a step touches the memory of one node only; 0 is no node.
 */
class Tree {
  #nodes = new Int32Array(1024 * SIZE)
  #count = 1
  readonly #ends: Numbered[][] = [[]]
  readonly #first = new Map<number, number>()
  /** Nodes behind one and behind two plain characters: most walks end there. */
  readonly #one = new Int32Array(PLAIN)
  readonly #two = new Int32Array(PLAIN * PLAIN)

  get empty(): boolean {
    return this.#count === 1
  }

  add(text: string, entry: Numbered): void {
    const code = text.charCodeAt(0)
    let node = this.#first.get(code) ?? this.#plant(code)
    for (let at = 1; at < text.length; at++) {
      const next = text.charCodeAt(at)
      node = after(this.#nodes, node, next) || this.#append(node, next)
      if (at === 1 && code < PLAIN && next < PLAIN) this.#two[code * PLAIN + next] = node
    }
    const known = this.#nodes[node + ENDS] as number
    if (known === 0) this.#nodes[node + ENDS] = this.#ends.push([entry]) - 1
    else (this.#ends[known] as Numbered[]).push(entry)
  }

  /** Adds what could begin at an index of a text, where this character stands. */
  walk(text: string, index: number, code: number, out: Candidates): void {
    const nodes = this.#nodes
    let node = code < PLAIN ? (this.#one[code] as number) : (this.#first.get(code) ?? 0)
    for (let at = index + 1; node !== 0; at++) {
      const ends = nodes[node + ENDS] as number
      if (ends !== 0) for (const entry of this.#ends[ends] as Numbered[]) found(out, entry, index)
      if (at >= text.length) return
      const next = text.charCodeAt(at)
      const second = at === index + 1 && code < PLAIN && next < PLAIN
      node = second ? (this.#two[code * PLAIN + next] as number) : after(nodes, node, next)
    }
  }

  #plant(code: number): number {
    const node = this.#node(code, 0)
    this.#first.set(code, node)
    if (code < PLAIN) this.#one[code] = node
    return node
  }

  #append(node: number, code: number): number {
    const next = this.#node(code, this.#nodes[node + CHILD] as number)
    this.#nodes[node + CHILD] = next
    this.#nodes[node + FOLLOW] = (this.#nodes[node + FOLLOW] as number) | bitOf(code)
    return next
  }

  #node(code: number, sibling: number): number {
    const node = this.#count++ * SIZE
    if (node + SIZE > this.#nodes.length) {
      const more = new Int32Array(this.#nodes.length * 2)
      more.set(this.#nodes)
      this.#nodes = more
    }
    this.#nodes[node + CODE] = code
    this.#nodes[node + SIBLING] = sibling
    return node
  }
}

/** What stands in a node: its character, its first child, the next node in its place, which children, what ends here. */
const CODE = 0
const CHILD = 1
const SIBLING = 2
/** Bits of the characters that may follow, by their last five: most do not. */
const FOLLOW = 3
const ENDS = 4
const SIZE = 8

const bitOf = (code: number): number => 1 << (code & 31)

function after(nodes: Int32Array, node: number, code: number): number {
  if (((nodes[node + FOLLOW] as number) & bitOf(code)) === 0) return 0
  let next = nodes[node + CHILD] as number
  while (next !== 0 && nodes[next + CODE] !== code) next = nodes[next + SIBLING] as number
  return next
}

function found(out: Candidates, entry: Numbered, place: number): void {
  out.which |= bitOf(entry.kind)
  out.kinds.push(entry.kind)
  out.entries.push(entry)
  out.places.push(place)
}

/** Character codes below this are ASCII. */
const PLAIN = 128

/** Of the entries of one kind. */
function earliest(
  text: string,
  kind: number,
  { kinds, entries, places }: Candidates,
  anywhere: readonly Numbered[],
  leading: boolean,
): Match | null {
  let best: Numbered | null = null
  let index = leading ? 0 : text.length
  let length = 0
  for (let at = 0; at < kinds.length; at++) {
    if (kinds[at] !== kind) continue
    const entry = entries[at] as Numbered
    const place = places[at] as number
    if (place > index) break
    if (best !== null && place === index && entry.order > best.order) continue
    const found = matchAt(entry, text, place)
    if (found === 0) continue
    best = entry
    index = place
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
function matchAt(entry: Numbered, text: string, index: number): number {
  entry.here ??= new RegExp(entry.pattern, 'y')
  entry.here.lastIndex = index
  return entry.here.test(text) ? entry.here.lastIndex - index : 0
}
