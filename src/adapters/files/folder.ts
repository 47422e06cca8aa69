import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Makes the store's folder, for its owner only, with a `.gitignore` that keeps all of it out of git. Its name is durable
 * when this returns: SQLite syncs the files in it, not the folder around it.
 */
export function makeStoreFolder(folder: string): void {
  const ignore = join(folder, '.gitignore')
  if (existsSync(ignore)) return
  mkdirSync(dirname(folder), { recursive: true })
  // Not recursive: that reports a read-only file system as a folder that is missing.
  makeOwnFolder(folder)
  writeFileSync(ignore, '*\n', { mode: 0o600 })
  syncFolder(dirname(folder))
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function makeOwnFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Made before, or by another process at this moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
