import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BackupError, createBackup, type Part } from './backup-file.ts'
import { copyOut } from './copy.ts'
import { connected, databaseUrl, openDatabase } from './database.ts'
import { isMaintenance } from './maintenance.ts'
import { migrationsIn } from './migrations.ts'
import { type Content, rowsIn, selection, sequencesOf, type Table, tablesOf } from './tables.ts'

/** What is backed up, and with what it is rebuilt. */
export interface Saved {
  readonly system: string
  readonly configuration: { readonly DATABASE_URL?: string | undefined; readonly DATA: string }
  /** The folder of the release's migrations: they rebuild the schema. */
  readonly migrations: string
  /** The folder of the files that rows refer to; null: another service keeps them, and its backups are its own. */
  readonly files: string | null
}

/** What a backup says of itself. */
export interface Manifest {
  readonly format: 1
  readonly system: string
  /** ISO 8601, UTC. */
  readonly taken: string
  /** The migrations that were applied. */
  readonly schema: readonly string[]
  /** Since when nothing was written; null: clients were writing. */
  readonly maintenance: string | null
  readonly tables: readonly (Table & Part & Content)[]
  readonly sequences: readonly { readonly name: string; readonly value: string }[]
  /** Null: kept by another service. Paths are from the folder of the files on. */
  readonly files: readonly (Part & { readonly path: string })[] | null
}

/** Writes all rows, as they were at one moment, and all files to `path`. A backup that fails leaves nothing there. */
export async function takeBackup(saved: Saved, path: string, now: Date): Promise<Manifest> {
  if (existsSync(path)) throw new BackupError(`${path} is there already; a backup overwrites nothing.`)
  const schema = await appliedIn(saved)
  const maintenance = await isMaintenance(saved.configuration.DATA)
  const backup = createBackup(path)
  try {
    const rows = await connected(await databaseUrl(saved.configuration), async (client) => {
      await client.query('begin isolation level repeatable read read only')
      const tables: Manifest['tables'][number][] = []
      for (const table of await tablesOf(client)) {
        let rows = 0
        const part = await backup.part((take) =>
          copyOut(client, selection(table), (bytes) => {
            rows += rowsIn(bytes)
            take(bytes)
          }),
        )
        tables.push({ ...table, ...part, rows })
      }
      return { tables, sequences: await sequencesOf(client) }
    })
    const files: (Part & { readonly path: string })[] = []
    for (const file of saved.files === null ? [] : filesBelow(saved.files)) {
      const part = await backup.part(async (take) => take(readFileSync(join(saved.files ?? '', file))))
      files.push({ path: file, ...part })
    }
    const manifest: Manifest = {
      format: 1,
      system: saved.system,
      taken: now.toISOString(),
      schema,
      maintenance: maintenance?.since ?? null,
      ...rows,
      files: saved.files === null ? null : files,
    }
    backup.finish(manifest)
    return manifest
  } finally {
    backup.discard()
  }
}

/** Paths of the files of a folder, at any depth, in their order. */
export const filesBelow = (folder: string): readonly string[] =>
  globSync('**/*', { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()

async function appliedIn({ configuration, migrations }: Saved): Promise<readonly string[]> {
  const { db, close } = await openDatabase(configuration)
  const { applied, unknown } = await migrationsIn(migrations, db).state().finally(close)
  if (unknown.length > 0)
    throw new BackupError(`This release does not know the migration ${unknown.join(', ')}: use the newer one.`)
  return applied
}
