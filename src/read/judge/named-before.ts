import type { JudgedCode } from '../judged.ts'
import { type Commands, countBefore } from './about.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** A value as it is quoted at the end of a line. */
const VALUE = /\s["“„«「『`'][^"”“»」』`']{1,80}["”“»」』`'][.。]?$/
/** How many commands before a box are looked at. */
const FAR = 40

/**
 * `Health check shows "ok"` as a box: the index of the last command carried by a line that begins with the same subject
 * ("Health check works: `curl …/health`"), and the words that say what it shows.
 */
export function namedBefore(context: Context, code: readonly JudgedCode[], commands: Commands, note: Note) {
  if (note.place !== 'item' || !note.first || !VALUE.test(note.text)) return null
  const shows = context.vocabulary.phrase('outcome', note.text)
  const subject = shows === null ? '' : note.text.slice(0, shows.index).trim().toLowerCase()
  if (shows === null || subject.length < 5) return null
  const count = countBefore(code, commands, note)
  const before = commands.runs.slice(Math.max(0, count - FAR), count)
  const on = before.findLast((index) => {
    const each = code[index]
    const block = each?.form === 'inline' ? context.document.blocks[each.block] : undefined
    return block?.kind === 'item' && block.text.plain.toLowerCase().startsWith(subject)
  })
  return on === undefined ? null : { on, words: shows.entry }
}
