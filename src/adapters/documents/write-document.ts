import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/**
 * Puts other bytes in the place of a document, at once: whoever reads it sees the old ones or the new ones. Mode and, where
 * it is a symbolic link, the link are kept. Fails with `document-changed` when it is not what it was (`digest`), and with
 * `document-unwritable`.
 */
export function replaceDocument(path: string, digest: string, bytes: Uint8Array): void {
  try {
    const file = realpathSync(path)
    // A new file beside it could take the place of one that nobody may write.
    accessSync(file, constants.W_OK)
    const { mode, uid, gid } = statSync(file)
    const beside = join(dirname(file), `.holdpoint-${randomBytes(6).toString('hex')}.tmp`)
    try {
      write(beside, bytes, 'wx')
      give(beside, uid, gid)
      chmodSync(beside, mode & 0o7777)
      if (createHash('sha256').update(readFileSync(file)).digest('hex') !== digest)
        throw new HoldpointError('document-changed', { path })
      renameSync(beside, file)
    } finally {
      rmSync(beside, { force: true })
    }
  } catch (error) {
    throw error instanceof HoldpointError ? error : unwritable(path, error)
  }
}

/** To whom the document belongs; only root can give to others, and a document of a group stays writable without it. */
function give(file: string, uid: number, gid: number): void {
  const made = statSync(file)
  if (made.uid === uid && made.gid === gid) return
  try {
    chownSync(file, uid, gid)
  } catch {
    // It belongs to who mended it, then.
  }
}

/** Writes a file that must not be there yet. Fails with `document-exists` and `document-unwritable`. */
export function createFile(path: string, text: string): void {
  try {
    write(path, Buffer.from(text), 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new HoldpointError('document-exists', { path })
    throw unwritable(path, error)
  }
}

function write(path: string, bytes: Uint8Array, flags: 'wx'): void {
  const file = openSync(path, flags)
  try {
    writeFileSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const unwritable = (path: string, error: unknown) =>
  new HoldpointError(
    'document-unwritable',
    { path, folder: dirname(path), reason: (error as Error).message },
    { cause: error },
  )
