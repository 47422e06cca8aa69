import type { Stop } from '../engine/engine.ts'
import type { RunState } from '../run/index.ts'

/** What the shell learns: 0 done, 1 failed or aborted, 2 wrong usage or unreadable input, 3 waiting, 4 backed out, 5 our bug. */
export const exits = { done: 0, failed: 1, usage: 2, waiting: 3, backedOut: 4, broken: 5 } as const

/** The exit status that a run in this state has; an unfinished one waits. */
export function exitOf(state: Pick<RunState, 'status' | 'outcome'>): number {
  if (state.status !== 'ended') return exits.waiting
  if (state.outcome === 'done') return exits.done
  return state.outcome === 'backed-out' ? exits.backedOut : exits.failed
}

/** The exit status after driving. */
export const exitAfter = (stop: Stop): number => (stop.why === 'ended' ? exitOf(stop.state) : exits.waiting)
