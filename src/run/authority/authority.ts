/**
 * Who may decide what, as `holdpoint.yaml` had it for a run's environment when the run was made. It is part of the journal:
 * who writes a role to themselves later changes nothing for the runs that are there.
 */
export interface Authority {
  readonly people: readonly Person[]
  readonly roles: readonly RoleHolders[]
  /** The first that fits is the one that counts. */
  readonly approvals: readonly Approval[]
}

/**
 * A person and how an act is known to be theirs: by key where keys are named, else by the operating system's user, else by
 * the e-mail address that git has.
 */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly users: readonly string[]
  /** Fingerprints, `SHA256:…`. */
  readonly keys: readonly string[]
  /** Where they are reached, as the file writes it. */
  readonly channels: readonly string[]
}

export interface RoleHolders {
  readonly name: string
  /** Other words by which documents call it. */
  readonly called: readonly string[]
  /** Ids. */
  readonly people: readonly string[]
}

/** What is demanded of an answer. */
export interface Approval {
  /**
   * `item`: a plain item or value named by `match`; `failure`: letting one stand, or leaving out what failed; `override`:
   * going on against the terms of the environment; `start`: beginning a run there.
   */
  readonly of: 'signoff' | 'go' | 'item' | 'way-back' | 'destructive' | 'failure' | 'override' | 'start'
  /** Words of the line or of a heading above it; null: all. */
  readonly match: string | null
  /** Null: whoever the line itself names. */
  readonly needs: readonly { readonly roles: readonly string[]; readonly count: number }[] | null
  /** Nobody whose own work it lets pass may give it. */
  readonly separated: boolean
  /** Milliseconds from the question to its deadline, and between reminders; null: none. */
  readonly deadline: number | null
  readonly remind: number | null
}

/** Nobody holds a role: whoever is at hand decides. */
export const anybody: Authority = { people: [], roles: [], approvals: [] }
