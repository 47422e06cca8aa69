import { randomFillSync } from 'node:crypto'
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes that are kept back beside the store: a way back of some twenty steps with what they print. */
const kept = 1024 * 1024

/** A disk with less room than this many times as much is left alone. */
const plenty = 16

const file = (store: string) => join(store, 'reserve')

/**
 * Keeps room back that a way back may use when the disk is full. Not of zeros, which some file systems do not store. What
 * cannot be kept is not: nothing depends on it but that.
 */
export function keepReserve(store: string): void {
  try {
    if (existsSync(file(store))) return
    const { bavail, bsize } = statfsSync(store)
    if (bavail * bsize < plenty * kept) return
    writeFileSync(file(store), randomFillSync(new Uint8Array(kept)), { mode: 0o600, flag: 'wx' })
  } catch {
    // Another process made it, or there is no room.
  }
}

/** Gives it up; false when there was none. The next process that finds plenty of room keeps it anew. */
export function giveUpReserve(store: string): boolean {
  if (!existsSync(file(store))) return false
  try {
    rmSync(file(store))
    return true
  } catch {
    return false
  }
}
