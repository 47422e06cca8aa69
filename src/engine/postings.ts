import { type Actor, type RunCommand, type RunState, undelivered } from '../run/index.ts'
import type { Hints } from './hints.ts'
import type { LiveRun } from './live-run.ts'
import type { Clock, Notify, Outgoing, RunStore } from './ports.ts'

interface PostingPorts {
  readonly store: Pick<RunStore, 'read'>
  readonly notify: Notify | null
  readonly clock: Clock
  readonly hints: Hints
}

/** Sends what lies in a run's outbox, one try after the other, without holding the run up. */
export class Postings {
  private readonly ports: PostingPorts
  private readonly open = new Map<string, Promise<void>>()
  private ended: RunCommand[] = []

  constructor(ports: PostingPorts) {
    this.ports = ports
  }

  /** Tries what is due and is not being tried; with `early`, also what would be tried later. */
  start(state: RunState, early = false): void {
    const { notify, clock, hints } = this.ports
    if (notify === null) return
    const now = clock.now()
    for (const { message, notifier, subject, text, queuedAt, next, signal, about } of undelivered(state)) {
      // What is said about one alarm is said in its order: one word after the other.
      const key = keyOf(notifier, about ?? message)
      if (this.open.has(key) || (!early && (next ?? now) > now)) continue
      const { id: run, environment, plan } = state
      const outgoing = {
        id: `${run}.${message}`,
        subject,
        text,
        run,
        document: plan.source.path,
        environment,
        at: queuedAt,
        anchor: null,
        alarm: signal === undefined || about === undefined ? null : { signal, about: `${run}.${about}` },
      }
      const trying = this.anchored(outgoing, message, notifier)
        .then((sent) => notify(notifier, sent))
        .then(
          (receipt): RunCommand => ({ type: 'Delivered', message, notifier, receipt }),
          (error): RunCommand => ({ type: 'NotDelivered', message, notifier, why: sentence(error) }),
        )
      this.open.set(
        key,
        trying.then((command) => {
          this.ended.push(command)
          this.open.delete(key)
          hints.wake(run)
        }),
      )
    }
  }

  /** With what the journal was when the message was asked for, so that every try says the same. */
  private async anchored(outgoing: Outgoing, message: string, notifier: string): Promise<Outgoing> {
    const journal = await this.ports.store.read(outgoing.run, 0)
    const queued = journal.find(
      ({ event }) => event.type === 'MessageQueued' && event.message === message && event.notifier === notifier,
    )
    return queued === undefined ? outgoing : { ...outgoing, anchor: { events: queued.seq - 1, head: queued.prev } }
  }

  /** When the next try is due, in milliseconds since the epoch; null: nothing waits that is not being tried. */
  next(state: RunState): number | null {
    if (this.ports.notify === null) return null
    const times = undelivered(state).flatMap(({ message, notifier, next, about }) =>
      next === null || this.open.has(keyOf(notifier, about ?? message)) ? [] : [next],
    )
    return times.length === 0 ? null : Math.min(...times)
  }

  /** How tries have ended that nobody has recorded yet. */
  take(): readonly RunCommand[] {
    const { ended } = this
    this.ended = []
    return ended
  }

  /** Until nothing is under way: each try is bounded. */
  async settle(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open.values())
  }
}

/**
 * Tries once, without waiting for its time, all that a run has to send, and records how that ended: before nobody drives any
 * longer, and for a run that has ended. What is said about an alarm waits for what was said before it.
 */
export async function sendLeft(postings: Postings, run: LiveRun, by: Actor): Promise<void> {
  for (let early = true; ; early = false) {
    postings.start(run.state, early)
    await postings.settle()
    const ended = postings.take()
    await run.act(ended, by)
    if (ended.length === 0 || undelivered(run.state).every(({ tries }) => tries > 0)) return
  }
}

const keyOf = (notifier: string, message: string): string => `${notifier} ${message}`

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)
