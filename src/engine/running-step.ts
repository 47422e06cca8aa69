import type { StepId } from '../plan/index.ts'
import type { AttemptEnd } from '../run/index.ts'
import type { Live } from './engine.ts'
import { OutputFollower } from './follow-output.ts'
import type { RunFiles, RunningAttempt } from './ports.ts'

/** Milliseconds between TERM and KILL when an attempt is cancelled. */
const grace = 5_000

const unseen = '(its output is not shown: it may hold a secret that this process was not given)\n'

/** An attempt that this process watches: its output and progress go to the listener, its end to whoever waits. */
export class RunningStep {
  readonly step: StepId
  readonly attempt: number
  readonly end: Promise<void>
  /** Set once the attempt is over and everything it printed has been passed on. */
  ended: AttemptEnd | null = null
  private readonly running: RunningAttempt
  private readonly output: OutputFollower | null
  private cancelled = false

  /** `secrets`: to be hidden in what the listener gets; null: they are not known here, and it gets nothing. */
  constructor(
    running: RunningAttempt,
    files: RunFiles,
    listener: (live: Live) => void,
    follow: boolean,
    secrets: readonly string[] | null,
  ) {
    const { step, attempt } = running.place
    this.running = running
    this.step = step
    this.attempt = attempt
    this.output = follow && secrets !== null ? new OutputFollower(files, running.place, listener, secrets) : null
    if (follow && secrets === null) listener({ is: 'output', step, attempt, from: 0, bytes: Buffer.from(unseen) })
    running.onProgress((progress) => listener({ is: 'progress', step, attempt, progress }))
    this.end = running.end.then(async (end) => {
      await this.output?.look(end.output.bytes)
      this.ended = end
    })
    // Who waits for it meets a failure there; a driver that has detached does not wait any more.
    this.end.catch(() => {})
  }

  /** Passes on what it has printed since the last look. */
  async look(): Promise<void> {
    if (this.ended === null) await this.output?.look()
  }

  /** Once: the runner goes from TERM to KILL by itself. */
  async cancel(): Promise<void> {
    if (this.cancelled) return
    this.cancelled = true
    await this.running.cancel(grace)
  }

  goOn(): Promise<void> {
    return this.running.goOn()
  }

  stopObservers(): Promise<void> {
    return this.running.stopObservers()
  }
}
