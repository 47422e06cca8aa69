import type { Statement } from '../../plan/index.ts'
import { letters } from '../characters.ts'
import type { Judged } from '../judged.ts'
import { onlyLooks } from '../shell/index.ts'
import type { Vocabulary } from '../words/index.ts'
import type { Draft } from './draft.ts'
import { longestIn } from './when.ts'

const BEFORE_WORDS = new RegExp(`^(?:\\d+[.)]\\s|[^${letters}\\d])*`)

/** Minutes for which a wait goes on when the document does not say. */
const usual = 10

/** "Wait until healthy": an instruction to wait. */
export const saysWait = (vocabulary: Vocabulary, words: string): boolean =>
  vocabulary.leadingPhrase('wait', words.replace(BEFORE_WORDS, '')) !== null

/**
 * A statement that looks whether something holds, under words that say to wait for it, is repeated until it holds; the
 * longest time that the words name is its deadline. What may change something is never repeated.
 */
export function waiting(judged: Judged, draft: Draft, statement: Statement): Statement {
  const words = wordsAbove(judged, draft, statement)
  if (words === null || !saysWait(judged.vocabulary, words) || statement.endless !== null || statement.offered !== null)
    return statement
  return onlyLooks(statement.source) ? { ...statement, waits: deadlineIn(judged.vocabulary, words) } : statement
}

function wordsAbove(judged: Judged, draft: Draft, statement: Statement): string | null {
  if (statement.title !== null) return statement.title
  const all = draft.part?.command.statements ?? []
  const runs = (one: Statement) => one.offered === null
  if (all.find(runs) !== all.findLast(runs)) return null
  if (saysWait(judged.vocabulary, draft.title)) return draft.title
  const above = judged.document.blocks[(judged.code[draft.code ?? -1]?.block ?? 0) - 1]
  return above?.kind === 'paragraph' ? above.text.plain : null
}

/** Milliseconds. */
function deadlineIn(vocabulary: Vocabulary, words: string): number {
  const longest = longestIn(vocabulary, words)
  return longest === null ? usual * 60_000 : longest * 1000
}
