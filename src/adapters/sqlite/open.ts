import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { HoldpointError } from '../../errors.ts'
import { busyTimeout, damaged, sqliteCode } from './failure.ts'
import { format, migrate } from './migrations.ts'

/** Marks a database as a Holdpoint store: "hold" as SQLite's application id. */
const applicationId = 0x686f6c64

/** The first SQLite whose write-ahead log can't be reset under a reader. */
const neededEngine = [3, 51, 3]

/**
 * Opens the store's database, making or migrating it when needed. Looks at the file's header before SQLite does, so that
 * a store which is not ours or newer than us stays as it is, byte for byte.
 */
export function openDatabase(path: string): DatabaseSync {
  refuseForeign(path)
  // SQLite gives its other files the permissions of this one; the folder may be one that others can look into.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: busyTimeout })
  try {
    refuseOldEngine(database)
    useWriteAheadLog(database)
    bringUpToDate(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens a store where nothing can be written. A write-ahead log that somebody left needs its index, and where that is not
 * there it cannot be made: `unread` is then told of the log, whose events are not seen.
 */
export function openReadOnly(path: string, unread: (log: string) => void): DatabaseSync {
  refuseForeign(path)
  const log = `${path}-wal`
  const left = existsSync(log) && statSync(log).size > 0
  const indexed = left && existsSync(`${path}-shm`)
  if (left && !indexed) unread(log)
  // Immutable: SQLite then asks for neither locks nor the log, both of which need files beside this one.
  const database = new DatabaseSync(indexed ? path : `${pathToFileURL(path).href}?immutable=1`, { readOnly: true })
  try {
    refuseOldEngine(database)
    formatOf(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function refuseForeign(path: string): void {
  const header = headerOf(path)
  if (header === null) return
  if (header.length === 0) {
    const runs = join(dirname(path), 'runs')
    if (existsSync(runs) && readdirSync(runs).length > 0) throw damaged(path, 'the file is empty although runs exist')
    return
  }
  if (header.length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw damaged(path, 'the file does not begin like a database')
  }
  refuseNewer(path, header.readUInt32BE(60))
  const application = header.readUInt32BE(68)
  if (application !== 0 && application !== applicationId) throw damaged(path, 'it is the database of another program')
}

/** The first 100 bytes; null when there is no file. */
function headerOf(path: string): Buffer | null {
  if (!existsSync(path)) return null
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(Math.min(100, fstatSync(file).size))
    readSync(file, header, 0, header.length, 0)
    return header
  } finally {
    closeSync(file)
  }
}

function refuseNewer(path: string, found: number): void {
  if (found > format) throw new HoldpointError('store-newer', { path, found, known: format })
}

function refuseOldEngine(database: DatabaseSync): void {
  const found = String(database.prepare('select sqlite_version() as version').get()?.version)
  const parts = found.split('.').map(Number)
  for (const [index, needed] of neededEngine.entries()) {
    const part = parts[index] ?? 0
    if (part > needed) return
    if (part < needed) throw new HoldpointError('store-engine-old', { found, needed: neededEngine.join('.') })
  }
}

/** SQLite changes the journal mode without asking its busy handler, so two first opens at once need a second try. */
function useWriteAheadLog(database: DatabaseSync): void {
  for (let tries = 0; ; tries += 1) {
    try {
      database.exec('pragma journal_mode = wal; pragma synchronous = full')
      return
    } catch (error) {
      if (sqliteCode(error) !== 5 || tries === 100) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyTimeout / 100)
    }
  }
}

function bringUpToDate(database: DatabaseSync, path: string): void {
  if (formatOf(database, path) === format) return
  database.exec('begin immediate')
  try {
    const from = formatOf(database, path)
    if (from < format) {
      database.exec(`pragma application_id = ${applicationId}`)
      migrate(database, from)
    }
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
  database.exec('pragma wal_checkpoint(truncate)')
}

function formatOf(database: DatabaseSync, path: string): number {
  const found = Number(database.prepare('pragma user_version').get()?.user_version)
  refuseNewer(path, found)
  return found
}
