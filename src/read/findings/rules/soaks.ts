import { soakNotesOf } from '../../plan/soak-notes.ts'
import type { Rule } from '../rule.ts'

/** What a note of a soak says wrongly is left out, and the soak is another one than its author thinks. */
export const soakNoteWrong: Rule = {
  name: 'soak-note-wrong',
  severity: 'error',
  reason: 'What is not understood of a note says nothing, and a release is watched otherwise than its author thinks.',
  remedy: 'Write it as `soak: every=15m for=2h failures=2`; `holdpoint inspect` shows what comes of it.',
  *find({ judged }) {
    for (const { span, wrong } of soakNotesOf(judged))
      if (wrong !== null) yield { span, message: `This note of a soak is not understood: ${wrong}.` }
  },
}
