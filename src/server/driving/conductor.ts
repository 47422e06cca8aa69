import type { ActName } from '../../contract/index.ts'
import type { Answerer, Live, Stop } from '../../engine/engine.ts'
import { HoldpointError } from '../../errors.ts'
import type { Standing } from '../live/live-run.ts'
import type { ServerParts } from '../parts.ts'

type Parts = Pick<ServerParts, 'engine' | 'holder' | 'version' | 'operator' | 'has' | 'isDriven' | 'complain'>

/** A run that is driven here, or that stopped short here. */
interface Driven {
  readonly leaving: AbortController
  /** Why it stopped short; null: it is driven. */
  stop: Stop['why'] | 'failed' | null
  needs: readonly string[]
  stopped: string | null
  driving: Promise<void> | null
  /** Somebody said meanwhile that it shall go on. */
  again: boolean
}

/** Acts that may give what a driver has left for want of. */
const giving: ReadonlySet<ActName> = new Set(['inputs', 'answer', 'tick', 'abort'])

/**
 * Drives runs in this process for those who sit at pages: started or resumed there, any number at once. Its questions are
 * answered by acts, whoever gives them and wherever. Of one run there is never a second driver: the store's lease says whose it is,
 * within this process `isDriven` does.
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
    const driven: Driven = {
      leaving: new AbortController(),
      stop: null,
      needs: [],
      stopped: null,
      driving: null,
      again: false,
    }
    this.runs.set(run, driven)
    driven.driving = this.take(run, driven).finally(() => {
      driven.driving = null
      if (driven.again) this.drive(run)
    })
    this.say(run)
  }

  /**
   * After an act was recorded: whether it is for the conductor to do something. To resume and to take the way back are words that
   * the run shall go on, wherever it was left. Any other act lets go on only what goes on here.
   */
  async after(act: ActName, run: string): Promise<void> {
    const driven = this.runs.get(run)
    // Who drives hears of acts by the journal; of secrets nothing stands there.
    const goesOn = driven?.driving ? act === 'inputs' : driven?.stop === 'waiting' && giving.has(act)
    if (act === 'resume' || act === 'back' || goesOn) this.drive(run)
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
      const { why, needs } = await engine.drive(run, {
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
      driven.stop = why
      driven.needs = why === 'waiting' ? needs : []
      // What was asked for while it waited has been looked at, unless it stopped just before.
      if (why === 'ended' || (why === 'paused' && !driven.again)) this.runs.delete(run)
    } catch (error) {
      if (!(error instanceof HoldpointError)) complain(error)
      driven.stop = 'failed'
      driven.again = false
      driven.stopped = stoppedWords(error)
      // Another process drives it: there is nothing to say against that.
      if (driven.stopped === null) this.runs.delete(run)
    }
    this.say(run)
  }

  private say(run: string): void {
    for (const listener of this.listeners) listener(run)
  }
}

/** Why it was left, and what to do next; null: there is nothing to be done. */
function stoppedWords(error: unknown): string | null {
  if (!(error instanceof HoldpointError))
    return 'It was left by a mistake of the server; what was done is kept. Resume it; the terminal in which Holdpoint runs says more.'
  return error.code === 'lease-lost' ? null : `${error.message} ${error.next}`
}

/** Answers come as acts: the driver hears of them by the journal, and asks about what is open then. */
const waitForActs: Answerer = (_open, _state, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
