/** What a release is: the same digest is the same release, whatever its name. */
export interface ReleaseIdentity {
  /** SHA-256 over the rest of this. */
  readonly digest: string
  /** `HEAD` of the work tree in which commands run; null: it is none. */
  readonly commit: string | null
  /** SHA-256 over what differs from it in files that git knows; null: nothing does. */
  readonly changes: string | null
  /** SHA-256 of the document. */
  readonly document: string
  /** The files that `release` in `holdpoint.yaml` names, as they lie there, with their SHA-256. */
  readonly files: readonly { readonly path: string; readonly digest: string }[]
}

/** The run in the environment before this one that had done the same release when this one was made. */
export interface Promotion {
  readonly run: string
  readonly environment: string
  /** Its name there. */
  readonly release: string | null
  readonly digest: string
  readonly endedAt: number
  /** Hash of its journal's last event: what was seen of it is what is meant. */
  readonly head: string
  /** What was expected of its commands, and what was found. */
  readonly verdicts: { readonly met: number; readonly unmet: number; readonly unclear: number }
  readonly deviations: number
  /** What was watched there after it, and how that ended. */
  readonly soaks: readonly SoakEvidence[]
}

export interface SoakEvidence {
  readonly title: string
  readonly startedAt: number
  readonly endedAt: number | null
  /** `accepted`: somebody let it stand; null: it was not over. */
  readonly outcome: 'met' | 'accepted' | 'left' | null
  /** How many of its samples were green, and how many there were. */
  readonly green: number
  readonly samples: number
}

/** It was begun beside an unfinished run of its environment. */
export interface Beside {
  readonly run: string
  readonly who: string
  readonly since: number
  readonly reason: string
}

/** What was let pass of an environment's terms, by whom and until when. */
export interface Override {
  /** As the question listed it: see `obstacles`. */
  readonly over: readonly { readonly text: string; readonly until: number | null }[]
  readonly reason: string
}
