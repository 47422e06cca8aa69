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
  /** As written, quotes removed: `200`, `5GB`, `14`, `ok`. */
  readonly value: string
}

/** A check as it is meant, or what is wrong with its text, in words that say what is possible. */
export type CheckRead = { readonly check: Check } | { readonly wrong: string }

/** Of how long each of many requests took: half of them at most `p50`, 95 of 100 at most `p95`, … */
export const percentiles = ['p50', 'p90', 'p95', 'p99'] as const

/** What only many requests show. `errors`: the share of those that were not answered as they must be, in per cent. */
export const ofMany: readonly string[] = [...percentiles, 'errors']
