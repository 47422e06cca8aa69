import type { DecideContext } from './context.ts'
import type { RunEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { RunState } from './state.ts'

/** The state that events would lead to, to decide what follows from them in the same act. */
export const fold = (state: RunState, events: readonly RunEvent[], { run, now, by }: DecideContext): RunState =>
  events.reduce(
    (before, event) => evolve(before, { run, seq: before.seq + 1, at: now, actor: by, event, prev: '', hash: '' }),
    state,
  )
