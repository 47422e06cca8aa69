import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Check } from '../../plan/index.ts'
import { output } from './program.ts'
import { type Look, number, type Seen, saw, word } from './seen.ts'
import { mostRows } from './sql.ts'

/**
 * Asks in a process of its own: SQLite answers while everything else in a process waits, and a query may have no end or want
 * all memory. What ends it is the end of the process.
 */
const asks = `
import { DatabaseSync } from 'node:sqlite'
const [file, query] = process.argv.slice(1)
const database = new DatabaseSync(file, { readOnly: true })
let rows = 0
let first = null
try {
  for (const row of database.prepare(query).iterate()) {
    if (rows === 0) first = Object.values(row)[0] ?? null
    rows += 1
    if (rows > ${mostRows}) break
  }
  const text = first === null ? null : String(first)
  if (text !== null && text.length > 100000) throw new Error('the first value is longer than 100000 characters')
  console.log(JSON.stringify({ rows, value: text, numeric: typeof first === 'number' }))
} catch (error) {
  console.log(JSON.stringify({ wrong: error.message }))
}
`

/** `value`: of the first column of the first row; null: there is none. */
interface Answer {
  readonly rows: number
  readonly value: string | null
  readonly numeric: boolean
}

/** What SQLite answers of a file that is there, or why it does not. */
export async function askSqlite(
  file: string,
  query: string,
  signal: AbortSignal,
): Promise<Answer | { readonly wrong: string }> {
  const args = ['--no-warnings', '--input-type=module', '-e', asks, file, query]
  const { status, text } = await output(process.execPath, args, { signal, env: {} })
  return status === 0 ? JSON.parse(text) : { wrong: `SQLite ended early: ${text.trim().split('\n').at(-1) ?? ''}` }
}

/** The first value of what a query gives, and how many rows. The file is opened for reading only. */
export async function sqlite(
  { what: [path = '', query = ''] }: Check,
  cwd: string,
  signal: AbortSignal,
): Promise<Look> {
  const file = resolve(cwd, path)
  if (!existsSync(file)) return { is: 'unmet', why: `${path} is not there` }
  const answer = await askSqlite(file, query, signal)
  if ('wrong' in answer) return { is: 'unclear', why: answer.wrong }
  const { rows, value, numeric } = answer
  const seen: Record<string, Seen> = { rows: rows > mostRows ? word(`more than ${mostRows}`) : number(rows) }
  if (value !== null) seen.value = numeric ? number(Number(value)) : word(value)
  return saw(seen, [`${seen.rows?.text} rows; the first value is ${seen.value?.text ?? 'none'}`])
}
