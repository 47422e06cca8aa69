import type { RunView } from '../../contract/index.ts'
import { get, Refused, runPath, told } from './api.ts'
import type { LiveWorld } from './live.ts'

/** The browser, as following a run needs it. */
export function browserWorld(run: string): LiveWorld {
  return {
    open: (after, signal) =>
      fetch(`${runPath(run)}/live?after=${after}`, {
        headers: { accept: 'text/event-stream' },
        credentials: 'same-origin',
        cache: 'no-store',
        signal,
      }),
    view: (signal) => get<RunView>(runPath(run), signal),
    refusal,
    online: () => navigator.onLine,
    cutOff: (lost) => {
      window.addEventListener('offline', lost)
      return () => window.removeEventListener('offline', lost)
    },
    now: Date.now,
    random: Math.random,
    pause,
    silence,
  }
}

/** Those that come again with the next try as well: no cookie any more, no such run. */
const final = new Set([400, 401, 403, 404, 410, 422])

async function refusal(found: unknown) {
  if (found instanceof Refused) return final.has(found.status) ? told(found) : null
  if (!(found instanceof Response) || !final.has(found.status)) return null
  const problem = (await found.json().catch(() => null)) as { message?: string; next?: string } | null
  return {
    message: problem?.message ?? `The server answered ${found.status}.`,
    next: problem?.next ?? 'Load the page again.',
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      window.removeEventListener('online', done)
      document.removeEventListener('visibilitychange', seen)
      resolve()
    }
    // Whoever looks at the page again wants to see it live now.
    const seen = () => document.visibilityState === 'visible' && done()
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    window.addEventListener('online', done)
    document.addEventListener('visibilitychange', seen)
  })
}

function silence(ms: number, silent: () => void) {
  let timer = setTimeout(silent, ms)
  return {
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(silent, ms)
    },
    end: () => clearTimeout(timer),
  }
}
