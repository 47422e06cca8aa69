import { HoldpointError } from '../../errors.ts'
import type { Conductor } from '../driving/conductor.ts'
import type { ServerParts } from '../parts.ts'
import { frame } from './frames.ts'
import { LiveRun } from './live-run.ts'

/** Milliseconds: between looks at who drives, at what was printed, between signs of life, until nobody looks any more. */
const every = { driver: 2_000, output: 300, quiet: 15_000, idle: 60_000 }

/** The runs that somebody looks at, each watched once. */
export class LiveRuns {
  private readonly parts: ServerParts
  private readonly conductor: Conductor
  private readonly runs = new Map<string, Promise<LiveRun>>()
  private readonly opened = new Map<string, LiveRun>()
  private readonly timers: readonly NodeJS.Timeout[]

  constructor(parts: ServerParts, conductor: Conductor) {
    this.parts = parts
    this.conductor = conductor
    conductor.onChange((run) => void this.opened.get(run)?.look().catch(parts.complain))
    conductor.onProgress((run, live) => {
      if (live.is !== 'progress') return
      const { step, attempt, progress } = live
      if (progress.is === 'started')
        this.opened.get(run)?.print(step, attempt, { statement: progress.statement, waiting: null })
      if (progress.is === 'waiting')
        this.opened.get(run)?.print(step, attempt, { statement: progress.statement, waiting: progress.for })
    })
    this.timers = [
      this.repeat(every.driver, (run) => run.look()),
      this.repeat(every.output, (run) => run.lookAtOutputs()),
      setInterval(() => this.quiet(), every.quiet),
    ]
    for (const timer of this.timers) timer.unref()
  }

  /** A run as it is now. Fails with `run-missing`. */
  async open(run: string): Promise<LiveRun> {
    const known = this.runs.get(run)
    if (known) return await this.fresh(run, await known)
    const opening = LiveRun.open(
      this.parts,
      run,
      () => this.conductor.standing(run),
      (error) => this.lost(run, error),
    )
    this.runs.set(run, opening)
    try {
      const live = await opening
      this.opened.set(run, live)
      return await this.fresh(run, live)
    } catch (error) {
      this.runs.delete(run)
      throw error
    }
  }

  /** What was removed meanwhile is let go. */
  private async fresh(run: string, live: LiveRun): Promise<LiveRun> {
    try {
      return await live.fresh()
    } catch (error) {
      this.drop(run)
      throw error
    }
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer)
    for (const live of this.opened.values()) live.close()
    this.runs.clear()
    this.opened.clear()
  }

  /** One after the other; a look that takes longer than its turn is not overtaken. */
  private repeat(ms: number, look: (run: LiveRun) => Promise<void>): NodeJS.Timeout {
    const busy = new Set<LiveRun>()
    return setInterval(() => {
      for (const run of this.opened.values()) {
        if (!run.watched || busy.has(run)) continue
        busy.add(run)
        void look(run)
          .catch((error: unknown) => {
            // Its page asks again, and is told that the run is gone.
            if (error instanceof HoldpointError && error.code === 'run-missing') this.drop(run.id)
            else this.parts.complain(error)
          })
          .finally(() => busy.delete(run))
      }
    }, ms)
  }

  /** Pages learn that the connection lives; what nobody looks at any more is let go. */
  private quiet(): void {
    const now = this.parts.now()
    const bytes = frame('quiet', { at: now })
    for (const [id, run] of this.opened) {
      run.quiet(bytes)
      if (!run.watched && now - run.usedAt > every.idle) this.drop(id)
    }
  }

  private lost(run: string, error: unknown): void {
    this.parts.complain(error)
    this.drop(run)
  }

  private drop(run: string): void {
    this.opened.get(run)?.close()
    this.opened.delete(run)
    this.runs.delete(run)
  }
}
