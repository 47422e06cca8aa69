import { HoldpointError } from '../../errors.ts'
import type { Target } from '../../run/index.ts'
import { passes } from './failures.ts'

/** Milliseconds between two tries: the first, and the longest. */
const soonest = 500
const latest = 15_000

interface Patience {
  readonly target: Target
  /** Milliseconds without a connection after which nobody waits any longer. */
  readonly bound: number
  /** Told when it is lost, with the reason, and when it is there again, with null. */
  readonly tell: (why: string | null) => void
  /** Nobody waits for it any more: it never ends then. */
  readonly closed: AbortSignal
}

/**
 * Does `act` until it is done, again and again while the connection is what fails. `act` calls `seen` when it has one. Fails with
 * what does not pass by itself, and with `target-lost` after `bound`: what runs there goes on in any case.
 */
export const patiently = async <T>(
  { target, bound, tell, closed }: Patience,
  act: (seen: () => void) => Promise<T>,
): Promise<T> => {
  let since: number | null = null
  let wait = soonest
  const seen = () => {
    if (since !== null) tell(null)
    since = null
    wait = soonest
  }
  for (;;) {
    try {
      return await act(seen)
    } catch (error) {
      if (closed.aborted) return await new Promise<never>(() => undefined)
      if (!(error instanceof HoldpointError) || !passes(error)) throw error
      const now = Date.now()
      if (since === null) tell(error.message)
      since ??= now
      if (now - since >= bound)
        throw new HoldpointError(
          'target-lost',
          { target: target.name, ssh: target.ssh, since: new Date(since).toISOString(), why: error.message },
          { cause: error },
        )
      await pause(Math.min(wait, Math.max(0, since + bound - now)), closed)
      wait = Math.min(wait * 2, latest)
    }
  }
}

/** A few tries, for what has not begun: whoever waits is to learn soon what keeps it. */
export const briefly = async <T>(act: () => Promise<T>): Promise<T> => {
  for (let wait = soonest; ; wait *= 2) {
    try {
      return await act()
    } catch (error) {
      if (wait > 2 * soonest || !passes(error)) throw error
      await pause(wait)
    }
  }
}

const pause = (ms: number, closed?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    closed?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
