import type { SealedOutput } from '../../src/record/index.ts'
import type { OutputSeal, Recorded } from '../../src/run/index.ts'

/** A run that a released version made, as it lay on the disk: kept for ever, so that every later version opens it. */
export interface KeptJournal {
  readonly version: string
  readonly journal: readonly Recorded[]
  /** What the files of its outputs hold. */
  readonly outputs: readonly KeptOutput[]
}

interface KeptOutput extends Pick<SealedOutput, 'step' | 'attempt' | 'log'> {
  readonly text: string
  readonly seal: OutputSeal
}
