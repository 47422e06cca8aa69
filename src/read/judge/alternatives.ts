import { letters } from '../characters.ts'
import type { JudgedAlternative } from '../judged.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** A number, or pictures and marks, before the words of a line. */
const BEFORE_WORDS = new RegExp(`^(?:\\d+[.)]\\s*|[^${letters}\\d]+)`)

/** Lines that offer another way instead of the one before; the first of a marked list of options too. */
export function judgeAlternatives(context: Context, notes: readonly Note[]): JudgedAlternative[] {
  const found: JudgedAlternative[] = []
  for (const note of notes) {
    if (note.trailing || (!note.first && note.place !== 'paragraph')) continue
    const text = note.text.replace(BEFORE_WORDS, '')
    for (const name of ['option', 'or'] as const) {
      const hit = context.vocabulary.leadingPhrase(name, text)
      if (hit === null || (name === 'or' && hit.text.length > 1 && /^\s*,/.test(text.slice(hit.text.length)))) continue
      found.push({
        span: note.span,
        text: note.text,
        marker: hit.text,
        why: { rule: `alternative-${name}`, words: hit.entry },
      })
      break
    }
  }
  return found
}
