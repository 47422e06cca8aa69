import type { Placeholder } from '../../plan/index.ts'
import { inputName } from './inputs.ts'
import { type Group, joinByHand } from './joiner.ts'
import { type ShellLine, type ShellText, spanOf } from './lines.ts'
import { type Look, lookAt, type Reader } from './looks.ts'
import { namesReader } from './openers.ts'
import { type Found, findPlaceholders } from './placeholders.ts'
import { traitsOf } from './statement.ts'
import { parseShell } from './tree.ts'

/** Lines of a command that are not shell, by index. */
export type Others = ReadonlyMap<number, Look>

/** Lines that begin something and are no shell, by index. What stands in a heredoc or in quotes is never asked. */
export function othersOf(lines: readonly ShellLine[]): Others {
  const looks = new Map<number, Look>()
  const texts = lines.map((line) => line.text)
  let reader: Reader = null
  joinByHand(texts, (line, at) => {
    if (reader !== null && /^\s*(exit|quit|\\q)(\(\))?;?\s*$/.test(line)) {
      looks.set(at, { is: 'input', of: 'any', text: line })
      reader = null
      return true
    }
    const look = lookAt(line, reader)
    if (look === null) {
      reader = readerOf(line)
      return false
    }
    looks.set(at, look)
    return true
  })
  return looks
}

/** Which language the program that a line opens reads from then on. */
function readerOf(line: string): Reader {
  if (!namesReader(line)) return null
  const parsed = parseShell(findPlaceholders(line).hidden)
  if (parsed.errors?.length) return null
  const opens = traitsOf(parsed.commands, line).opens
  if (opens === null) return null
  if (opens.kind === 'database') return 'sql'
  return opens.kind === 'language' ? 'python' : null
}

/** The text with those lines blanked, for the parser. */
export function blanked(hidden: string, looks: Others): string {
  if (looks.size === 0) return hidden
  return hidden
    .split('\n')
    .map((line, at) => (looks.has(at) ? ' '.repeat(line.length) : line))
    .join('\n')
}

/** What the lines right below an opener give to the program it opens. */
export interface Input {
  readonly text: string
  readonly placeholders: readonly Placeholder[]
}

export function inputBelow(shell: ShellText, looks: Others, found: readonly Found[], piece: Group): Input | null {
  const input: string[] = []
  const placeholders: Placeholder[] = []
  for (let line = piece.to + 1; line < shell.lines.length; line += 1) {
    const look = looks.get(line)
    const text = shell.lines[line]?.text ?? ''
    if (look?.is === 'input') {
      const end = (shell.starts[line] as number) + text.length
      const start = end - look.text.length
      input.push(look.text)
      for (const one of found) if (one.start >= start && one.end <= end) placeholders.push(foreign(shell, one))
    } else if (text.trim() !== '' && !text.trimStart().startsWith('#')) break
  }
  return input.length === 0 ? null : { text: `${input.join('\n')}\n`, placeholders }
}

/** Another program parses it: no quoting of ours is safe there. */
const foreign = (shell: ShellText, one: Found): Placeholder => ({
  span: spanOf(shell, one.start, one.end),
  text: one.text,
  input: inputName(one.text),
  position: 'foreign',
})
