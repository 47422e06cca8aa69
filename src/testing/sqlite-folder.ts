import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeStoreFolder } from '../adapters/files/index.ts'
import { sqliteStore } from '../adapters/sqlite/index.ts'
import type { StoreUnderTest } from './store-contract.ts'

/** A SQLite store in a temporary folder of its own. */
export function sqliteFolder(): StoreUnderTest & { readonly folder: string; readonly path: string } {
  const folder = join(mkdtempSync(join(tmpdir(), 'holdpoint-store-')), '.holdpoint')
  const opened = [sqliteStore(folder, () => makeStoreFolder(folder))]
  return {
    folder,
    path: join(folder, 'holdpoint.db'),
    store: opened[0] as (typeof opened)[number],
    again() {
      const store = sqliteStore(folder, () => makeStoreFolder(folder))
      opened.push(store)
      return store
    },
    async clean() {
      for (const store of opened) await store.close()
      rmSync(join(folder, '..'), { recursive: true, force: true })
    },
  }
}
