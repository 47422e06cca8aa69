import type { Actor } from './actor.ts'

/** What `decide` may not find out by itself. */
export interface DecideContext {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly run: string
  /** Who acts: every event that follows from the command is theirs. */
  readonly by: Actor
  /** A fresh id for a decision, unique within the run. */
  readonly newId: () => string
  /** SHA-256, see `digestOf` in `chain.ts`: given, so that what folds a journal needs no Node. */
  readonly digestOf: (value: unknown) => string
}
