import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow, type Manifest, type Saved } from './backup.ts'
import { BackupError, isWhole, type Part, readManifest, readPart } from './backup-file.ts'
import { copyIn } from './copy.ts'
import { connected, databaseUrl, openDatabase } from './database.ts'
import { isMaintenance } from './maintenance.ts'
import { migrationsIn } from './migrations.ts'
import { contentOf, empty, setSequences, target } from './tables.ts'

/**
 * Proves that a backup can be restored: every byte has its digest, and a database made of it, which is dropped again, has
 * the same rows. Throws a `BackupError` that says what is not as it was.
 */
export async function verifyBackup(saved: Saved, path: string): Promise<Manifest> {
  const manifest = await wholeBackup(saved, path)
  const url = await databaseUrl(saved.configuration)
  const name = `verified_${randomBytes(8).toString('hex')}`
  const scratch = new URL(url)
  scratch.pathname = `/${name}`
  await connected(url, (client) => client.query(`create database ${name} template template0`))
  try {
    await rebuild(saved, path, manifest, scratch.href, undefined)
  } finally {
    await connected(url, (client) => client.query(`drop database ${name} with (force)`))
  }
  return manifest
}

/**
 * Puts rows and files back as they were. What was there is not lost: the rows stay in the schema `replaced` until the next
 * restore, files that the backup does not have in a folder beside. Throws, and changes nothing, where the backup is not whole, where
 * nothing keeps clients from writing, and, unless `discarding`, where they may have written since the backup was taken.
 */
export async function restoreBackup(saved: Saved, path: string, discarding: boolean): Promise<Manifest> {
  const manifest = await wholeBackup(saved, path)
  const maintenance = await isMaintenance(saved.configuration.DATA)
  if (maintenance === null)
    throw new BackupError(
      'Clients may write while this is restored: begin maintenance first, and look what came since.',
    )
  if (maintenance.since !== manifest.maintenance && !discarding)
    throw new BackupError(
      `Clients could write after this backup was taken (${manifest.taken}; maintenance has lasted since ${maintenance.since}): restoring it loses what they were told is kept. Take the migration back instead, which keeps it, or say --discard-what-came-since.`,
    )
  const url = await databaseUrl(saved.configuration)
  await connected(url, (client) => client.query('drop schema if exists restoring cascade; create schema restoring'))
  const restoring = new URL(url)
  restoring.searchParams.set('options', '-c search_path=restoring')
  await rebuild(saved, path, manifest, restoring.href, 'restoring')
  if (saved.files !== null) await restoreFiles(saved.files, path, manifest)
  await connected(url, (client) =>
    client.query(
      'begin; drop schema if exists replaced cascade; alter schema public rename to replaced; alter schema restoring rename to public; commit',
    ),
  )
  if (saved.files !== null) setAside(saved.files, manifest)
  return manifest
}

async function wholeBackup(saved: Saved, path: string): Promise<Manifest> {
  const manifest = readManifest(path) as Manifest
  if (manifest.system !== saved.system || manifest.format !== 1)
    throw new BackupError(`${path} is a backup of ${manifest.system} in format ${manifest.format}.`)
  for (const [what, part] of partsOf(manifest))
    if (!(await isWhole(path, part))) throw new BackupError(`${path} was altered: ${what} does not have its digest.`)
  return manifest
}

const partsOf = ({ tables, files }: Manifest): readonly (readonly [string, Part])[] => [
  ...tables.map((table) => [`the table ${table.name}`, table] as const),
  ...(files ?? []).map((file) => [`the file ${file.path}`, file] as const),
]

/** Makes the schema of the backup in an empty place, fills it, and compares what is there now with what was then. */
async function rebuild(saved: Saved, path: string, manifest: Manifest, url: string, schema: string | undefined) {
  const { db, close } = await openDatabase({ DATABASE_URL: url, DATA: saved.configuration.DATA })
  await migrationsIn(saved.migrations, db, schema).to(manifest.schema).finally(close)
  await connected(url, async (client) => {
    // What migrations put into tables is in the backup too.
    await empty(client, manifest.tables)
    for (const table of manifest.tables) if (table.bytes > 0) await copyIn(client, target(table), readPart(path, table))
    await setSequences(client, manifest.sequences)
    for (const table of manifest.tables) {
      const now = await contentOf(client, table)
      if (now.rows !== table.rows || now.sha256 !== table.sha256)
        throw new BackupError(
          `${path} cannot be restored: ${table.name} had ${table.rows} rows and has ${now.rows}, or others.`,
        )
    }
  })
}

async function restoreFiles(folder: string, path: string, manifest: Manifest): Promise<void> {
  for (const file of manifest.files ?? []) {
    const place = join(folder, file.path)
    const parts: Buffer[] = []
    if (file.bytes > 0) for await (const part of readPart(path, file)) parts.push(part)
    const bytes = Buffer.concat(parts)
    if (existsSync(place) && readFileSync(place).equals(bytes)) continue
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(`${place}.restored`, bytes, { flush: true })
    renameSync(`${place}.restored`, place)
  }
}

/** Files that the backup does not have belong to rows that are no longer there. */
function setAside(folder: string, manifest: Manifest): void {
  if (manifest.files === null) return
  const aside = `${folder}.replaced`
  rmSync(aside, { recursive: true, force: true })
  const known = new Set(manifest.files.map(({ path }) => path))
  for (const file of filesBelow(folder).filter((path) => !known.has(path))) {
    mkdirSync(dirname(join(aside, file)), { recursive: true })
    renameSync(join(folder, file), join(aside, file))
  }
}
