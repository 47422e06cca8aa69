import { useSyncExternalStore } from 'react'
import { serverNow } from '../client/server-time.ts'

/** One clock for all that counts seconds: a page with a hundred times on it has one timer, and none while nobody looks. */
const listeners = new Set<() => void>()
let second = Math.floor(serverNow() / 1000)
let timer: ReturnType<typeof setInterval> | null = null

function tick(): void {
  const now = Math.floor(serverNow() / 1000)
  if (now === second) return
  second = now
  for (const listener of [...listeners]) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 250)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

function current(): number {
  if (timer === null) second = Math.floor(serverNow() / 1000)
  return second
}

/** The server's time in milliseconds, cut to seconds; who uses it is drawn again each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, current, current) * 1000
