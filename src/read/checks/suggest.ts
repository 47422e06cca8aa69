import type { Plan } from '../../plan/index.ts'
import type { Vocabulary } from '../words/index.ts'
import { checkWrong } from './grammar.ts'
import { suggestions, worseThanBefore } from './suggestions.ts'

/** A check that the words of a line ask for, for a person to look over and take. */
export interface SuggestedCheck {
  /** Of the document, 1-based. */
  readonly line: number
  /** The line's words: what the check is bound to. */
  readonly words: string
  readonly check: string
}

/**
 * What Holdpoint could look at instead of asking: plain steps that people confirm, what must hold in the end, and conditions for going
 * back that tell how much worse than before something is. Only what a sentence says plainly, in the languages of its document.
 */
export function suggestedChecks(
  { steps, criteria, procedures }: Plan,
  vocabulary: Vocabulary,
): readonly SuggestedCheck[] {
  const asked = steps.flatMap((step) =>
    step.kind !== 'confirm' || step.command !== null || step.children.length > 0
      ? []
      : suggestionFor(step.span.line, step.title, vocabulary, suggestions),
  )
  const judged = criteria.flatMap(({ span, text }) => {
    // What it is nested in stands before it, and is not in its line.
    const words = text.split(': ').at(-1) ?? text
    return suggestionFor(span.line, words, vocabulary, suggestions)
  })
  const back = procedures.flatMap(({ triggers }) =>
    triggers.flatMap(({ span, text, check }) =>
      check === undefined ? suggestionFor(span.line, text, vocabulary, [worseThanBefore]) : [],
    ),
  )
  // A box among the conditions for going back is both; it comes true, or it does not.
  const lines = new Set(back.map(({ line }) => line))
  const all = [...[...asked, ...judged].filter(({ line }) => !lines.has(line)), ...back].sort((a, b) => a.line - b.line)
  // What is bound to words is for every line that says them.
  return all.filter(({ words }, at) => all.findIndex((one) => one.words === words) === at)
}

function suggestionFor(
  line: number,
  words: string,
  vocabulary: Vocabulary,
  all: typeof suggestions,
): readonly SuggestedCheck[] {
  for (const suggest of all) {
    const check = suggest(words, vocabulary)
    if (check !== null) return checkWrong(check) === null ? [{ line, words, check }] : []
  }
  return []
}
