import type { Alteration } from '../../record/index.ts'
import type { Recorded } from '../../run/index.ts'

/** What was checked, and what is not as it was. */
export interface Verified {
  /** Null: a bundle that does not say of which run it is. */
  readonly run: string | null
  readonly journal: readonly Recorded[]
  /** How many outputs were measured. */
  readonly outputs: number
  readonly altered: readonly Alteration[]
  /** Fingerprint of the key that attested it; null for a run of the store, which nobody has signed as a whole. */
  readonly signedBy: string | null
  /** What the reader must know to judge it. */
  readonly notes: readonly string[]
}
