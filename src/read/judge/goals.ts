import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'
import { speaksAbout } from './outcomes.ts'

/** "Target metrics:" right behind a command: what is listed below is to come of it. */
export function announcesGoals(context: Context, command: JudgedCode | undefined, note: Note): Hit | null {
  if (note.place !== 'paragraph' || !/[:：]\s*$/.test(note.text)) return null
  const goal = context.vocabulary.leadingPhrase('goal', note.text)
  return goal !== null && speaksAbout(context, command, note, new Set()) ? goal : null
}

/** "Goal: < 3 seconds" about a command: the words that make of a bound what is to come of it. */
export function goalOf(context: Context, command: JudgedCode | undefined, note: Note): Hit | null {
  if (boundsOf(context.vocabulary, note.text).length === 0) return null
  const goal = context.vocabulary.leadingPhrase('goal', note.text)
  return goal !== null && speaksAbout(context, command, note, new Set()) ? goal : null
}
