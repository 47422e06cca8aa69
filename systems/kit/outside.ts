import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'

/** How a service outside of this one is called. Times in milliseconds. */
export interface OutsideOptions {
  readonly name: string
  /** Faults that may be gone at the next attempt; others are thrown at once and do not open the circuit. */
  readonly transient: (error: unknown) => boolean
  readonly attempts: number
  /** One attempt may take so long. */
  readonly timeout: number
  /** The circuit opens after so many transient faults in a row, and tries again after `pause`. */
  readonly opensAfter: number
  readonly pause: number
  readonly firstDelay?: number
  readonly onAttempt?: (event: { readonly name: string; readonly failed: boolean }) => void
}

/** Thrown when a service outside did not do what was asked, after all attempts, or was not asked since its circuit is open. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  readonly service: string
  /** Seconds after which it is worth to try again. */
  readonly retryAfter: number

  constructor(service: string, why: string, retryAfter: number, cause: unknown) {
    super(`${service} ${why}${cause instanceof Error && cause.message ? `: ${cause.message}` : ''}`, { cause })
    this.service = service
    this.retryAfter = retryAfter
  }
}

export interface Outside {
  readonly name: string
  /** Rejects with `OutsideError` for transient faults, with the error itself for others and when `signal` is aborted. */
  call<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
  circuit(): 'closed' | 'half-open' | 'open'
}

/** Retries with growing pauses, a time limit for each attempt and a circuit breaker, around all calls of one service. */
export function outside(options: OutsideOptions): Outside {
  const { name, onAttempt } = options
  const transient = handleWhen((error) => error instanceof TaskCancelledError || options.transient(error))
  const again = retry(transient, {
    maxAttempts: options.attempts - 1,
    backoff: new ExponentialBackoff({ initialDelay: options.firstDelay ?? 100, maxDelay: 5_000 }),
  })
  const breaker = circuitBreaker(transient, {
    halfOpenAfter: options.pause,
    breaker: new ConsecutiveBreaker(options.opensAfter),
  })
  const limit = timeout(options.timeout, TimeoutStrategy.Aggressive)
  const policy = wrap(again, breaker, limit)
  const seconds = Math.ceil(options.pause / 1000)
  return {
    name,
    circuit: () =>
      breaker.state === CircuitState.Closed ? 'closed' : breaker.state === CircuitState.HalfOpen ? 'half-open' : 'open',
    call: async (work, signal) => {
      const attempt = async (context: { signal?: AbortSignal }) => {
        try {
          const result = await work(context.signal ?? AbortSignal.timeout(options.timeout))
          onAttempt?.({ name, failed: false })
          return result
        } catch (error) {
          onAttempt?.({ name, failed: true })
          throw error
        }
      }
      try {
        return await policy.execute(attempt, signal)
      } catch (error) {
        signal?.throwIfAborted()
        if (error instanceof BrokenCircuitError)
          throw new OutsideError(name, 'is not asked: it failed several times in a row', seconds, error)
        if (error instanceof TaskCancelledError)
          throw new OutsideError(name, `did not answer within ${options.timeout} ms`, seconds, error)
        if (options.transient(error)) throw new OutsideError(name, `failed ${options.attempts} times`, seconds, error)
        throw error
      }
    },
  }
}
