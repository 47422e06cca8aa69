import type { Code } from '../document.ts'
import { type Context, leadOf, wordsOf } from './context.ts'
import type { Ban } from './forbidden.ts'

const SHEBANG = /^\s*#!\s*\/\S+/
const COMMENT = /^\s*#(?!!)\s*(.*)$/
const NAME = /([\w.-]+\.(?:sh|bash|py|pl|rb))\b/
/** What has a file run: a shell, the path itself at the beginning of a command, a time table, a unit, or the right to be run. */
const runsFile = (name: string): RegExp =>
  new RegExp(
    `(?:^|[;&|(]|\\b(?:bash|sh|sudo|source|chmod \\+?\\w+|ExecStart=)|\\d \\*|\\* \\*)\\s*(?:[\\w./~$\{}-]*/)?${name.replaceAll('.', '\\.')}\\b`,
    'm',
  )

/**
 * A block that is a script of its own, to be put into a file: it begins with `#!`, be it below comments, and what introduces
 * it says so, or the document has its file run elsewhere. Others with `#!` are run where they stand.
 */
export function scriptToSave(context: Context, block: Code): Ban | null {
  const comments: string[] = []
  let at = 0
  for (; at < block.lines.length; at++) {
    const text = block.lines[at]?.text.slice(0, 300) ?? ''
    if (SHEBANG.test(text)) break
    const comment = COMMENT.exec(text)
    if (comment === null && text.trim() !== '') return null
    comments.push(comment?.[1] ?? '')
  }
  if (at >= block.lines.length) return null
  for (const line of block.lines.slice(at + 1, at + 4)) comments.push(COMMENT.exec(line.text.slice(0, 300))?.[1] ?? '')
  const ban = (words: string): Ban => ({ rule: 'contents', reason: 'a script to be put into a file', words })
  for (const text of [...comments, wordsOf(leadOf(context, block.at)).slice(0, 200)]) {
    const hit = context.vocabulary.phrase('script-file', text)
    if (hit !== null) return ban(hit.entry)
  }
  const name = comments.map((text) => NAME.exec(text)?.[1]).find((one) => one !== undefined)
  if (name === undefined) return null
  const { text } = context.lines
  const pattern = runsFile(name)
  return pattern.test(text.slice(0, block.span.start)) || pattern.test(text.slice(block.span.end)) ? ban(name) : null
}
