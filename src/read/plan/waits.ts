import type { Statement } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { onlyLooks } from '../shell/index.ts'
import type { Draft } from './draft.ts'

const says =
  /^(?:\W|\d+[.)]\s)*(?:(?:then|now)\s+)?(?:wait(?:ing)?|poll|espera[rn]?|attend(?:re|ez)|warten?|attend[ei]re|aspettare|aguard[ae]r?)\b/i
const bound = /(\d+(?:\.\d+)?)\s*(s|secs?|seconds?|sek(?:unden)?|m|mins?|minut[a-z]*|h|hours?|hrs?)\b/gi

/** Minutes for which a wait goes on when the document does not say. */
const usual = 10

/** "Wait until healthy": an instruction to wait. */
export const saysWait = (words: string): boolean => says.test(words)

/**
 * A statement that looks whether something holds, under words that say to wait for it, is repeated until it holds; the
 * longest time that the words name is its deadline. What may change something is never repeated.
 */
export function waiting(judged: Judged, draft: Draft, statement: Statement): Statement {
  const words = wordsAbove(judged, draft, statement)
  if (words === null || !saysWait(words) || statement.endless !== null || statement.offered !== null) return statement
  return onlyLooks(statement.source) ? { ...statement, waits: deadlineIn(words) } : statement
}

function wordsAbove(judged: Judged, draft: Draft, statement: Statement): string | null {
  if (statement.title !== null) return statement.title
  const run = draft.part?.command.statements.filter((one) => one.offered === null) ?? []
  if (run.length !== 1) return null
  if (saysWait(draft.title)) return draft.title
  const above = judged.document.blocks[(judged.code[draft.code ?? -1]?.block ?? 0) - 1]
  return above?.kind === 'paragraph' ? above.text.plain : null
}

/** Milliseconds. */
function deadlineIn(words: string): number {
  const found = [...words.matchAll(bound)].map(([, number, unit = '']) => {
    const scale = /^s/i.test(unit) ? 1 : /^h/i.test(unit) ? 3600 : 60
    return Number(number) * scale * 1000
  })
  return found.length === 0 ? usual * 60_000 : Math.max(...found)
}
