/** Names under which JSON lines say when they were written. */
const names = [
  'time',
  'timestamp',
  '@timestamp',
  'ts',
  'date',
  'datetime',
  'time_local',
  'time_iso8601',
  'asctime',
  'StartUTC',
]

const day = 86_400_000
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const iso = /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?/
const access = /(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})/
const syslog = /^(?:<\d{1,3}>)?([A-Z][a-z]{2})\s{1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)\b/

/** A time stands in a line's beginning; further on it may be one that the line speaks of. */
const near = 200

/**
 * When a line was written, in milliseconds; null: it does not say. Without a zone it is this machine's time; without a year
 * the last such day before `now`.
 */
export function timeOfLine(line: string, now: number): number | null {
  const text = line.slice(0, near)
  if (text.startsWith('{')) return timeOfJson(line)
  return isoTime(text) ?? accessTime(text) ?? syslogTime(text, now)
}

function isoTime(text: string): number | null {
  const [found, year, month, date, hour, minute, second, fraction = '0', zone] = iso.exec(text) ?? []
  if (found === undefined) return null
  const ms = String(Math.floor(Number(`0.${fraction}`) * 1000)).padStart(3, '0')
  const end = zone === undefined ? '' : /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  return timeOr(Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}.${ms}${end}`))
}

function accessTime(text: string): number | null {
  const [found, date, name = '', year, hour, minute, second, zone = ''] = access.exec(text) ?? []
  const month = months.indexOf(name.toLowerCase()) + 1
  if (found === undefined || month === 0) return null
  const end = `${zone.slice(0, 3)}:${zone.slice(3)}`
  return timeOr(Date.parse(`${year}-${String(month).padStart(2, '0')}-${date}T${hour}:${minute}:${second}${end}`))
}

function syslogTime(text: string, now: number): number | null {
  const [found, name = '', date, hour, minute, second] = syslog.exec(text) ?? []
  const month = months.indexOf(name.toLowerCase())
  if (found === undefined || month < 0) return null
  const in_ = (year: number) =>
    new Date(year, month, Number(date), Number(hour), Number(minute), Number(second)).getTime()
  const year = new Date(now).getFullYear()
  return timeOr(in_(year) > now + day ? in_(year - 1) : in_(year))
}

function timeOfJson(line: string): number | null {
  const value = fieldsOf(line)
  const said = names.map((name) => value?.[name]).find((one) => typeof one === 'string' || typeof one === 'number')
  if (typeof said === 'number') return epoch(said)
  if (typeof said !== 'string') return null
  return /^\d{9,19}(?:\.\d+)?$/.test(said) ? epoch(Number(said)) : (isoTime(said) ?? accessTime(said))
}

/** The object of a line of JSON; null: it is none. */
export function fieldsOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Since 1970, in seconds, or in parts of them that its size tells. */
function epoch(amount: number): number | null {
  const unit = [1e17, 1e14, 1e11].findIndex((least) => amount >= least)
  return timeOr(amount * ([1e-6, 1e-3, 1][unit] ?? 1000))
}

const timeOr = (ms: number): number | null => (Number.isFinite(ms) ? ms : null)
