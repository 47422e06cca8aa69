import type { StepId } from '../plan/index.ts'
import type { OutputLive } from './engine.ts'
import type { RunFiles } from './ports.ts'

/** Bytes shown at once. What comes faster is left out of the live view; the file has all of it. */
const portion = 64 * 1024

/** Reads an attempt's output as it grows, so that a listener sees each stretch once and in order. */
export class OutputFollower {
  private readonly files: RunFiles
  private readonly place: { readonly run: string; readonly step: StepId; readonly attempt: number }
  private readonly listener: (live: OutputLive) => void
  private seen = 0
  private before: Promise<void> = Promise.resolve()

  constructor(
    files: RunFiles,
    place: { readonly run: string; readonly step: StepId; readonly attempt: number },
    listener: (live: OutputLive) => void,
  ) {
    this.files = files
    this.place = place
    this.listener = listener
  }

  /** Passes on what is new. `length`, where it is known, lets it leap to the end instead of showing the middle. */
  look(length: number | null = null): Promise<void> {
    // One after the other: the end of an attempt may look while a look is under way, and would show the same twice.
    this.before = this.before.catch(() => undefined).then(() => this.pass(length))
    return this.before
  }

  private async pass(length: number | null): Promise<void> {
    const { run, step, attempt } = this.place
    if (length !== null && length - this.seen > 4 * portion) this.seen = length - portion
    const most = length ?? this.seen + portion
    while (this.seen < most) {
      const bytes = await this.files.output(run, step, attempt, this.seen, Math.min(most, this.seen + portion))
      if (bytes.length === 0) return
      this.listener({ is: 'output', step, attempt, from: this.seen, bytes })
      this.seen += bytes.length
    }
  }
}
