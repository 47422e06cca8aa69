/**
 * Something about the world that Holdpoint looks at, and what it must be: `http GET ${URL}/health status=200 time<500ms`.
 * Looking changes nothing, so it may be repeated.
 */
export interface Check {
  readonly kind: CheckKind
  /** What is looked at, in the order of the kind: method and address, host and port, a path. */
  readonly what: readonly string[]
  /** All of them must hold. */
  readonly conditions: readonly CheckCondition[]
  /** Milliseconds for one look. */
  readonly timeout: number
  /** Look again until it holds, for so many milliseconds; null: one look decides. */
  readonly wait: number | null
  /** Redirects that an `http` or `prometheus` check follows. */
  readonly redirects: number
  /** An `http` check that asks so many times, so many milliseconds apart; absent: once. */
  readonly series?: { readonly times: number; readonly every: number }
  /** Only what a `log` says of its last so many milliseconds counts; absent: all of it. */
  readonly since?: number
  /** Milliseconds over which `cpu` measures; absent in other kinds. */
  readonly over?: number
  /** Address of a server on which a `backup` is restored into a database made for that, and dropped again; absent: nowhere. */
  readonly restore?: string
  /** Made before the change: what its conditions that speak of `before` name is kept, and they need not hold. Absent: an ordinary look. */
  readonly baseline?: true
}

export type CheckKind =
  | 'http'
  | 'tcp'
  | 'tls'
  | 'dns'
  | 'file'
  | 'disk'
  | 'memory'
  | 'cpu'
  | 'load'
  | 'process'
  | 'unit'
  | 'port'
  | 'env'
  | 'git'
  | 'log'
  | 'backup'
  | 'sqlite'
  | 'postgres'
  | 'mysql'
  | 'redis'
  | 'prometheus'

/** What was seen under a name is compared with a value. */
export interface CheckCondition {
  /** `status`, `json.database.state`, `header.content-type`, `days`. */
  readonly of: string
  /** `~`: it contains the value; `!~`: it does not. */
  readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~'
  /** As written, quotes removed: `200`, `5GB`, `14`, `ok`, `before*1.5`. */
  readonly value: string
  /** The value is made of what was seen before the change; absent: it is the one that is written. */
  readonly before?: Before
}

/** What becomes of the value that was seen before: `before`, `before*1.5`, `before+10%`, `before-20`. */
export interface Before {
  /** Null: it is taken as it was. */
  readonly op: '*' | '+' | '-' | null
  /** With its unit, as written; '' without an operator. */
  readonly by: string
}

/** What a check saw under a name, kept with the end of its look because a baseline is made of it. */
export interface SeenValue {
  /** `value`, `p95`, `json.users`. */
  readonly of: string
  /** As it is shown to people; of a long text its beginning. */
  readonly text: string
  /** In milliseconds, bytes, per cent or times a minute, as `in` says; null: it is no number. */
  readonly amount: number | null
  readonly in: 'time' | 'bytes' | 'percent' | 'rate' | null
  /** SHA-256 in lower-case hex of a text that is too long to be kept whole. */
  readonly digest?: string
  /** Absent: it was seen before the change, and compared with nothing. */
  readonly compared?: Compared
}

/** What a value was compared with. */
export interface Compared {
  /** What was seen before, as it is shown; null: nothing was. */
  readonly before: string | null
  /** `>= 1204`, `<= 450 ms`; as the check has it where nothing was seen before. */
  readonly allowed: string
  readonly verdict: 'met' | 'unmet' | 'unclear'
}

/** A check as it is meant, or what is wrong with its text, in words that say what is possible. */
export type CheckRead = { readonly check: Check } | { readonly wrong: string }

/** Of how long each of many requests took: half of them at most `p50`, 95 of 100 at most `p95`, … */
export const percentiles = ['p50', 'p90', 'p95', 'p99'] as const

/** What only many requests show. `errors`: the share of those that were not answered as they must be, in per cent. */
export const ofMany: readonly string[] = [...percentiles, 'errors']
