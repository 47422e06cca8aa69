import type { SeenValue, Span, StepId } from '../plan/index.ts'
import type { Actor } from './actor.ts'
import type { Target } from './target.ts'

/** What a runner reports when an attempt is over. Everything here is observed, nothing judged. */
export interface AttemptEnd {
  /**
   * `exit`: the command ended by itself. `timeout` and `cancelled`: it was ended. `unknown`: nobody saw the end (a
   * reboot, a wrapper that died without a status). `lost-terminal`: it ran on a terminal that went away.
   */
  readonly how: 'exit' | 'timeout' | 'cancelled' | 'unknown' | 'lost-terminal'
  /** Exit status of the command, 128+n for a signal; null when unknown. */
  readonly status: number | null
  /** One for each statement that started, in order. */
  readonly statements: readonly StatementEnd[]
  /** Indices of statements that `exit` or a failure left out. */
  readonly notReached: readonly number[]
  /** Standard output and error together, in the order in which they came. */
  readonly output: OutputSeal
  /** Processes that cancelling could not end. */
  readonly survivors: readonly { readonly pid: number; readonly command: string }[]
  /** Processes of this attempt that outlive it on purpose. */
  readonly services: readonly Service[]
  /** What the shell could not carry on to the next command, in words ("traps", "descriptor 3"). */
  readonly notCarried: readonly string[]
}

export interface StatementEnd {
  readonly index: number
  /** Null: it was still running, or its end was not seen. */
  readonly status: number | null
  /** Statuses of a pipeline's parts, in order; empty when it was none. */
  readonly pipe: readonly number[]
  /** Milliseconds since the epoch, and how long it took. */
  readonly startedAt: number
  readonly ms: number
  /** Its stretch of the attempt's output, in bytes. */
  readonly from: number
  readonly to: number
  /** HTTP statuses that curl received, in order, where they could be seen. */
  readonly http: readonly number[]
  /** Ended because observers end with their section, or because a person said go on. */
  readonly ended: 'itself' | 'observer-stopped' | 'service-ready' | 'went-on' | null
  /** What a check saw before the change, or compared with that; absent: it does neither. */
  readonly seen?: readonly SeenValue[]
}

/** Length in bytes and lower-case hex SHA-256 of a stretch of output. */
export interface OutputSeal {
  readonly bytes: number
  readonly digest: string
}

/** A process that a deploy or rollback step started and that is the release. */
export interface Service {
  readonly statement: number
  readonly pid: number
  /** Kernel start time of the pid, so that a reused pid is not taken for it. */
  readonly startTime: string
  readonly command: string
  readonly port: number | null
  /** File of its output, relative to the store's folder. */
  readonly log: string
  /** Where it runs; absent: on this machine. */
  readonly target?: Target
}

/** Name of a service's log in the folder of its attempt. */
export const logName = (log: string): string => log.slice(log.lastIndexOf('/') + 1)

export type Verdict = 'met' | 'unmet' | 'unclear'

export interface ExpectationVerdict {
  readonly expectation: string
  readonly verdict: Verdict
  /** What was compared with what, or who said so and why, in one sentence. */
  readonly why: string
  /** The person who judged it; null: it was compared by Holdpoint. */
  readonly by: Actor | null
}

/** Anything done other than the plan says; shown in the record. */
export interface Deviation {
  readonly seq: number
  readonly step: StepId | null
  readonly kind: 'skipped' | 'accepted' | 'edited' | 'out-of-order' | 'overridden' | 'partial' | 'assumed' | 'filled-in'
  readonly text: string
  readonly reason: string | null
  readonly span: Span | null
  readonly diff: { readonly before: string; readonly after: string } | null
}
