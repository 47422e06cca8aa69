import type { RunState } from '../state.ts'
import type { SoakState } from './soak.ts'
import { type Watch, watchesOf } from './watches.ts'

/** A soak of the line that has begun, and where it is. */
export interface Watching {
  readonly watch: Watch
  readonly soak: SoakState
}

/** Those that are not over, in the order of the document. */
export const watchingOf = (state: RunState): readonly Watching[] => {
  if (!hasBegun(state)) return []
  return watchesOf(state).flatMap((watch) => {
    const soak = state.soaks[watch.id]
    return soak === undefined || soak.phase === 'ended' ? [] : [{ watch, soak }]
  })
}

/** Most runs have none: they pay nothing for it. */
export const hasBegun = ({ soaks }: RunState): boolean => {
  for (const _ in soaks) return true
  return false
}
