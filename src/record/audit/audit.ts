import type { Actor } from '../../run/index.ts'
import type { AuditEntry } from './entry.ts'

/** A run that is counted and not there any more. */
export interface Gone {
  readonly number: number
  readonly run: string
  readonly title: string
  readonly document: string
  readonly environment: string | null
  readonly startedAt: number
  readonly outcome: string | null
  /** Of its journal, by which a copy that lies elsewhere is known. */
  readonly events: number
  readonly head: string
  readonly removed: { readonly at: number; readonly by: Actor }
}

/** Every run of an environment in a period. */
export interface Audit {
  /** Null: of all of them, and of none. */
  readonly environment: string | null
  /** Milliseconds; null: from the first, to the last. `to` is the first moment after it. */
  readonly from: number | null
  readonly to: number | null
  readonly madeAt: number
  readonly store: string
  readonly entries: readonly AuditEntry[]
  readonly gone: readonly Gone[]
  /** Numbers that were given to a run of which nothing is left: nobody removed it with Holdpoint. */
  readonly missing: readonly number[]
  /** Runs that cannot be read any more, and why. */
  readonly unreadable: readonly { readonly number: number | null; readonly run: string; readonly why: string }[]
  /** Rehearsals are counted with runs, and change nothing: so many are left out. */
  readonly rehearsals: number
}

/** Numbers between 1 and the largest that nothing has. */
export function missingNumbers(numbers: readonly number[]): readonly number[] {
  const known = new Set(numbers)
  return Array.from({ length: Math.max(0, ...numbers) }, (_, index) => index + 1).filter((number) => !known.has(number))
}
