/** Milliseconds between two looks at a journal that others may append to. */
const interval = 100

/**
 * Wakes those who wait for a run to move. Acts in this process wake them at once; those of others are found by looking.
 * Looking goes by real time also when a run's own time is virtual: other processes do not live in it.
 */
export class Hints {
  private readonly waiting = new Map<string, Set<() => void>>()

  wake(run: string): void {
    for (const waiter of [...(this.waiting.get(run) ?? [])]) waiter()
  }

  /** `woken` resolves at the next wake, at the latest after one interval, and when `cancel` is called. */
  next(run: string): { readonly woken: Promise<void>; readonly cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>()
    const waiters = this.waiting.get(run) ?? new Set()
    this.waiting.set(run, waiters)
    const done = () => {
      clearTimeout(timer)
      waiters.delete(done)
      if (waiters.size === 0 && this.waiting.get(run) === waiters) this.waiting.delete(run)
      resolve()
    }
    const timer = setTimeout(done, interval)
    waiters.add(done)
    return { woken: promise, cancel: done }
  }
}
