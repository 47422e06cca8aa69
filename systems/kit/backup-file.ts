import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'

/** A stretch of a backup's file. */
export interface Part {
  /** Bytes from the file's beginning. */
  readonly from: number
  readonly bytes: number
  readonly sha256: string
}

/** Says what is wrong with a backup, or kept one from being made. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

interface BackupWriter {
  /** Writes a part: everything that `fill` hands on, in that order. */
  part(fill: (take: (bytes: Buffer) => void) => Promise<void>): Promise<Part>
  /** Writes what is said of the parts; only now the file is there under its name. */
  finish(manifest: object): void
  /** Leaves nothing of it; after `finish` it does nothing. */
  discard(): void
}

/** Bytes that are gathered before they are written. */
const gathered = 256 * 1024

/**
 * Writes a backup: its parts, one after the other, then a line of JSON that says what they are, then a line with the digest
 * of that one. It has another name until all of it is on the disk.
 */
export function createBackup(path: string): BackupWriter {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.unfinished`
  const file = openSync(unfinished, 'w', 0o600)
  let open = true
  let at = 0
  let waiting: Buffer[] = []
  let size = 0
  const flush = () => {
    if (size > 0) writeFileSync(file, Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  const put = (bytes: Buffer) => {
    // A copy: whoever hands bytes on may use their place again before they are written.
    waiting.push(Buffer.from(bytes))
    size += bytes.length
    at += bytes.length
    if (size >= gathered) flush()
  }
  return {
    part: async (fill) => {
      const from = at
      const hash = createHash('sha256')
      await fill((bytes) => {
        hash.update(bytes)
        put(bytes)
      })
      return { from, bytes: at - from, sha256: hash.digest('hex') }
    },
    finish: (manifest) => {
      const line = Buffer.from(`${JSON.stringify(manifest)}\n`)
      const told: Part = { from: at, bytes: line.length, sha256: createHash('sha256').update(line).digest('hex') }
      put(line)
      put(Buffer.from(`${JSON.stringify({ manifest: told })}\n`))
      flush()
      fsyncSync(file)
      closeSync(file)
      open = false
      renameSync(unfinished, path)
      const folder = openSync(dirname(path), 'r')
      fsyncSync(folder)
      closeSync(folder)
    },
    discard: () => {
      if (!open) return
      open = false
      closeSync(file)
      rmSync(unfinished, { force: true })
    },
  }
}

/** The bytes of a part. */
export const readPart = (path: string, { from, bytes }: Part): Readable =>
  createReadStream(path, { start: from, end: from + bytes - 1 })

/** Whether a part is as it was written. An empty one has nothing to read. */
export async function isWhole(path: string, part: Part): Promise<boolean> {
  const hash = createHash('sha256')
  if (part.bytes > 0) for await (const bytes of readPart(path, part)) hash.update(bytes)
  return hash.digest('hex') === part.sha256
}

/** What a backup says of its parts. Throws a `BackupError` where the file is cut off, or that line was altered. */
export function readManifest(path: string): unknown {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const tail = read(file, Math.max(0, size - 256), Math.min(256, size)).toString('latin1')
    const last = /\{"manifest":\{"from":(\d+),"bytes":(\d+),"sha256":"([0-9a-f]{64})"\}\}\n$/.exec(tail)
    if (last === null) throw new BackupError(`${path} is not a whole backup: its last line is missing.`)
    const [, from, bytes, sha256] = last
    const line = read(file, Number(from), Number(bytes))
    if (createHash('sha256').update(line).digest('hex') !== sha256)
      throw new BackupError(`${path} was altered: the line that says what is in it does not have its digest.`)
    return JSON.parse(line.toString())
  } finally {
    closeSync(file)
  }
}

function read(file: number, from: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  return buffer.subarray(0, readSync(file, buffer, 0, bytes, from))
}
