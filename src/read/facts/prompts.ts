import type { Language } from '../../plan/index.ts'
import { isCommandLine, programOf, readsAsSentence } from './programs.ts'

/** A way in which a console asks for the next line; the pattern takes the prompt and the blanks behind it. */
interface Prompt {
  readonly language: Language
  readonly prompt: RegExp
  /** What the console shows before the rest of an entry that goes on. */
  readonly goesOn: RegExp | null
}

/** `user@host:~$ `, `$ `, `% `; `#` only behind a name, where it is no comment. */
const SHELL =
  /^\s*(?:\([\w.-]{1,40}\)\s*)?(?:\[?[\w.-]{1,60}@[\w.-]{1,60}[^$#%\r\n]{0,60}[$#%]\s+|[$%]\s+|(?:ba)?sh-\d[\d.]*[$#]\s+)/
const PYTHON = /^(?:>>>(?: |$)|In \[\d+\]:\s*)/
const SQL =
  /^(?:(?:mysql|sqlite3?|psql|cqlsh(?::\w+)?|SQL)> ?|MariaDB \[[^\]]{0,60}\]> ?|[a-z_]\w{0,60}(?:=|-|\()[#>] ?)/i

const PROMPTS: readonly Prompt[] = [
  { language: 'powershell', prompt: /^\s*PS(?: (?:[A-Za-z]:\\|[~/])[^>\r\n]{0,120})?>\s*/, goesOn: /^\s*>> ?/ },
  { language: 'cmd', prompt: /^\s*[A-Za-z]:\\[^>\r\n]{0,120}>\s*/, goesOn: null },
  { language: 'python', prompt: PYTHON, goesOn: /^(?:\.\.\.(?: |$)|\s+\.\.\.:\s?)/ },
  { language: 'sql', prompt: SQL, goesOn: /^\s+(?:->|\.\.\.>) ?|^[a-z_]\w{0,60}[-('"][#>] ?/i },
  { language: 'bash', prompt: SHELL, goesOn: /^>\s+/ },
]

/** What is typed at a database's prompt; behind `name=>` anything else is a program's arrow. */
const STATEMENT =
  /^\s*(?:\\[a-z?]|\.[a-z]|--|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SHOW|USE|GRANT|REVOKE|EXPLAIN|VACUUM|ANALYZE|REINDEX|BEGIN|COMMIT|ROLLBACK|TRUNCATE|WITH|SET|DESC(?:RIBE)?|SOURCE|FLUSH|PRAGMA|quit|exit)\b)/i
const ASSIGNMENT = /^\s*(?:export\s+)?[A-Za-z_]\w*=/

const DOLLAR = /^\s*\$ /
const NAMED = /^[a-z][\w.-]*(?:\s+\S|$)/

/** A line's prompt shows in its beginning. */
const HEAD = 300
/** What a package manager prints before it runs a script: `> shop@1.0.0 build`. */
const BANNER = /^>\s+\S+@\d|^>\s+\S+ \S+ \/|^>\s*$/

/** A console's transcript: whose it is, and how much of each line is prompt; null: the line was printed. */
export interface Transcript {
  readonly language: Language
  readonly prompts: readonly (number | null)[]
}

/**
 * Lines with a prompt before something that its reader could mean; null: no transcript. `console`: the author calls it
 * one, so that a bare `# ` may be root's prompt rather than a comment.
 */
export function transcriptOf(lines: readonly string[], console: boolean): Transcript | null {
  const heads = lines.map((line) => line.slice(0, HEAD))
  for (const line of heads) {
    const found = PROMPTS.find((one) => promptBefore(one, line))
    if (found !== undefined) return following(found, heads)
  }
  return console ? (bare(heads, /^#\s/) ?? bare(heads, /^>\s/)) : bare(heads, /^>\s/, true)
}

function promptBefore({ language, prompt }: Prompt, line: string): boolean {
  const found = prompt.exec(line)
  if (found === null) return false
  const rest = line.slice(found[0].length)
  // Behind `$ ` any name is one of a program; `%` may stand for much else.
  if (language === 'bash')
    return (programOf(rest) !== null || (DOLLAR.test(line) && NAMED.test(rest))) && !readsAsSentence(rest)
  if (language === 'sql') return STATEMENT.test(rest)
  return rest.trim() !== '' || language === 'python'
}

/** Once a console has shown itself, each of its prompts counts, and what goes on below an entry is part of it. */
function following({ language, prompt, goesOn }: Prompt, heads: readonly string[]): Transcript {
  let open = false
  const prompts = heads.map((line) => {
    const found = prompt.exec(line) ?? (open ? goesOn?.exec(line) : null) ?? null
    open = found !== null
    return found === null ? null : found[0].length
  })
  return { language, prompts }
}

/**
 * `# ` or `> ` alone asks only where every such line goes on as a command and no other line does: elsewhere it is a
 * comment, a quotation, or what a program printed. `mustPrint`: something that was printed must stand between them.
 */
function bare(heads: readonly string[], prompt: RegExp, mustPrint = false): Transcript | null {
  const asks = (line: string) => prompt.test(line)
  const filled = heads.filter((line) => line.trim() !== '')
  if (filled.some((line) => BANNER.test(line))) return null
  const typed = filled.filter(asks).map((line) => line.slice(2))
  const printed = filled.filter((line) => !asks(line))
  if (typed.length === 0 || !typed.every((line) => isCommandLine(line) && !readsAsSentence(line))) return null
  if (mustPrint && printed.length === 0) return null
  if (printed.some((line) => programOf(line) !== null || ASSIGNMENT.test(line))) return null
  return { language: 'bash', prompts: heads.map((line) => (asks(line) ? 2 : null)) }
}
