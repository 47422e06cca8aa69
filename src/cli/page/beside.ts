import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { Keys } from '../terminal/keys.ts'
import { short } from '../terminal/run-views.ts'
import type { Workplace } from '../workplace.ts'
import { ownLink } from './guests.ts'
import { openPage, type Page } from './open-page.ts'
import { pageLines } from './page-lines.ts'

/** The page of a run that is driven in this process. */
export interface Beside {
  /** What people are told of it. */
  readonly lines: readonly string[]
  /** From now on the run is driven by whoever resumes it on the page, and not here. */
  left(): void
  /** Where somebody has looked at it, it stays until a key is pressed or `signal` aborts. */
  stay(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Serves it on a free port; null where that cannot be, which is said: a run does not need it. */
export async function openBeside(work: Workplace, run: string, context: Context): Promise<Beside | null> {
  let page: Page
  let isDriven = true
  const isDrivenHere = (one: string) => isDriven && one === run
  try {
    page = await openPage(work, { port: 0, address: '127.0.0.1', certificate: null }, context, isDrivenHere)
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
    context.stderr.write(`holdpoint: no page: ${error.message} ${error.next}\n`)
    return null
  }
  const { path } = ownLink(work, `/runs/${run}`)
  return {
    lines: pageLines(page.url, path, context),
    left: () => {
      isDriven = false
    },
    stay: async (signal) => {
      if (!page.visited() || signal.aborted) return
      const { look } = context
      context.print([
        look.accent(
          `The page of run ${short(run)} stays open at ${page.url}. Any key closes it; \`${look.command('serve')}\` opens one again.`,
        ),
      ])
      const keys = new Keys(context.stdin, context.stdout)
      const stop = new AbortController()
      const leave = () => stop.abort()
      signal.addEventListener('abort', leave)
      keys.onInterrupt(leave)
      try {
        await keys.next(stop.signal)
      } finally {
        signal.removeEventListener('abort', leave)
        keys.leave()
      }
    },
    close: () => page.close(),
  }
}
