import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import type { Source } from '../../plan/index.ts'
import { decode } from './decode.ts'

/** Bytes; the largest checklist of the corpus has 110 kB. */
export const documentLimit = 2 * 1024 * 1024

/** The longest checklist of the corpus has 1,100; ten thousand items fit well. */
export const lineLimit = 50_000

/**
 * Reads a runbook for a run: every byte of it, or one of the `document-…` errors. `path` is kept as the user gave it.
 * Never blocks on a pipe or a device, and never holds more than the limit.
 */
export function readDocument(path: string): Source {
  refuseStore(path)
  return documentOf(path, readRegularFile(path))
}

/** The same of bytes that came from elsewhere, such as standard input. */
export function documentOf(path: string, bytes: Buffer): Source {
  if (bytes.length > documentLimit) throw tooLarge(path, bytes.length)
  if (bytes.length === 0) throw new HoldpointError('document-empty', { path })
  if (bytes.subarray(0, sqliteMagic.length).equals(sqliteMagic)) throw new HoldpointError('document-is-store', { path })
  const lines = linesIn(bytes)
  if (lines > lineLimit) throw new HoldpointError('document-too-long', { path, lines, limit: lineLimit })
  const decoded = decode(bytes)
  if ('binary' in decoded) throw new HoldpointError('document-binary', { path, reason: decoded.binary })
  if (decoded.text.trim() === '') throw new HoldpointError('document-empty', { path })
  return { path, ...decoded, digest: createHash('sha256').update(bytes).digest('hex') }
}

/** Line feeds, and carriage returns that stand alone. */
function linesIn(bytes: Buffer): number {
  let lines = 1
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) lines++
  return lines
}

const sqliteMagic = Buffer.from('SQLite format 3\0', 'latin1')

function refuseStore(path: string): void {
  const full = resolve(path)
  if (basename(full) === '.holdpoint' || basename(dirname(full)) === '.holdpoint')
    throw new HoldpointError('document-is-store', { path })
}

function readRegularFile(path: string): Buffer {
  const file = open(path)
  try {
    const stat = fstatSync(file)
    if (stat.isDirectory()) throw new HoldpointError('document-is-folder', { path })
    if (!stat.isFile()) throw new HoldpointError('document-not-a-file', { path, kind: kindOf(stat) })
    if (stat.size > documentLimit) throw tooLarge(path, stat.size)
    const bytes = Buffer.alloc(documentLimit + 1)
    let length = 0
    for (let got = 1; got > 0 && length < bytes.length; length += got)
      got = readSync(file, bytes, length, bytes.length - length, null)
    if (length > documentLimit) throw tooLarge(path, length)
    return bytes.subarray(0, length)
  } catch (error) {
    throw error instanceof HoldpointError ? error : unreadable(path, error)
  } finally {
    closeSync(file)
  }
}

/** `O_NONBLOCK`: opening a pipe that nobody writes to would wait for ever. */
function open(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new HoldpointError('document-missing', { path: path || '""', folder: dirname(path) })
    if (code === 'ENXIO') throw new HoldpointError('document-not-a-file', { path, kind: 'a socket or a device' })
    throw unreadable(path, error)
  }
}

const tooLarge = (path: string, bytes: number) =>
  new HoldpointError('document-too-large', { path, bytes, limit: documentLimit })

const unreadable = (path: string, error: unknown) =>
  new HoldpointError('document-unreadable', { path, reason: reasonOf(error) }, { cause: error })

const reasonOf = (error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (error as Error).message
}

function kindOf(stat: Stats): string {
  if (stat.isFIFO()) return 'a named pipe'
  if (stat.isSocket()) return 'a socket'
  return 'a device'
}
