import { commentText, offeredCommand, statesOutcome } from './comments.ts'
import type { ShellText } from './lines.ts'
import type { Others } from './others.ts'

/** A comment line that says something. */
export interface Comment {
  readonly line: number
  readonly words: string
  readonly offered: boolean
}

export function commentsBetween(shell: ShellText, from: number, to: number, looks: Others): Comment[] {
  const comments: Comment[] = []
  for (let line = from; line < to; line += 1) {
    const text = shell.lines[line]?.text ?? ''
    if (looks.has(line) || !text.trimStart().startsWith('#')) continue
    const words = commentText(text)
    if (words !== '') comments.push({ line, words, offered: offeredCommand(words) })
  }
  return comments
}

/** The comment lines directly above a statement: neither blank lines nor offers nor outcomes of what came before. */
export function titleOf(shell: ShellText, comments: readonly Comment[], from: number): string | null {
  const words: string[] = []
  for (let line = from - 1; line >= 0; line -= 1) {
    if (!(shell.lines[line]?.text ?? '').trimStart().startsWith('#')) break
    const comment = comments.find((one) => one.line === line)
    if (comment !== undefined && !comment.offered && !statesOutcome(comment.words)) words.unshift(comment.words)
  }
  return words.length === 0 ? null : words.join(' ')
}
