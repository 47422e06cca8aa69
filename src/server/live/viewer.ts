import type { Actor } from '../../run/index.ts'

/** Where a viewer's events go: a response that is written bit by bit. */
export interface Sink {
  write(bytes: Uint8Array): void
  /** Bytes that were written and have not gone out yet. */
  readonly waiting: number
  end(): void
}

/** What a viewer gets who could not take everything. */
interface Anew {
  /** The whole view as it is now. */
  readonly view: () => Uint8Array
  /** What is worth knowing now beside it. */
  readonly hints: () => readonly Uint8Array[]
}

/** Bytes that may wait for a viewer: of what must not be missed, and of hints. A whole view comes on top, once. */
const limit = { changes: 512 * 1024, hints: 64 * 1024 }

/**
 * Somebody who has a run's page open. Whoever takes what comes more slowly than it comes gets no queue without end: as soon as what
 * waits has gone out, they get the whole view as it is then.
 */
export class Viewer {
  readonly actor: Actor
  private readonly sink: Sink
  private readonly anew: Anew
  /** Bytes of a whole view that is on its way. */
  private viewOnItsWay = 0
  private missed = false
  private dropped = false

  constructor(actor: Actor, sink: Sink, anew: Anew) {
    this.actor = actor
    this.sink = sink
    this.anew = anew
  }

  /** What must not be missed. */
  send(bytes: Uint8Array): void {
    if (this.missed || this.sink.waiting > limit.changes + this.viewOnItsWay) this.missed = true
    else this.sink.write(bytes)
  }

  /** What is worth nothing later. */
  hint(bytes: Uint8Array): void {
    if (this.missed || this.sink.waiting > limit.hints) this.dropped = true
    else this.sink.write(bytes)
  }

  /** The whole view. */
  view(): void {
    const bytes = this.anew.view()
    this.missed = false
    this.viewOnItsWay = bytes.length
    this.sink.write(bytes)
  }

  /** Everything that waited has gone out. */
  drained(): void {
    this.viewOnItsWay = 0
    if (this.missed) this.view()
    if (!this.dropped) return
    this.dropped = false
    for (const bytes of this.anew.hints()) this.hint(bytes)
  }

  end(): void {
    this.sink.end()
  }
}
