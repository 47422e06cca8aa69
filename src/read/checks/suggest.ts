import type { Plan } from '../../plan/index.ts'
import type { Vocabulary } from '../words/index.ts'
import { checkWrong } from './grammar.ts'
import { suggestions } from './suggestions.ts'

/** A check that the words of a step ask for, for a person to look over and take. */
export interface SuggestedCheck {
  /** Of the step, 1-based. */
  readonly line: number
  /** The step's words: what the check is bound to. */
  readonly words: string
  readonly check: string
}

/**
 * What Holdpoint could look at instead of asking, for plain steps that people confirm. Only what a sentence says plainly, in
 * the languages of its document.
 */
export function suggestedChecks({ steps }: Plan, vocabulary: Vocabulary): readonly SuggestedCheck[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'confirm' || step.command !== null || step.children.length > 0) return []
    const check = suggestionFor(step.title, vocabulary)
    return check === null || checkWrong(check) !== null ? [] : [{ line: step.span.line, words: step.title, check }]
  })
}

function suggestionFor(words: string, vocabulary: Vocabulary): string | null {
  for (const suggest of suggestions) {
    const check = suggest(words, vocabulary)
    if (check !== null) return check
  }
  return null
}
