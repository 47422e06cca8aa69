import { letters } from '../characters.ts'

/** What a line of a shell fence is when it is not shell. */
export type Look =
  | { readonly is: 'box' }
  | { readonly is: 'schedule' }
  | { readonly is: 'note' }
  | { readonly is: 'input'; readonly of: 'sql' | 'python' | 'any'; readonly text: string }

const box = /^\s*(?:(?:[-*+]|\d+[.)]|#)\s*)?(?:\[[ xX]?\]|[☐☑☒⬜🔲□])\s+/u
const boxBehindALabel = new RegExp(`^\\s*[${letters}][${letters} ]{1,40}:\\s*(?=\\[[ xX]\\]\\s+[${letters}])`)
/** What a command prints as `[ ] 0001_initial`. */
const boxPrinted = /^\s*\[[ xX]\]\s+[\w.]+\s*$/
const schedule =
  /^\s*(?:@(?:reboot|hourly|daily|midnight|weekly|monthly|yearly|annually)|(?:[\d*][\d*/,-]*\s+){4}[\d*a-z][\d*/,a-z-]*)\s+\S/i
const note =
  /^\s*(?:[-*•]\s+[A-Z(]|\d+[.)]\s+\S|[→➜✓✔✅❌⚠🔴🟢✗➡\u2500-\u257f]|->\s|=>\s|(?:Expected|Should|Result|Output|Note|Warning|Important)\b[^=|]*:|(?:Expected|Should) [a-z]+\b|[A-Z][a-z]+(?: [a-z,']+){2,}.*[.:!]?$)/u
const sentence = new RegExp(`^[A-Z][a-z]+ \\S|^\\d+[.)] [A-Z]|^[-*•] [A-Z${letters}]`)
const prompt =
  /^\s*(mysql>|MariaDB \[[^\]]*\]>|sqlite3?>|redis>|\d+\.\d+\.\d+\.\d+:\d+>|[\w-]+[=-][#>]|(?:truffle|hardhat)\([\w-]*\)>|>>>|\.\.\.|In \[\d+\]:|irb[^>]*>)\s?(.*)$/
const sql =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SHOW|USE|GRANT|REVOKE|EXPLAIN|VACUUM|ANALYZE|REINDEX|BEGIN|COMMIT|ROLLBACK|TRUNCATE|WITH|SET|DESCRIBE)\b.*(?:;|\b(?:FROM|INTO|TABLE|DATABASE|TABLES|DATABASES|ON)\b.*)\s*$|^\s*\\[a-z+?]+(?:\s|$)|^\s*--\s/i
const python =
  /^\s*(?:from\s+[\w.]+\s+import\b|import\s+\w[\w., ]*$|print\(|[\w.]+\s+=\s+\S|[A-Za-z_][\w.]*\.[\w.]+\(.*\)\s*$|for\s+\w+\s+in\s+.*:\s*$|with\s+.*:\s*$|def\s+\w+\(|assert\s|exit\(\)\s*$)/

/** Which program reads what follows, when the line before opened one. */
export type Reader = 'sql' | 'python' | 'any' | null

/** A line's kind shows in its beginning; these patterns never see more. */
const head = 300

/** How much of a line is box, its marker included; null: it has none. */
export function boxIn(line: string): number | null {
  const text = line.slice(0, head)
  const found = box.exec(text) ?? boxBehindALabel.exec(text)
  return found === null || boxPrinted.test(text) ? null : found[0].length
}

/** A line of a crontab. */
export const isSchedule = (line: string): boolean => schedule.test(line.slice(0, head))

/** What a menu, a report or a drawing begins with, and no shell command: pictures, frames, "[3/8]", "====", "Commit: 4c1", a word to a bot. */
const CAPITAL = 'A-Z\\u00c0-\\u00d6\\u00d8-\\u00de\\u0401\\u0410-\\u042f'
const drawn = new RegExp(
  `^\\s*(?:[\\u2300-\\u23ff\\u2500-\\u27bf\\u2800-\\u28ff\\u2b00-\\u2bff\\u{1f000}-\\u{1faff}¿¡•·]|@[a-z][\\w-]* \\w|/[a-z][a-z-]+(?:\\s|$)|\\[\\d[\\d:/.]*\\]\\s|(?:[=*#~-]{4,}|_{4,})\\s*$|[${CAPITAL}][${letters} ]{1,40}:(?:\\s|$)|[${CAPITAL}][a-z\\u00df-\\u00ff\\u0430-\\u045f][^|;&$<>=\`"'{}\\\\]{0,80}(?:\\.{3}|…|:\\s*$))`,
  'u',
)

/** A sentence among commands: "Remove the entry", "Edit core/signals.py:", "→ it runs". */
export function isNote(line: string): boolean {
  const text = line.slice(0, head)
  if (note.test(text) || drawn.test(text)) return true
  const words = text.trim()
  if (/[|;&$<>=`"'{}\\()[\]]|\s--?\w/.test(words.replace(/\([^)]*\)$/, ''))) return false
  return sentence.test(words) && !/^[A-Z][\w-]*-[A-Z]\w+|^(?:Rscript|Xvfb|Xorg)\s/.test(words)
}

/** What the line is, seen by itself; null: shell. `reader` is the program that a line above opened. */
export function lookAt(line: string, reader: Reader): Look | null {
  if (boxIn(line) !== null) return { is: 'box' }
  if (isSchedule(line)) return { is: 'schedule' }
  const prompted = prompt.exec(line)
  if (prompted && !(prompted[1] === '...' && reader === null)) {
    return {
      is: 'input',
      of: /^(>>>|\.\.\.|In)/.test(prompted[1] as string) ? 'python' : 'sql',
      text: prompted[2] as string,
    }
  }
  const bare = reader === null ? null : /^\s*>\s(.*)$/.exec(line)
  if (bare) return { is: 'input', of: 'any', text: bare[1] as string }
  if ((reader === 'sql' || reader === 'any') && sql.test(line)) return { is: 'input', of: 'sql', text: line }
  if ((reader === 'python' || reader === 'any') && python.test(line)) return { is: 'input', of: 'python', text: line }
  return isNote(line) ? { is: 'note' } : null
}

/** Is the line typed at another program's prompt? `>` alone is one only below a command. */
export const isTyped = (line: string): boolean => prompt.test(line.slice(0, head)) || /^\s*>\s/.test(line)
