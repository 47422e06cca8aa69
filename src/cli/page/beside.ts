import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { Keys } from '../terminal/keys.ts'
import { short } from '../terminal/run-views.ts'
import { visible } from '../terminal/sanitise.ts'
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
  let page: Page | null = null
  let path: string
  let isDriven = true
  const isDrivenHere = (one: string) => isDriven && one === run
  try {
    page = await openPage(work, { port: 0, address: '127.0.0.1', certificate: null }, context, isDrivenHere)
    path = ownLink(work, `/runs/${run}`).path
  } catch (error) {
    await page?.close()
    const told = error instanceof Error ? error.message : String(error)
    const next = error instanceof HoldpointError ? ` ${error.next}` : ''
    context.stderr.write(`holdpoint: no page: ${visible(`${told}${next}`)}\n`)
    return null
  }
  const served = page
  return {
    lines: pageLines(served.url, path, context),
    left: () => {
      isDriven = false
    },
    stay: async (signal) => {
      if (!served.visited() || signal.aborted) return
      const { look } = context
      context.print([
        look.accent(
          `The page of run ${short(run)} stays open at ${served.url}. Any key closes it; \`${look.command('serve')}\` opens one again.`,
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
    close: () => served.close(),
  }
}
