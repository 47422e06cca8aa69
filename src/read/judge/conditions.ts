import type { JudgedCondition } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'

/** A line that is nothing but the label of a platform: "On macOS:", "# Windows (PowerShell)". */
const PLATFORM =
  /^(?:\S{1,12}\s+)?(mac ?os(?: x)?|os ?x|windows|linux|ubuntu|debian|fedora|centos|rhel|alpine|arch linux|wsl2?)(?:\s*[/,&]\s*[\w ]{1,20})?(?:\s*\([^()]{1,30}\))?\s*[:：]?$/i

/** Two words, or as few characters where a language writes no spaces. */
const BARE = /^(?:\S+\s\S{3,}|[^\sa-z]{2,5})$/i

/** "if needed", "(if using Redis)", "optional": words that make what they stand at depend on something. */
export function judgeConditions(context: Context, notes: readonly Note[]): JudgedCondition[] {
  const found: JudgedCondition[] = []
  for (const note of notes) {
    const platform = note.place === 'paragraph' || note.place === 'comment' ? PLATFORM.exec(note.text) : null
    if (platform !== null) {
      const why = { rule: 'condition-platform', words: platform[1] ?? '' }
      found.push({ span: note.span, text: note.text, condition: note.text.replace(/\s*[:：]$/, ''), why })
      continue
    }
    for (const name of ['condition', 'optional'] as const) {
      const hit = context.vocabulary.phrase(name, note.text)
      if (hit === null || !governs(note, hit)) continue
      found.push({
        span: note.span,
        text: note.text,
        condition: hit.text.trim(),
        why: { rule: `condition-${name}`, words: hit.entry },
      })
      break
    }
  }
  return found
}

/**
 * A condition stands at the beginning, in brackets, or after a dash or comma; over commands a bare one ("if needed") also
 * at the end. Elsewhere it is part of a sentence.
 */
function governs(note: Note, { index, text }: Hit): boolean {
  if (index === 0 || note.trailing) return true
  const heads = note.place === 'comment' || note.place === 'heading'
  if (heads && BARE.test(text.trim()) && /^[\s.:：。]*$/.test(note.text.slice(index + text.length))) return true
  return /[([（【—–,，、:：-]\s*$/.test(note.text.slice(0, index))
}
