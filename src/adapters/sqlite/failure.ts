import { dirname, join } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** Primary result codes of SQLite (the low byte of an extended one) that a user can do something about. */
/** SQL that fails although the program is right: a table or a column is not there. */
const wrong = 1
const busy = 5
const locked = 6
const readOnly = 8
const ioError = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26

/** How long a writer waits for another one before it gives up, in milliseconds. */
export const busyTimeout = 5_000

/** SQLite's own result code of an error that `node:sqlite` threw; null for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

/** Runs a piece of work on the database at `path`; what SQLite reports becomes an error of the catalogue. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeError(path, error) ?? error
  }
}

/** Whether an error says that nothing can be written where the store lies. */
export const isReadOnly = (error: unknown): boolean =>
  [readOnly, cannotOpen].includes(sqliteCode(error) ?? systemCode(error) ?? 0)

/** Whether an error says that there is no room where the store lies. */
export const isFull = (error: unknown): boolean => [full, ioError].includes(sqliteCode(error) ?? systemCode(error) ?? 0)

function storeError(path: string, error: unknown): HoldpointError | null {
  const code = sqliteCode(error) ?? systemCode(error)
  const reason = error instanceof Error ? error.message : String(error)
  const folder = dirname(path)
  switch (code) {
    case busy:
    case locked:
      return new HoldpointError('store-busy', { path, seconds: busyTimeout / 1000 }, { cause: error })
    case readOnly:
    case cannotOpen:
      return new HoldpointError('store-read-only', { path, folder, reason }, { cause: error })
    case full:
    case ioError:
      return new HoldpointError('store-full', { path, folder, reason }, { cause: error })
    case wrong:
    case corrupt:
    case notADatabase:
      return damaged(path, reason, error)
    default:
      return null
  }
}

/** The folder of the store is made by `mkdir`, whose failures mean the same as SQLite's. */
function systemCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 'EFBIG' || error.code === 'EIO') return full
  if (
    error.code === 'EACCES' ||
    error.code === 'EROFS' ||
    error.code === 'EPERM' ||
    error.code === 'ENOTDIR' ||
    error.code === 'ENOENT'
  ) {
    return readOnly
  }
  return null
}

export const damaged = (path: string, reason: string, cause?: unknown) =>
  new HoldpointError('store-damaged', { path, reason, runs: join(dirname(path), 'runs') }, { cause })
