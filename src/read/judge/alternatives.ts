import { letters } from '../characters.ts'
import { kindOfProduct } from '../facts/kin.ts'
import { behindNumbering } from '../facts/numbering.ts'
import { isCommandLine } from '../facts/programs.ts'
import type { JudgedAlternative, JudgedCode } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import { type Context, isCode } from './context.ts'
import type { Note } from './notes.ts'

/** A number, or pictures and marks, before the words of a line. */
const BEFORE_WORDS = new RegExp(`^(?:\\d+[.)]\\s*|[^${letters}\\d]+)`, 'i')

/** Lines that offer another way instead of the one before; the first of a marked list of options too. */
export function judgeAlternatives(
  context: Context,
  code: readonly JudgedCode[],
  notes: readonly Note[],
): JudgedAlternative[] {
  const found: JudgedAlternative[] = []
  const runs = new Set(code.flatMap((each) => (each.use === 'run' ? [context.sectionOf[each.block]] : [])))
  const ways: Ways = { met: new Map(), runs, open: [] }
  for (const note of notes) {
    if (!note.first && !note.trailing && !beginsAnew(note) && !LATER.test(note.text)) continue
    const text = note.text.replace(BEFORE_WORDS, '')
    const beside = sibling(context, note, text, ways)
    const [rule, hit] =
      (note.trailing
        ? besideCommand(context, text)
        : (marked(context, text) ??
          kin(note, text, ways) ??
          second(context, note, text, ways) ??
          beside ??
          offered(context, note, text))) ?? []
    if (rule === undefined || hit === undefined || isOfOutcome(context, note)) continue
    const why = { rule: `alternative-${rule}`, words: hit.entry }
    found.push({ span: note.span, text: note.text, marker: hit.text, aside: note.trailing, why })
  }
  return found
}

/** "# or: b", "# or `b`" behind `a`: what follows is a command, not a value that may stand there as well. */
function besideCommand(context: Context, text: string): Offer | null {
  const or = context.vocabulary.leadingPhrase('or', text)
  if (or === null) return null
  const rest = text.slice(or.text.length)
  const offered = /^\s*[:：]\s*(\S.*)$/.exec(rest)?.[1] ?? rest.trim()
  return /^\s*[:：]\s*\S/.test(rest) || isCommandLine(offered.replace(/^`|`$/g, '')) ? ['or', or] : null
}

/** "It prints the tag. Alternatively, push it at once": a word that says so by itself begins a sentence. */
function within({ vocabulary }: Context, text: string): Hit | null {
  const at = text.search(LATER)
  const hit = at < 0 ? null : vocabulary.leadingPhrase('or', text.slice(at))
  return hit !== null && hit.text.length > 8 ? { ...hit, index: 0 } : null
}

const LATER =
  /(?<=[.!?] )(?:alternat|als alternativ|comme alternativ|en alternativ|como alternativ|in alternativ|в качестве альт)/i

interface Ways {
  /** Those met so far, by what they have in common. */
  readonly met: Map<string, Hit>
  /** Sections with commands directly in them. */
  readonly runs: ReadonlySet<number | undefined>
  /** By level, the condition of the nearest heading before, if it is one that has a way below it. */
  readonly open: (Hit | null)[]
}

/** A further line of a paragraph that is one of its own, not the rest of the sentence above: "Or by hand:". */
const beginsAnew = (note: Note): boolean =>
  note.place === 'paragraph' && note.text.charAt(0).toLowerCase() !== note.text.charAt(0).toUpperCase()
    ? note.text.charAt(0) === note.text.charAt(0).toUpperCase()
    : note.place === 'paragraph'

type Offer = readonly [rule: string, hit: Hit]

/** "Option B", "Or by hand". */
function marked(context: Context, text: string): Offer | null {
  const option = context.vocabulary.leadingPhrase('option', text)
  if (option !== null) return ['option', option]
  const words = behindNumbering(text)
  const or = context.vocabulary.leadingPhrase('or', words) ?? within(context, words)
  // "Otherwise, the page is slow" goes on, and introduces nothing; a word for "or" that is one character stands before a comma as well.
  const goesOn = or !== null && or.text.length > 1 && /^\s*,/.test(words.slice(or.text.length))
  if (or === null || (goesOn && !/[:：]\s*$/.test(text))) return null
  return ['or', or]
}

/** "# SQLite (development)" in a block that has "# PostgreSQL": names of products of which one takes the other's place. */
function kin(note: Note, text: string, { met }: Ways): Offer | null {
  const product = note.place === 'comment' ? kindOfProduct(text) : null
  if (product === null) return null
  const hit = { entry: product.kind, text: text.trim(), index: 0 }
  const way = `${note.block} ${product.kind}`
  const known = met.get(way)
  met.set(way, hit)
  return known === undefined || known.text === hit.text ? null : ['kin', hit]
}

/**
 * The second of two ways that are told apart by a word alone: "Via the page" in a block that has "Via the terminal",
 * "Manual installation" beside "Automatic installation" (tests of both kinds are both made).
 */
function second(context: Context, note: Note, text: string, { met, runs }: Ways): Offer | null {
  if (note.place === 'comment') {
    const either =
      context.vocabulary.phrase('failure', text) === null ? context.vocabulary.leadingPhrase('if', text) : null
    const means = either ?? context.vocabulary.leadingPhrase('means', text)
    if (means === null) return null
    // "If it runs as a service" after "If it runs in a terminal".
    const common = either === null ? means.entry : (/^(?:\S+\s+){3}/.exec(text)?.[0].toLowerCase() ?? text)
    const way = `${note.block} ${common}`
    const known = met.get(way)
    met.set(way, means)
    return known === undefined ? null : ['means', means]
  }
  const block = context.document.blocks[note.block]
  if (block?.kind !== 'heading' || (note.role !== 'deploy' && note.role !== 'rollback')) return null
  if (!holds(context, note, block.level, runs)) return null
  const hand = context.vocabulary.phrase('by-hand', text)
  const hit = hand ?? context.vocabulary.phrase('by-itself', text)
  if (hit === null) return null
  const rest = `${block.level} ${text
    .replace(hit.text, '')
    .replace(/\([^()]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()}`
  const known = met.get(rest)
  met.set(rest, hit)
  return known === undefined || known.entry === hit.entry ? null : ['by-hand', hit]
}

/** "If you deploy from GitHub" as a heading beside "If you deploy from your own machine": one of them is done. */
function sibling(context: Context, note: Note, text: string, { runs, open }: Ways): Offer | null {
  const block = context.document.blocks[note.block]
  if (block?.kind !== 'heading') return null
  const before = open[block.level] ?? null
  const words = behindNumbering(text)
  const when = context.vocabulary.phrase('if', words)
  // Japanese and Korean say it behind what it is.
  const governs = when !== null && (when.index === 0 || when.index + when.text.length === words.length)
  const way =
    governs &&
    (note.role === 'deploy' || note.role === 'prepare') &&
    context.vocabulary.phrase('failure', words) === null &&
    holds(context, note, block.level, runs)
  open.length = block.level
  open[block.level] = way ? when : null
  return way && before !== null ? ['sibling', when] : null
}

/** "Or the sign-in page" among what is expected to be seen: any of them will do, and none is a way. */
function isOfOutcome({ document, vocabulary }: Context, note: Note): boolean {
  const item = document.blocks[note.block]
  if (note.place !== 'item' || item?.kind !== 'item') return false
  let at = item.at - 1
  while (document.blocks[at]?.kind === 'item' && item.at - at < LIST) at--
  const lead = document.blocks[at]
  return lead?.kind === 'paragraph' && vocabulary.leadingPhrase('expected', lead.text.plain) !== null
}

/** How long a list is followed to what introduces it. */
const LIST = 20

/** Whether a section, or one within it, has a command. */
function holds(context: Context, note: Note, level: number, runs: Ways['runs']): boolean {
  const at = context.sectionOf[note.block] ?? -1
  for (let index = at; index === at || (context.headings[index]?.level ?? 0) > level; index++)
    if (runs.has(index)) return true
  return false
}

/** A sentence in front of a command that names a second way. */
function offered(context: Context, note: Note, text: string): Offer | null {
  const below = context.document.blocks[note.block + 1]
  if (note.place === 'comment' || note.place === 'heading' || below === undefined || !isCode(below)) return null
  if (!/[:：]\s*$/.test(text)) return null
  const also = context.vocabulary.leadingPhrase('also', text)
  if (also !== null) return ['also', also]
  const within = context.vocabulary.phrase('or-within', text)
  return within === null ? null : ['or-within', within]
}
