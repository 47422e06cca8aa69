/** Milliseconds between tries: half a minute in all. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]

/**
 * A part of the page, loaded when it is first used. A connection that is lost just then costs a while, not the page: it is tried
 * again, and at once when the browser finds the network again. Fails with the last error.
 */
export async function whenUsed<T>(load: () => Promise<T>, wait: (ms: number) => Promise<void> = orOnline): Promise<T> {
  for (const pause of pauses) {
    try {
      return await load()
    } catch {
      await wait(pause)
    }
  }
  return await load()
}

const orOnline = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    window.addEventListener('online', go)
  })
