import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from './store.ts'

/** Files in a folder of this machine. The spool must be on the same file system. */
export async function diskStore(folder: string): Promise<FileStore> {
  await mkdir(folder, { recursive: true })
  const path = (key: string) => join(folder, key)
  return {
    put: async (files) => {
      const moved = await Promise.allSettled(
        files.map(async (file) => {
          await sync(file.path)
          await rename(file.path, path(file.key))
        }),
      )
      for (const one of moved) if (one.status === 'rejected') throw one.reason
      await sync(folder)
    },
    get: async (key) => {
      await access(path(key))
      return createReadStream(path(key))
    },
    remove: async (keys) => {
      for (const key of keys) await rm(path(key), { force: true })
    },
    ping: () => access(folder, constants.W_OK),
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
