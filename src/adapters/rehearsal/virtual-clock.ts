import type { Clock } from '../../engine/ports.ts'

/** Time that passes only by being waited for: a week's wait takes no time. */
export function createVirtualClock(start: number): Clock {
  let now = start
  return {
    now: () => now,
    until: (at, wake) => {
      if (wake?.aborted !== true) now = Math.max(now, at)
      return Promise.resolve()
    },
  }
}
