import type { StepId } from '../plan/index.ts'
import type { OutputLive } from './engine.ts'
import { Masker } from './masking/masker.ts'
import type { RunFiles } from './ports.ts'

/** Bytes shown at once. What comes faster is left out of the live view; the file has all of it. */
const portion = 64 * 1024

/** Reads an attempt's output as it grows, so that a listener sees each stretch once and in order, with secrets hidden. */
export class OutputFollower {
  private readonly files: Pick<RunFiles, 'output'>
  private readonly place: { readonly run: string; readonly step: StepId; readonly attempt: number }
  private readonly listener: (live: OutputLive) => void
  private readonly secrets: readonly string[]
  private masker: Masker
  /** Offset of the next byte to be read. */
  private seen = 0
  /** Offset of the next byte that the masker gives. */
  private given = 0
  /** What lies before it was left out. */
  private from = 0
  private before: Promise<void> = Promise.resolve()

  constructor(
    files: Pick<RunFiles, 'output'>,
    place: { readonly run: string; readonly step: StepId; readonly attempt: number },
    listener: (live: OutputLive) => void,
    secrets: readonly string[] = [],
  ) {
    this.files = files
    this.place = place
    this.listener = listener
    this.secrets = secrets
    this.masker = new Masker(secrets, { live: true })
  }

  /** Passes on what is new. `length`, where it is known, lets it leap to the end instead of showing the middle. */
  look(length: number | null = null): Promise<void> {
    // One after the other: the end of an attempt may look while a look is under way, and would show the same twice.
    this.before = this.before.catch(() => undefined).then(() => this.pass(length))
    return this.before
  }

  private async pass(length: number | null): Promise<void> {
    const { run, step, attempt } = this.place
    if (length !== null && length - this.seen > 4 * portion) this.leap(length - portion)
    const most = length ?? this.seen + portion
    while (this.seen < most) {
      const bytes = await this.files.output(run, step, attempt, this.seen, Math.min(most, this.seen + portion))
      if (bytes.length === 0) break
      this.seen += bytes.length
      this.show(this.masker.write(bytes))
    }
    if (length !== null) this.show(this.masker.end())
  }

  /** Reading begins a little before: what is shown first may be the end of a secret. */
  private leap(to: number): void {
    this.masker = new Masker(this.secrets, { live: true })
    this.from = to
    this.seen = Math.max(0, to - this.masker.reach)
    this.given = this.seen
  }

  private show(bytes: Uint8Array): void {
    const { step, attempt } = this.place
    const rest = bytes.subarray(Math.max(0, this.from - this.given))
    this.given += bytes.length
    if (rest.length > 0) this.listener({ is: 'output', step, attempt, from: this.given - rest.length, bytes: rest })
  }
}
