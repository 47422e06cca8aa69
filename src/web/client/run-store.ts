import type { Present, Printed, RunChange, RunView } from '../../contract/index.ts'
import { lay } from '../../contract/lay.ts'

/** How the page is connected to the run. `refused`: the server says no, e.g. the link is used up; nothing is tried again. */
export type Link =
  | { readonly is: 'connecting' | 'live' | 'offline' }
  | { readonly is: 'waiting'; readonly until: number; readonly tries: number }
  | { readonly is: 'refused'; readonly message: string; readonly next: string }

/** What a page knows of a run, besides its document. */
interface RunSnapshot {
  readonly view: RunView
  readonly link: Link
  readonly people: readonly Present[]
}

/**
 * What a page knows of one run, outside of React. Changes that come close together are told once a frame (`later`), so that
 * a burst of events is one drawing and not a hundred.
 */
export class RunStore {
  #now: RunSnapshot
  #told: RunSnapshot
  #waiting = false
  readonly #listeners = new Set<() => void>()
  readonly #printed = new Map<string, Printed>()
  readonly #printListeners = new Set<(printed: Printed) => void>()
  readonly #later: (work: () => void) => void

  constructor(view: RunView, later: (work: () => void) => void = (work) => requestAnimationFrame(work)) {
    this.#now = { view, link: { is: 'connecting' }, people: [] }
    this.#told = this.#now
    this.#later = later
  }

  /** What is drawn: the same object until the next telling. */
  readonly snapshot = (): RunSnapshot => this.#told

  /** The newest view, whether it is drawn already or not: what the next change is laid over. */
  get view(): RunView {
    return this.#now.view
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** False: there is a gap, the view must be fetched anew. */
  change(change: RunChange): boolean {
    const view = lay(this.#now.view, change)
    if (view === null) return false
    if (view !== this.#now.view) this.#set({ view })
    return true
  }

  /** Takes a whole view, unless what is here is newer. */
  replace(view: RunView): void {
    if (view.seq >= this.#now.view.seq) this.#set({ view: settled(this.#now.view, view) })
  }

  /** Resolves when the view has that event and is drawn, or after five seconds: the act was done, whatever the connection does. */
  reached(seq: number): Promise<void> {
    if (this.#told.view.seq >= seq) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        leave()
        resolve()
      }
      const leave = this.subscribe(() => this.#told.view.seq >= seq && done())
      const timer = setTimeout(done, 5_000)
    })
  }

  link(link: Link): void {
    this.#set({ link })
  }

  people(people: readonly Present[]): void {
    this.#set({ people })
  }

  /** An attempt printed something. It is a hint of every few milliseconds: told to its output pane alone. */
  printed(printed: Printed): void {
    this.#printed.set(`${printed.step} ${printed.attempt}`, printed)
    for (const listener of this.#printListeners) listener(printed)
  }

  lastPrinted(step: string, attempt: number): Printed | null {
    return this.#printed.get(`${step} ${attempt}`) ?? null
  }

  readonly onPrinted = (listener: (printed: Printed) => void): (() => void) => {
    this.#printListeners.add(listener)
    return () => this.#printListeners.delete(listener)
  }

  #set(part: Partial<RunSnapshot>): void {
    this.#now = { ...this.#now, ...part }
    if (this.#waiting) return
    this.#waiting = true
    this.#later(() => {
      this.#waiting = false
      this.#told = this.#now
      for (const listener of [...this.#listeners]) listener()
    })
  }
}

/** A view fetched whole is new in every part; steps that say the same keep their objects, so that their rows are not drawn again. */
function settled(before: RunView, after: RunView): RunView {
  const steps = Object.fromEntries(
    Object.entries(after.steps).map(([id, step]) => {
      const known = before.steps[id]
      return [id, known !== undefined && JSON.stringify(known) === JSON.stringify(step) ? known : step]
    }),
  )
  return { ...after, steps }
}
