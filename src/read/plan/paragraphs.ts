import type { Span } from '../../plan/index.ts'
import type { Judged, JudgedCode } from '../judged.ts'

/**
 * Comments of a block with a free line, or the block's edge, above and below them, and more under that: they head no
 * statement.
 */
export function paragraphsOf({ lines }: Pick<JudgedCode, 'lines'>): readonly Span[] {
  const found: Span[] = []
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.is !== 'comment' || (lines[at - 1]?.is ?? 'blank') !== 'blank') continue
    const first = at
    while (lines[at + 1]?.is === 'comment') at += 1
    const under = lines.slice(at + 1).find(({ is }) => is !== 'blank')
    if (lines[at + 1]?.is !== 'blank' || under === undefined || under.is === 'code') continue
    const [head, last] = [lines[first]?.span, lines[at]?.span]
    if (head !== undefined && last !== undefined) found.push({ ...head, end: last.end, endLine: last.endLine })
  }
  return found
}

/**
 * Those that tell people to do something, without the comment marks. Each line that begins like a sentence is one; list
 * entries and the rest of a sentence belong to the one above them.
 */
export function instructionsIn(
  { document, vocabulary }: Judged,
  code: JudgedCode,
): readonly { readonly span: Span; readonly words: string }[] {
  if (code.shell?.unit !== 'statements') return []
  const { text } = document.source
  return paragraphsOf(code).flatMap((paragraph) => {
    if (vocabulary.leadingPhrase('imperative', commentsIn(text, paragraph)) === null) return []
    const found: Span[] = []
    for (const { span } of code.lines) {
      if (span.line < paragraph.line || span.line > paragraph.endLine) continue
      const last = found.at(-1)
      if (last === undefined || /^\p{Lu}/u.test(commentsIn(text, span))) found.push(span)
      else found[found.length - 1] = { ...last, end: span.end, endLine: span.endLine }
    }
    return found.map((span) => ({ span, words: commentsIn(text, span) }))
  })
}

/** The words of lines of comments. */
export const commentsIn = (text: string, { start, end }: Span) =>
  text
    .slice(start, end)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:#|\/\/|--|>)+\s?/, '').trim())
    .filter((line) => line !== '')
    .join(' ')
