import { createHash } from 'node:crypto'
import { createReadStream, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** Files of a bundle other than outputs are read whole; nothing that Holdpoint writes is larger. */
const limit = 512 * 1024 * 1024

/** A folder with a record, its proof and its outputs. Names in it are written with `/`. */
export interface BundleFolder {
  /** Everything in it but folders, also what is no regular file. */
  names(): readonly string[]
  /** Null: there is no such regular file. */
  read(name: string): Uint8Array | null
  /** Length and digest; null: there is no such regular file. */
  seal(name: string): Promise<{ readonly bytes: number; readonly digest: string } | null>
  /** The last `count` bytes of a file, and where they begin; null: there is no such regular file. */
  tail(name: string, count: number): Promise<{ readonly bytes: Uint8Array; readonly from: number } | null>
  /** Writes a new file, part by part. */
  write(name: string, parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>
}

export const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Makes the folder, or takes one that is empty. Fails with `bundle-not-empty` or `record-unwritable`. */
export function makeBundleFolder(folder: string): BundleFolder {
  const held = refused(folder, () => {
    if (!isFolder(folder)) mkdirSync(folder, { mode: 0o700 })
    return readdirSync(folder)
  })
  if (held.length > 0) throw new HoldpointError('bundle-not-empty', { folder })
  return bundleFolder(folder)
}

export function bundleFolder(folder: string): BundleFolder {
  const sizeOf = (name: string): number | null => {
    const stat = lstatSync(join(folder, name), { throwIfNoEntry: false })
    return stat?.isFile() ? stat.size : null
  }
  return {
    names: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort(),
    read: (name) => {
      const size = sizeOf(name)
      return size === null || size > limit ? null : readFileSync(join(folder, name))
    },
    seal: async (name) => {
      if (sizeOf(name) === null) return null
      const hash = createHash('sha256')
      let bytes = 0
      for await (const chunk of createReadStream(join(folder, name))) {
        hash.update(chunk)
        bytes += chunk.length
      }
      return { bytes, digest: hash.digest('hex') }
    },
    tail: async (name, count) => {
      const size = sizeOf(name)
      if (size === null) return null
      const from = Math.max(0, size - count)
      const file = await open(join(folder, name), 'r')
      try {
        const bytes = new Uint8Array(size - from)
        await file.read(bytes, 0, bytes.length, from)
        return { bytes, from }
      } finally {
        await file.close()
      }
    },
    write: async (name, parts) => {
      try {
        mkdirSync(join(folder, name, '..'), { recursive: true, mode: 0o700 })
        const file = await open(join(folder, name), 'wx', 0o600)
        try {
          for await (const part of parts) await file.write(part)
          await file.sync()
        } finally {
          await file.close()
        }
      } catch (cause) {
        throw unwritable(join(folder, name), cause)
      }
    },
  }
}

function refused<T>(file: string, act: () => T): T {
  try {
    return act()
  } catch (cause) {
    throw unwritable(file, cause)
  }
}

const unwritable = (file: string, cause: unknown) =>
  new HoldpointError(
    'record-unwritable',
    { file, reason: cause instanceof Error ? cause.message : String(cause) },
    { cause },
  )
