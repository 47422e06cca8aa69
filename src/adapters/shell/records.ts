import type { Progress } from '../../engine/ports.ts'
import type { StatementEnd } from '../../run/index.ts'

/** What the shell wrote while it ran: one line for each thing that happened, in order. */
export type RecordLine =
  | { readonly is: 'start'; readonly index: number; readonly at: number }
  | EndLine
  | { readonly is: 'wait'; readonly index: number; readonly at: number; readonly pid: number; readonly for: string }
  | { readonly is: 'stopped'; readonly pid: number; readonly at: number }
  | { readonly is: 'lost'; readonly what: string }

interface EndLine {
  readonly is: 'end'
  readonly index: number
  readonly at: number
  readonly status: number
  /** Bytes of output, and of curl's headers, that had been printed by then; null when it could not be told. */
  readonly to: number | null
  readonly headers: number
  /** `$!`; null when nothing has been put into the background yet. */
  readonly background: number | null
  readonly why: 'itself' | 'service-ready' | 'went-on'
  readonly pipe: readonly number[]
}

/** The last line of an attempt, written by the parent of its shell. */
export interface EndOfShell {
  readonly how: 'exit' | 'timeout' | 'cancelled' | 'lost-terminal'
  readonly status: number
  readonly at: number
  /** Bytes of output at that moment; null: as many as the file has. */
  readonly bytes: number | null
  /** Status of the process that writes the output; not 0 when it could not (a full disk). */
  readonly sink: number
}

/** Times of the shell are microseconds; ours are milliseconds, kept as fractions until they are subtracted. */
const time = (text: string | undefined) => Number(text) / 1000

/** Complete lines only: one that is being written, or was torn, counts as not there yet. */
export const parseRecords = (text: string): readonly RecordLine[] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap(parseLine)

const parseLine = (line: string): RecordLine | [] => {
  const [is, first, at, ...rest] = line.split(' ')
  switch (is) {
    case 'start':
      return { is, index: Number(first), at: time(at) }
    case 'end': {
      const [status, to, headers, background, why, ...pipe] = rest
      return {
        is,
        index: Number(first),
        at: time(at),
        status: Number(status),
        to: number(to),
        headers: number(headers) ?? 0,
        background: number(background),
        why: why as EndLine['why'],
        pipe: pipe.filter((part) => part !== '').map(Number),
      }
    }
    case 'wait':
      return { is, index: Number(first), at: time(at), pid: Number(rest[0]), for: rest[1] ?? 'quiet' }
    case 'stopped':
      return { is, pid: Number(first), at: time(at) }
    case 'lost':
      return { is, what: line.slice('lost '.length) }
    default:
      return []
  }
}

const number = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : null)

export const parseEnd = (text: string): EndOfShell | null => {
  const found = /^end (exit|timeout|cancelled|lost-terminal) (\d+) (\d+) (\d+|-) (\d+|-) \.\n$/.exec(text)
  if (!found) return null
  const [, how, status, at, bytes, sink] = found
  return {
    how: how as EndOfShell['how'],
    status: Number(status),
    at: time(at),
    bytes: number(bytes),
    sink: number(sink) ?? 0,
  }
}

export const progressOf = (line: RecordLine): Progress | null => {
  switch (line.is) {
    case 'start':
      return { is: 'started', statement: line.index, at: Math.floor(line.at) }
    case 'end':
      return { is: 'ended', statement: line.index, at: Math.floor(line.at), status: line.status }
    case 'wait': {
      const what = line.for === 'quiet' ? 'two seconds without output' : `port ${line.for} to answer`
      return { is: 'waiting', statement: line.index, at: Math.floor(line.at), for: what }
    }
    default:
      return null
  }
}

/**
 * Ends of the statements that started. One without a record of its end was running when the shell ended: by `exit`,
 * `exec` or a signal of its own (then the shell's status is its status), or because somebody ended it.
 */
export const statementEnds = (
  lines: readonly RecordLine[],
  over: { readonly end: EndOfShell | null; readonly bytes: number; readonly headers: string },
): readonly StatementEnd[] => {
  const observers = new Set(lines.flatMap((line) => (line.is === 'stopped' ? line.pid : [])))
  let from = 0
  let headersFrom = 0
  const ends = lines.flatMap((started, place): StatementEnd | [] => {
    if (started.is !== 'start') return []
    const { index, at } = started
    const next = lines.findIndex((line, later) => later > place && line.is === 'start')
    const own = lines.slice(place, next < 0 ? undefined : next)
    const end = own.find((line): line is EndLine => line.is === 'end')
    const wait = own.find((line) => line.is === 'wait')
    const stopped = wait?.is === 'wait' && observers.has(wait.pid)
    const to = Math.max(from, Math.min(end?.to ?? over.bytes, over.bytes))
    const headersTo = end?.headers ?? over.headers.length
    const running = end !== undefined && end.why !== 'itself'
    const bySelf = over.end?.how === 'exit'
    const statement: StatementEnd = {
      index,
      status: running ? null : (end?.status ?? (bySelf ? (over.end?.status ?? null) : null)),
      pipe: end && end.pipe.length > 1 ? end.pipe : [],
      startedAt: Math.floor(at),
      ms: Math.max(0, Math.round((end?.at ?? over.end?.at ?? at) - at)),
      from,
      to,
      http: httpStatuses(over.headers.slice(headersFrom, headersTo)),
      ended: stopped ? 'observer-stopped' : (end?.why ?? (bySelf ? 'itself' : null)),
    }
    from = to
    headersFrom = headersTo
    return statement
  })
  return [...Map.groupBy(ends, ({ index }) => index).values()].map(whole)
}

/** One statement of a document that was edited into several: the first that did not pass says how it ended. */
const whole = (parts: readonly StatementEnd[]): StatementEnd => {
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) throw new Error('a statement without an end')
  return {
    ...last,
    status: parts.map(({ status }) => status).find((status) => status !== 0) ?? last.status,
    pipe: parts.map(({ pipe }) => pipe).find((pipe) => pipe.some((status) => status !== 0)) ?? last.pipe,
    startedAt: first.startedAt,
    ms: parts.reduce((sum, { ms }) => sum + ms, 0),
    from: first.from,
    http: parts.flatMap(({ http }) => http),
  }
}

/** Final statuses in the order in which they came; interim ones (1xx) are no answers. */
export const httpStatuses = (headers: string): readonly number[] =>
  [...headers.matchAll(/^HTTP\/[\d.]+ ([2-5]\d\d)/gm)].map((found) => Number(found[1]))
