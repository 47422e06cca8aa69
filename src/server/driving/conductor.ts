import type { ActName } from '../../contract/index.ts'
import type { Answerer, Live, Stop } from '../../engine/engine.ts'
import { HoldpointError } from '../../errors.ts'
import type { Standing } from '../live/live-run.ts'
import type { ServerParts } from '../parts.ts'

type Parts = Pick<ServerParts, 'engine' | 'holder' | 'version' | 'operator' | 'has' | 'isDriven' | 'complain'>

/** A run that is driven here, or that stopped short here. */
interface Driven {
  readonly leaving: AbortController
  needs: readonly string[]
  stopped: string | null
  /** It is being driven now. */
  driving: Promise<void> | null
  /** Something happened that may let it go on. */
  again: boolean
}

/**
 * Drives runs in this process for those who sit at pages: started or resumed there, any number at once. Its questions are
 * answered by acts, whoever gives them and wherever. It never drives what another process drives: the store's lease says so.
 */
export class Conductor {
  private readonly parts: Parts
  private readonly runs = new Map<string, Driven>()
  private readonly listeners = new Set<(run: string) => void>()
  private readonly watchers = new Set<(run: string, live: Live) => void>()
  private closed = false

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** What there is to say of a run beside its journal. */
  standing(run: string): Standing {
    const driven = this.runs.get(run)
    return { needs: driven?.needs ?? [], stopped: driven?.stopped ?? null }
  }

  /** `listener` is called with a run of which something else is to be said than before. */
  onChange(listener: (run: string) => void): void {
    this.listeners.add(listener)
  }

  /** `watcher` gets what is seen of attempts that run here. */
  onProgress(watcher: (run: string, live: Live) => void): void {
    this.watchers.add(watcher)
  }

  /** Drives a run from now on, where nobody does. Gives at once. */
  drive(run: string): void {
    if (this.closed || this.parts.isDriven?.(run)) return
    const known = this.runs.get(run)
    if (known?.driving) {
      known.again = true
      return
    }
    const driven: Driven = known ?? {
      leaving: new AbortController(),
      needs: [],
      stopped: null,
      driving: null,
      again: false,
    }
    this.runs.set(run, driven)
    driven.needs = []
    driven.stopped = null
    driven.again = false
    driven.driving = this.take(run, driven).finally(() => {
      driven.driving = null
      if (driven.again) this.drive(run)
    })
    this.say(run)
  }

  /** After an act was recorded: whether it is for the conductor to do something. */
  async after(act: ActName, run: string): Promise<void> {
    const driven = this.runs.get(run)
    // To resume, or to take the way back, is a word that it shall go on. Any other act goes on only with what goes on here.
    if (act === 'resume' || act === 'back') this.drive(run)
    else if (driven !== undefined && driven.driving === null && driven.stopped === null) this.drive(run)
    else if (driven?.driving) driven.again = true
    if (act === 'go-on') await this.parts.engine.goOn(run)
  }

  /** Leaves every run: steps that run go on, and somebody else may drive. */
  async close(): Promise<void> {
    this.closed = true
    for (const { leaving } of this.runs.values()) leaving.abort()
    await Promise.allSettled([...this.runs.values()].map(({ driving }) => driving))
  }

  private async take(run: string, driven: Driven): Promise<void> {
    const { engine, holder, version, operator, has, complain } = this.parts
    try {
      const stop = await engine.drive(run, {
        by: operator(),
        holder,
        version,
        terminal: false,
        secrets: {},
        listener: (live) => {
          for (const watcher of this.watchers) watcher(run, live)
        },
        follow: false,
        signal: driven.leaving.signal,
        answer: waitForActs,
        ...(has === undefined ? {} : { has }),
      })
      this.left(run, driven, stop)
    } catch (error) {
      if (!(error instanceof HoldpointError)) complain(error)
      driven.stopped =
        error instanceof HoldpointError
          ? `${error.message} ${error.next}`
          : 'The driver failed, by a mistake of its own. What was done is kept; resume the run.'
      this.say(run)
    }
  }

  private left(run: string, driven: Driven, { why, needs }: Stop): void {
    driven.needs = needs
    driven.stopped = null
    if (why === 'ended') this.runs.delete(run)
    if (why === 'detached' && !this.closed) driven.stopped = 'Another process has taken over and drives it.'
    this.say(run)
  }

  private say(run: string): void {
    for (const listener of this.listeners) listener(run)
  }
}

/** Answers come as acts: the driver hears of them by the journal, and asks about what is open then. */
const waitForActs: Answerer = (_open, _state, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
