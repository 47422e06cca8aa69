import type { Here } from './commands.ts'
import type { DecideContext } from './context.ts'
import type { RunEvent } from './events.ts'
import { fold } from './fold.ts'
import { next } from './next/index.ts'
import type { RunState } from './state.ts'

/** Bounds one act; the driver asks again. */
const MOST = 500

/** Everything that comes next and needs nobody, up to the first start, question or end. */
export const advance = (state: RunState, here: Here, context: DecideContext): readonly RunEvent[] => {
  const events: RunEvent[] = []
  for (let at = state; events.length < MOST; ) {
    const more = next(at, here, context)
    if (more.length === 0) break
    events.push(...more)
    at = fold(at, more, context)
  }
  return events
}
