/** A line of a crontab, cut into when and what. */
interface Cron {
  readonly times: string
  readonly command: string
  /** Why cron would not take it; null: it would. */
  readonly wrong: string | null
}

interface Field {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly names: readonly string[]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const fields: readonly Field[] = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of the month', low: 1, high: 31, names: [] },
  { name: 'month', low: 1, high: 12, names: ['', ...months] },
  { name: 'day of the week', low: 0, high: 7, names: days },
]
const NAMED = /^(@[a-z]+)\s+(\S.*)$/i
const TIMES = /^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S.*)$/

/** What a line says to cron; null: it says nothing to it. */
export function cronIn(line: string): Cron | null {
  const named = NAMED.exec(line)
  if (named) return { times: (named[1] as string).toLowerCase(), command: named[2] as string, wrong: null }
  const match = TIMES.exec(line)
  if (match === null) return null
  const said = match.slice(1, 6) as string[]
  const wrong = fields.map((field, at) => wrongIn(field, said[at] as string)).find((one) => one !== null)
  return { times: said.join(' '), command: match[6] as string, wrong: wrong ?? null }
}

/** `*`, `5`, `1-5`, `mon-fri`, each with a step behind it, in a list. */
function wrongIn({ name, low, high, names }: Field, text: string): string | null {
  const none = `\`${text}\` is no ${name}`
  for (const part of text.toLowerCase().split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? []
    if (range === '' || step === '0') return none
    if (range === '*') continue
    const ends = range.split('-').map((one) => (names.includes(one) ? names.indexOf(one) : numberIn(one)))
    if (ends.length > 2 || ends.some((one) => Number.isNaN(one) || one < low || one > high)) return none
    if (ends.length === 2 && (ends[0] as number) > (ends[1] as number)) return none
  }
  return null
}

const numberIn = (text: string): number => (/^\d{1,2}$/.test(text) ? Number(text) : Number.NaN)
