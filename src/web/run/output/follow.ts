import { Refused } from '../../client/api.ts'
import { emptyWindow, grown, laid, measured, type OutputWindow, type Range, rangeFor, type Wish } from './window.ts'

/** What is known of an output, and what is not to be had of it. */
export interface OutputSeen {
  readonly window: OutputWindow
  /** Whoever looks stays at the newest. */
  readonly follow: boolean
  /** Something is being fetched. */
  readonly busy: boolean
  /** Whether anything was answered yet. */
  readonly known: boolean
  readonly refused: 'hidden' | 'gone' | null
  readonly error: unknown
  /** Where the last jump went: to be shown topmost once it is held. `turn` tells one jump from the next. */
  readonly jump: Jump
}

export interface Jump {
  /** An offset, the newest, or a text that stands at an offset. */
  readonly to: number | 'end' | { readonly at: number; readonly find: string }
  readonly turn: number
}

export interface Fetched {
  readonly from: number
  readonly bytes: Uint8Array
  readonly total: number | null
}

/** Milliseconds after which a running step's output is asked for although nothing was heard of it. */
const quiet = 4_000

/**
 * Keeps the window of one attempt's output as somebody wants to see it: one request at a time, the newest wish first. `fetch` is
 * given what is asked for; `changed` is called with what is to be drawn.
 */
export class OutputFollower {
  #seen: OutputSeen
  #wish: Wish | null
  #asking = false
  #over = new AbortController()
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #fetch: (range: Range, signal: AbortSignal) => Promise<Fetched>
  readonly #changed: (seen: OutputSeen) => void

  constructor(
    start: { readonly bytes: number | null; readonly hint: number },
    fetch: (range: Range, signal: AbortSignal) => Promise<Fetched>,
    changed: (seen: OutputSeen) => void,
  ) {
    this.#fetch = fetch
    this.#changed = changed
    const ended = start.bytes !== null
    this.#seen = {
      window: emptyWindow(Math.max(start.bytes ?? 0, start.hint), ended),
      follow: !ended,
      busy: false,
      known: ended && start.bytes === 0,
      refused: null,
      error: null,
      jump: { to: 'end', turn: 0 },
    }
    this.#wish = 'end'
  }

  get seen(): OutputSeen {
    return this.#seen
  }

  begin(): void {
    void this.#ask()
  }

  /** So many bytes can be fetched now. */
  printed(total: number): void {
    this.#grow(total, false)
  }

  /** The attempt is over. */
  ended(total: number): void {
    this.#grow(total, true)
  }

  /** Stays at the newest from now on, or where it is. */
  follow(follow: boolean): void {
    if (follow === this.#seen.follow) return
    this.#set({ follow })
    if (follow) this.jump('end')
  }

  /** Goes to an offset, to the newest, or to a text that was found. */
  jump(to: Jump['to']): void {
    this.#set({ jump: { to, turn: this.#seen.jump.turn + 1 }, follow: to === 'end' && !this.#seen.window.ended })
    this.want(typeof to === 'object' ? to.at : to)
  }

  /** More is wanted beside what is held. */
  want(wish: Wish): void {
    this.#wish = wish
    void this.#ask()
  }

  again(): void {
    this.#set({ error: null, refused: null })
    this.want(this.#wish ?? 'end')
  }

  end(): void {
    this.#over.abort()
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #grow(total: number, ended: boolean): void {
    const window = grown(this.#seen.window, total, ended || this.#seen.window.ended)
    if (window === this.#seen.window) return
    this.#set({ window })
    if (this.#seen.follow || window.to === 0) this.want('end')
  }

  async #ask(): Promise<void> {
    if (this.#asking || this.#over.signal.aborted) return
    this.#asking = true
    try {
      for (;;) {
        const wish = this.#wish
        if (wish === null || this.#over.signal.aborted) return
        this.#wish = null
        const { window } = this.#seen
        const range = rangeFor(window, wish) ?? (this.#seen.known ? null : beginning(window))
        if (range === null) continue
        const taken = await this.#take(wish, range)
        if (taken === null) return
        // Whoever follows wants what was printed meanwhile, too.
        if (taken > 0 && this.#seen.follow && wish === 'end') this.#wish ??= 'end'
      }
    } finally {
      this.#asking = false
      this.#listen()
    }
  }

  /** How many bytes came; null: none could be had. */
  async #take(wish: Wish, range: Range): Promise<number | null> {
    this.#set({ busy: true })
    try {
      const { from, bytes, total } = await this.#fetch(range, this.#over.signal)
      const { window } = this.#seen
      const known = total === null ? window : measured(window, total)
      // It has bytes by the journal, and none can be had: its file was removed.
      const gone = bytes.length === 0 && known.ended && from < known.total && known.lines.length === 0
      this.#set({
        window: laid(known, wish, from, bytes),
        busy: false,
        known: true,
        error: null,
        refused: gone ? 'gone' : null,
      })
      return bytes.length
    } catch (error) {
      if (this.#over.signal.aborted) return null
      const refused = refusalOf(error)
      this.#set({ busy: false, refused, error: refused === null ? error : null })
      this.#wish = null
      return null
    }
  }

  /** Hints may be lost with the connection: a running step is asked for in any case, now and then. */
  #listen(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const { window, follow, refused } = this.#seen
    if (window.ended || !follow || refused !== null || this.#over.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#set({ window: { ...window, total: Math.max(window.total, window.to + 1) } })
      this.want('end')
    }, quiet)
  }

  #set(part: Partial<OutputSeen>): void {
    this.#seen = { ...this.#seen, ...part }
    if (!this.#over.signal.aborted) this.#changed(this.#seen)
  }
}

/** Nothing was fetched yet: its length is asked for with its first bytes. */
const beginning = ({ total }: OutputWindow): Range => ({ from: 0, to: Math.max(1, total) })

const refusalOf = (error: unknown): OutputSeen['refused'] =>
  error instanceof Refused && error.code === 'output-hidden' ? 'hidden' : null
