import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Manifest, type Saved, takeBackup } from '../backup.ts'
import { restoreBackup, verifyBackup } from '../restore.ts'
import { amount, type Command, type System, UsageError } from './system.ts'

/** Makes a backup and prints its name alone on the last line, or proves one: `[FILE] | verify FILE`. */
export const backup: Command = async ({ system, args: [first, second, ...more], say, now }) => {
  if (more.length > 0) throw new UsageError()
  if (first === 'verify') {
    if (second === undefined) throw new UsageError()
    const manifest = await verifyBackup(savedOf(system), second)
    say(`restored into a scratch database and compared: ${held(manifest)}`)
    say('backup ok')
    return 0
  }
  if (second !== undefined) throw new UsageError()
  const stamp = now.toISOString().replace(/[-:]/g, '').slice(0, 15)
  const path = first ?? join(system.configuration.DATA, 'backups', `${system.name}-${stamp}.backup`)
  const manifest = await takeBackup(savedOf(system), path, now)
  for (const { name, rows, sha256 } of manifest.tables) say(`${name}: ${amount(rows, 'row')}, sha256 ${sha256}`)
  say(`schema ${manifest.schema.at(-1) ?? 'none'}; ${held(manifest)}; ${amount(statSync(path).size, 'byte')}`)
  if (manifest.files === null) say('files are kept by the object store: its own backups are apart from this one')
  say(path)
  return 0
}

/** Puts a backup back: `FILE [--discard-what-came-since]`. */
export const restore: Command = async ({ system, args, say }) => {
  const [path, ...more] = args.filter((word) => word !== '--discard-what-came-since')
  if (path === undefined || more.length > 0) throw new UsageError()
  const manifest = await restoreBackup(savedOf(system), path, args.length > 1)
  say(`${held(manifest)}, as they were at ${manifest.taken}; schema ${manifest.schema.at(-1) ?? 'none'}`)
  say('what was there before is in the schema "replaced" until the next restore')
  say('restored')
  return 0
}

const savedOf = ({ name, configuration, migrations, files }: System): Saved => ({
  system: name,
  configuration,
  migrations,
  files: files === null ? null : resolve(files),
})

const held = ({ tables, files }: Manifest): string => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return `${amount(rows, 'row')} in ${amount(tables.length, 'table')}${files === null ? '' : `, ${amount(files.length, 'file')}`}`
}
