import { durationOf, windowOf } from '../facts/times.ts'
import type { JudgedCode, JudgedDuration, Noted } from '../judged.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** Lines that say how long a step or the whole takes. */
export function judgeDurations(context: Context, notes: readonly Note[]): JudgedDuration[] {
  return notes.flatMap((note) => {
    const duration = note.trailing ? null : durationOf(context.vocabulary, note.text, note.place === 'heading')
    if (duration === null) return []
    return [
      { span: note.span, text: note.text, seconds: duration.seconds, why: { rule: 'duration', words: duration.words } },
    ]
  })
}

/** Lines that name a period or cadence of watching or of recurring work. */
export function judgeWindows(
  context: Context,
  code: readonly JudgedCode[],
  notes: readonly Note[],
  durations: readonly JudgedDuration[],
): Noted[] {
  const taken = new Set(durations.map((duration) => duration.span.line))
  return notes.flatMap((note) => {
    // A form to fill in watches nothing, and whom to call when is no watch.
    if (note.role === 'contacts' || (note.code !== null && code[note.code]?.use === 'template')) return []
    const window = taken.has(note.span.line) || note.trailing ? null : windowOf(context.vocabulary, note.text)
    if (window === null) return []
    return [{ span: note.span, text: note.text, why: { rule: 'window', words: window.entry } }]
  })
}
