import { boundsOf } from '../facts/bounds.ts'
import type { Hit } from '../words/index.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** A line that draws the conclusion to go back, and the words that say so. */
interface Concluded {
  readonly rule: 'trigger-arrow' | 'trigger-if' | 'trigger-row'
  readonly hit: Hit
}

/** What parts a condition from what is done then. */
const PARTED = /[,:;?：，、；？→⇒➜➔]|[-=]>|\s[—–-]\s/
const ARROW = /[→⇒➜➔]|[-=]>/
/** Without a sign between them they follow each other closely: "if it fails roll back", "失敗した場合はロールバック". */
const CLOSE = 14
/** A condition begins its clause; one word may stand before it: "And if", "Only if". */
const BEGINS = /^(?:.*[.!?;:,–—()[\]])?\s*(?:\S+\s+)?$/s
/** What is wrong stands near the beginning of a line that says no more. */
const SHORT = 30
const ASKED = ['imperative', 'instruct', 'verify-lead'] as const
/** What a verb of going back may have between itself and its condition: "Revert to the old boats at once if". */
const REACH = 60

/** "If the smoke test fails, roll back", "fails → auto rollback", "Roll back as soon as errors show". */
export function concluded(context: Context, note: Note): Concluded | null {
  if (note.place === 'heading' || note.trailing || note.text.length > 400) return null
  return note.place === 'row' ? decidedIn(context, note) : (forwards(context, note) ?? backwards(context, note))
}

/** The condition first. */
function forwards(
  { vocabulary }: Context,
  { text, place, first }: Pick<Note, 'text' | 'place' | 'first'>,
): Concluded | null {
  const wrong = wrongIn(vocabulary, text)
  if (wrong === null || backIn(vocabulary, text.slice(0, wrong.index)) !== null) return null
  const rest = text.slice(wrong.end)
  const back = backIn(vocabulary, rest)
  if (back === null) return null
  const between = rest.slice(0, back.index)
  const parted = PARTED.exec(between)
  if (parted === null && between.length > CLOSE) return null
  if (vocabulary.phrase('forbidding', between.slice(parted?.index ?? 0)) !== null) return null
  const when = ifIn(vocabulary, text.slice(0, wrong.end + back.index))
  // Japanese and Korean say behind a condition that it is one.
  if (when !== null && (when.index >= wrong.index || BEGINS.test(text.slice(0, when.index))))
    return { rule: 'trigger-if', hit: when }
  if (place !== 'item' || !first || parted === null) return null
  if (ARROW.test(between)) return { rule: 'trigger-arrow', hit: back }
  // "Ramp broken, switch back": nothing but what is wrong, and what is done then.
  const bare = wrong.index < SHORT && !ASKED.some((name) => vocabulary.leadingPhrase(name, text) !== null)
  const then = between.slice(parted.index + parted[0].length).trim()
  return bare && then === '' && vocabulary.leadingPhrase('go-back', rest.slice(back.index)) !== null
    ? { rule: 'trigger-if', hit: back }
    : null
}

/** The way back first, as something to do: a plan or a script of that name announces nothing. */
function backwards({ vocabulary }: Context, { text, place }: Note): Concluded | null {
  if (place === 'comment') return null
  const back = vocabulary.leadingPhrase('go-back', text)
  if (back === null) return null
  const rest = text.slice(back.text.length)
  const when = ifIn(vocabulary, rest)
  const between = when === null ? '' : rest.slice(0, when.index)
  // "Rollback: If the ramp breaks" labels the condition.
  if (when === null || when.index > REACH || (PARTED.test(between) && !/^\s*[:：]\s*$/.test(between))) return null
  return wrongIn(vocabulary, rest.slice(when.index)) === null ? null : { rule: 'trigger-if', hit: when }
}

/** A row that gives a condition and, in a cell of its own, the way back as what is done then. */
function decidedIn(context: Context, { text, role }: Note): Concluded | null {
  if (role === 'reference' || role === null) return null
  const { vocabulary } = context
  const cells = text.split('|').map((cell) => cell.trim())
  // "OK, if it fails → roll back" says both in one cell.
  for (const cell of cells) {
    const said = forwards(context, { text: cell, place: 'item', first: true })
    if (said !== null) return { rule: 'trigger-row', hit: said.hit }
  }
  const at = cells.findIndex((cell) => vocabulary.leadingPhrase('go-back', cell) !== null)
  const hit = at < 1 ? null : vocabulary.leadingPhrase('go-back', cells[at] ?? '')
  return hit !== null && wrongIn(vocabulary, cells.slice(0, at).join(' ')) !== null
    ? { rule: 'trigger-row', hit }
    : null
}

/** The first thing in a text that goes wrong: a failure, a bound that is passed, or what does not happen. */
function wrongIn(vocabulary: Context['vocabulary'], text: string): { index: number; end: number } | null {
  const fails = vocabulary.phrase('failure', text)
  const bound = boundsOf(vocabulary, text)[0]
  const not = ifIn(vocabulary, text) === null ? null : vocabulary.phrase('forbidding', text)
  const found = [
    ...[fails, not].flatMap((hit) => (hit === null ? [] : [{ index: hit.index, end: hit.index + hit.text.length }])),
    ...(bound === undefined ? [] : [{ index: bound.index, end: bound.index + bound.words.length }]),
  ]
  return found.sort((a, b) => a.index - b.index)[0] ?? null
}

/** What begins a condition, or stands behind one. */
const ifIn = (vocabulary: Context['vocabulary'], text: string): Hit | null =>
  vocabulary.phrase('if', text) ?? vocabulary.phrase('upon', text)

const backIn = (vocabulary: Context['vocabulary'], text: string): Hit | null => {
  const topic = vocabulary.topic('rollback', text)
  const act = vocabulary.phrase('go-back', text)
  return topic === null || (act !== null && act.index < topic.index) ? act : topic
}
