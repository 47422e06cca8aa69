import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Check } from '../../plan/index.ts'
import { type Look, number, type Seen, saw, word } from './seen.ts'

/** The first value of what a query gives, and how many rows. The file is opened for reading only. */
export function sqlite({ what: [path = '', query = ''] }: Check, cwd: string): Look {
  const file = resolve(cwd, path)
  if (!existsSync(file)) return { is: 'unmet', why: `${path} is not there` }
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const rows = database.prepare(query).all()
    const value = Object.values(rows[0] ?? {})[0]
    const seen: Record<string, Seen> = { rows: number(rows.length) }
    if (value !== undefined) seen.value = typeof value === 'number' ? number(value) : word(String(value))
    return saw(seen, [`${rows.length} rows; the first value is ${seen.value?.text ?? 'none'}`])
  } finally {
    database.close()
  }
}
