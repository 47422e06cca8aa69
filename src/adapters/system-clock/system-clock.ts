import type { Clock } from '../../engine/ports.ts'

/** A timer can wait no longer than this; longer waits are made of several. */
const longest = 2 ** 31 - 1

/** The time of this machine. It may jump; whoever waits looks at it again. */
export function createSystemClock(): Clock {
  return { now: () => Date.now(), until }
}

async function until(at: number, wake?: AbortSignal): Promise<void> {
  while (wake?.aborted !== true && Date.now() < at) await sleep(Math.min(at - Date.now(), longest), wake)
}

function sleep(ms: number, wake: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      wake?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    wake?.addEventListener('abort', done, { once: true })
  })
}
