import { useEffect, useState } from 'react'
import type { Printed } from '../../../contract/index.ts'
import type { RunStore } from '../../client/run-store.ts'
import { fetchOutput } from './fetch-output.ts'
import { OutputFollower, type OutputSeen } from './follow.ts'

/** An attempt's output as it is, for as long as it is looked at; null: not begun yet. */
export interface Watched {
  readonly follower: OutputFollower
  readonly seen: OutputSeen
  /** What was heard of it last; null: nothing. */
  readonly printed: Printed | null
}

/** Looks at one attempt. `bytes`: its length, once it has ended. */
export function useOutput(
  store: RunStore,
  run: string,
  step: string,
  attempt: number,
  bytes: number | null,
): Watched | null {
  const [watched, setWatched] = useState<Watched | null>(null)
  useEffect(() => {
    const last = store.lastPrinted(step, attempt)
    const follower = new OutputFollower(
      { bytes, hint: last?.bytes ?? 0 },
      (range, signal) => fetchOutput({ run, step, attempt }, range, signal),
      (seen) => setWatched((before) => (before?.follower === follower ? { ...before, seen } : before)),
    )
    setWatched({ follower, seen: follower.seen, printed: last })
    follower.begin()
    const stop = store.onPrinted((printed) => {
      if (printed.step !== step || printed.attempt !== attempt) return
      setWatched((before) => before && { ...before, printed })
      follower.printed(printed.bytes)
    })
    return () => {
      stop()
      follower.end()
    }
  }, [store, run, step, attempt])
  useEffect(() => {
    if (bytes !== null) watched?.follower.ended(bytes)
  }, [watched?.follower, bytes])
  return watched
}
