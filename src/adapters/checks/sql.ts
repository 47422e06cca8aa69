import { type Look, number, type Seen, saw, time, word } from './seen.ts'

/** Counting on would read a whole table; `select count(*)` is the server's work. */
export const mostRows = 10_000

/** Of a query's answer: how many rows, and the first of them as text; null: a value that is none. */
export interface Answer {
  readonly rows: number
  readonly first: readonly (readonly [column: string, value: string | null])[]
  /** Milliseconds for connecting and asking. */
  readonly took: number
  /** What of the connection belongs into the evidence. */
  readonly server: string
}

/** What can be compared: the first value, each column of the first row, the number of rows. */
export function sawRows(shown: string, query: string, { rows, first, took, server }: Answer): Look {
  const known = first.flatMap(([column, value]) => (value === null ? [] : [[column, seenAs(value)] as const]))
  const seen: Record<string, Seen> = {
    ...Object.fromEntries(known.map(([column, one]) => [`column.${column}`, one])),
    rows: rows > mostRows ? word(`more than ${mostRows}`) : number(rows),
    time: time(took),
  }
  const [[, value] = ['', null]] = first
  if (value !== null) seen.value = seenAs(value)
  const counted = rows > mostRows ? `more than ${mostRows} rows (let the query count them)` : `${rows} rows`
  const row = first.map(([column, one]) => `${column} = ${short(one ?? 'null')}`)
  return saw(seen, [
    shown,
    server,
    query,
    `${counted} after ${time(took).text}${row.length === 0 ? '' : '; the first:'}`,
    ...row.slice(0, 20).map((one) => `  ${one}`),
  ])
}

const seenAs = (text: string): Seen => (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? number(Number(text)) : word(text))

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)} …` : text)
