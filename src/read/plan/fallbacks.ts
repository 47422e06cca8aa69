import type { Statement } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'

/**
 * "# Or, if that fails": the index of the statement that must have failed before this one is offered, the last one above
 * the words; null for any other. The words speak of the statements directly below them, up to a blank line or a title.
 */
export function insteadOf(judged: Judged, statement: Statement, all: readonly Statement[]): number | null {
  let first = statement
  while (first.title === null) {
    const above = all[first.index - 1]
    if (above === undefined || above.span.endLine + 1 < first.span.line) return null
    first = above
  }
  const failed = all.slice(0, first.index).findLast((one) => one.offered === null)
  if (failed === undefined || judged.vocabulary.leadingPhrase('fallback', first.title.toLowerCase()) === null)
    return null
  return failed.index
}
