import type { Actor } from '../../run/index.ts'

/** Where a viewer's events go: a response that is written bit by bit. */
export interface Sink {
  /** False: what was written waits; `drained` is called when it has gone. */
  write(bytes: Uint8Array): boolean
  end(): void
}

/**
 * Somebody who has a run's page open. What cannot be taken as fast as it comes is not kept: as soon as there is room again, the
 * viewer gets the whole view as it is then. So a slow viewer costs one message, whatever happens meanwhile.
 */
export class Viewer {
  readonly actor: Actor
  private readonly sink: Sink
  private readonly fresh: () => Uint8Array
  private full = false
  private missed = false

  /** `fresh`: the whole view as it is when it is called. */
  constructor(actor: Actor, sink: Sink, fresh: () => Uint8Array) {
    this.actor = actor
    this.sink = sink
    this.fresh = fresh
  }

  /** What must not be missed. */
  send(bytes: Uint8Array): void {
    if (this.full) this.missed = true
    else this.full = !this.sink.write(bytes)
  }

  /** What is worth nothing later. */
  hint(bytes: Uint8Array): void {
    if (!this.full) this.full = !this.sink.write(bytes)
  }

  drained(): void {
    this.full = false
    if (!this.missed) return
    this.missed = false
    this.send(this.fresh())
  }

  end(): void {
    this.sink.end()
  }
}
