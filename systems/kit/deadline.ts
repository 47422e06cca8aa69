/** The time that a request has. Its signal is aborted, with the error to answer, when it is over or the client is gone. */
export interface Deadline {
  readonly signal: AbortSignal
  /** From now on the outcome counts, however long it takes: what cannot be taken back is about to be done. */
  disarm(): void
}

/** Starts the clock; `late` is called once, when the time is over before `disarm` or `abort`. */
export function startDeadline(milliseconds: number, late: () => Error): Deadline & { abort(reason: Error): void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(late()), milliseconds)
  return {
    signal: controller.signal,
    disarm: () => clearTimeout(timer),
    abort: (reason) => {
      clearTimeout(timer)
      controller.abort(reason)
    },
  }
}
