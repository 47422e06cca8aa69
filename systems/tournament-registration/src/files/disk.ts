import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore } from './store.ts'

/** Files in a folder of this machine. The spool must be on the same file system. */
export function diskStore(folder: string): FileStore {
  const path = (key: string) => join(folder, key)
  return {
    put: async (key, file) => {
      const target = path(key)
      await sync(file.path)
      const made = await mkdir(dirname(target), { recursive: true })
      await rename(file.path, target)
      await sync(dirname(target))
      if (made !== undefined) await sync(folder)
    },
    get: async (key) => {
      await access(path(key))
      return createReadStream(path(key))
    },
    remove: async (keys) => {
      for (const key of keys) await rm(path(key), { force: true })
      for (const parent of new Set(keys.map((key) => dirname(path(key))))) await rmdir(parent).catch(() => {})
    },
    ping: async () => {
      await mkdir(folder, { recursive: true })
      await access(folder, constants.W_OK)
    },
  }
}

/** Brings a file, or the names in a folder, to the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
