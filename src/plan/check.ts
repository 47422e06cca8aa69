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
  /** Redirects that an `http` check follows. */
  readonly redirects: number
}

export type CheckKind =
  | 'http'
  | 'tcp'
  | 'tls'
  | 'dns'
  | 'file'
  | 'disk'
  | 'memory'
  | 'load'
  | 'process'
  | 'unit'
  | 'port'
  | 'env'
  | 'git'
  | 'log'
  | 'backup'
  | 'sqlite'

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
