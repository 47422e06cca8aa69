import type { Actor } from './actor.ts'
import type { RunEvent } from './events.ts'

/**
 * A run's event as the journal holds it. `hash` is SHA-256 over the canonical form of everything else in the envelope,
 * `prev` the hash before it ('' at seq 1), so that each event fixes all that came before.
 */
export interface Recorded {
  readonly run: string
  /** 1, 2, 3 … without gaps. */
  readonly seq: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly actor: Actor
  readonly event: RunEvent
  readonly prev: string
  readonly hash: string
}
