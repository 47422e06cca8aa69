import type { Noted } from '../judged.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/**
 * Conditions for rolling back or aborting: the bullets under a line that announces them, and sentences that state one
 * in front of a way back.
 */
export function judgeTriggers(context: Context, notes: readonly Note[]): Noted[] {
  const found: Noted[] = []
  let lead: { readonly words: string; readonly block: number } | null = null
  for (const note of notes) {
    const block = context.document.blocks[note.block]
    const announced = note.place === 'comment' ? null : context.vocabulary.phrase('trigger-lead', note.text)
    if (announced !== null && (note.place !== 'row' || note.text.length < 60)) {
      lead = { words: announced.entry, block: note.block }
      if (note.place === 'heading') continue
      if (!/[:：]\s*$/.test(note.text) && note.text.length > announced.index + announced.text.length + 12)
        found.push(noted(note, 'trigger-line', announced.entry))
      continue
    }
    if (note.place === 'heading') lead = null
    if (lead !== null && note.place === 'item' && note.first) {
      const leadBlock = context.document.blocks[lead.block]
      if (leadBlock?.kind !== 'item' || block?.parent === leadBlock.at) {
        found.push(noted(note, 'trigger-bullet', lead.words))
        continue
      }
      lead = null
    } else if (lead !== null && note.place === 'paragraph' && !/[:：]\s*$/.test(note.text)) lead = null
    if (note.role !== 'rollback' || note.trailing) continue
    const line = context.vocabulary.leadingPhrase('trigger-line', note.text)
    const when = context.vocabulary.phrase('if', note.text)
    const triggered = note.place === 'paragraph' ? context.vocabulary.phrase('triggered', note.text) : null
    if (line !== null) found.push(noted(note, 'trigger-line', line.entry))
    else if (
      triggered !== null &&
      context.vocabulary.phrase('failure', note.text.slice(triggered.index + triggered.text.length)) !== null
    )
      found.push(noted(note, 'trigger-said', triggered.entry))
    else if (
      when !== null &&
      context.vocabulary.topic('rollback', note.text.slice(when.index, when.index + 40)) === null &&
      states(context, note, when.index)
    )
      found.push(noted(note, 'trigger-if', when.entry))
  }
  return found
}

/** "If deployment fails, …" in front of a way back, or a comment "restore if the database is corrupted". */
const states = (context: Context, note: Note, at: number): boolean =>
  note.place === 'comment'
    ? at === 0 || context.vocabulary.phrase('failure', note.text.slice(at)) !== null
    : at === 0 && note.place === 'paragraph'

const noted = (note: Note, rule: string, words: string): Noted => ({
  span: note.span,
  text: note.text,
  why: { rule, words },
})
