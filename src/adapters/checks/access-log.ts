import { fieldsOf } from './log-times.ts'

/** A request as an access log tells it. */
export interface Served {
  readonly status: number
  /** Milliseconds; null: the line does not say. */
  readonly took: number | null
}

/** `host ident user [time] "request" status bytes`, and whatever a server is told to write behind it. */
const common =
  /^\S{1,300} \S{1,300} [^[]{0,300}\[[^\]]{1,60}\] "(?:[^"\\]|\\.){0,20000}" (\d{3}) (?:\d+|-)(.{0,20000})$/

/** Names of fields of JSON lines, those of an object inside by `.`, with what one of their units is in milliseconds. */
const statuses = [
  'status',
  'status_code',
  'statusCode',
  'http_status',
  'response.status',
  'res.statusCode',
  'DownstreamStatus',
  'httpRequest.status',
]
const times: readonly (readonly [name: string, ms: number])[] = [
  ['request_time', 1000],
  ['duration_ms', 1],
  ['latency_ms', 1],
  ['elapsed_ms', 1],
  ['took_ms', 1],
  ['response_time_ms', 1],
  ['responseTime', 1],
  ['durationMs', 1],
  ['Duration', 1e-6],
  ['duration', 1000],
  ['latency', 1000],
  ['httpRequest.latency', 1000],
]

/** A line of an access log in the common or combined format, or of JSON; null: it is none. */
export function served(line: string): Served | null {
  if (line.startsWith('{')) return servedJson(line)
  const [found, status, rest = ''] = common.exec(line) ?? []
  return found === undefined ? null : { status: Number(status), took: tookIn(rest) }
}

/** Behind the usual fields: `rt=0.012`, `12ms`, or nginx's `$request_time`, which is in seconds and has three decimals. */
function tookIn(rest: string): number | null {
  const [, named] = /\b(?:rt|request_time|rq_time)="?(\d{1,9}\.\d{1,6})\b/.exec(rest) ?? []
  if (named !== undefined) return Number(named) * 1000
  const [, amount, unit] = /\s"?(\d{1,15}(?:\.\d{1,9})?)(us|µs|ms|s)"?\s*$/.exec(rest) ?? []
  if (amount !== undefined) return Number(amount) * (units[unit ?? ''] ?? Number.NaN)
  const [, seconds] = /\s"?(\d{1,9}\.\d{3,6})"?\s*$/.exec(rest) ?? []
  return seconds === undefined ? null : Number(seconds) * 1000
}

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000 }

function servedJson(line: string): Served | null {
  const fields = fieldsOf(line)
  const status = Number(statuses.map((name) => at(fields, name)).find((one) => one !== undefined))
  if (!Number.isInteger(status) || status < 100 || status > 599) return null
  for (const [name, ms] of times) {
    const said = at(fields, name)
    if (typeof said === 'number') return { status, took: said * ms }
    const [, amount, unit] =
      typeof said === 'string' ? (/^(\d{1,15}(?:\.\d{1,9})?)(ns|us|µs|ms|s)?$/.exec(said) ?? []) : []
    if (amount !== undefined) return { status, took: Number(amount) * (unit === undefined ? ms : (units[unit] ?? ms)) }
  }
  return { status, took: null }
}

function at(fields: Readonly<Record<string, unknown>> | null, path: string): unknown {
  let found: unknown = fields
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return found
}
