import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import {
  DEFAULT_MIGRATION_TABLE,
  type Migration,
  type MigrationResultSet,
  Migrator,
  NO_MIGRATIONS,
} from 'kysely/migration'

/** What the database has of the migrations of a folder, by name, in their order. */
export interface MigrationState {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  /** Applied by a newer release: this one does not know them, and must not work with such a database. */
  readonly unknown: readonly string[]
}

export interface Migrations {
  state(): Promise<MigrationState>
  /** Applies all that are pending, all or none, and gives their names. */
  up(): Promise<readonly string[]>
  /** Brings the schema to where these, and no others, are applied: forward or back. */
  to(names: readonly string[]): Promise<void>
  /** Takes the last one back and gives its name; null: there is none. */
  down(): Promise<string | null>
}

/** Says which migration failed and that nothing of it stayed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

const file = /^(?<name>\d{4}-[a-z0-9-]+)\.[jt]s$/

/**
 * The migrations of a folder: files `NNNN-name.ts` (`.js` in a release) that export `up(db)` and `down(db)`. They run in one
 * transaction, so that one that fails leaves the schema as it was; two processes that migrate wait for each other. A
 * database that has more migrations than the folder, as an older release sees it after a newer one, is refused. `schema`: where
 * the database notes them, when that is not where it looks first.
 */
export function migrationsIn<Tables>(folder: string, db: Kysely<Tables>, schema?: string): Migrations {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => load(folder) },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  })
  const done = ({ error, results }: MigrationResultSet): readonly string[] => {
    const failed = results?.find(({ status }) => status === 'Error')
    if (error !== undefined || failed !== undefined)
      throw new MigrationError(
        `${failed ? `The migration ${failed.migrationName}` : 'Migrating'} failed, and the schema is as it was before: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      )
    return (results ?? []).map(({ migrationName }) => migrationName)
  }
  return {
    state: async () => {
      const known = await migrator.getMigrations()
      const named = (applied: boolean) =>
        known.filter(({ executedAt }) => (executedAt !== undefined) === applied).map(({ name }) => name)
      const names = new Set(known.map(({ name }) => name))
      return {
        applied: named(true),
        pending: named(false),
        unknown: (await recorded(db)).filter((name) => !names.has(name)),
      }
    },
    up: async () => done(await migrator.migrateToLatest()),
    to: async (names) => {
      const known = (await migrator.getMigrations()).map(({ name }) => name)
      const unknown = names.filter((name) => !known.includes(name))
      if (unknown.length > 0)
        throw new MigrationError(`This release does not know the migration ${unknown.join(', ')}: use the newer one.`)
      done(await migrator.migrateTo(names.at(-1) ?? NO_MIGRATIONS))
    },
    down: async () => done(await migrator.migrateDown())[0] ?? null,
  }
}

/** The names that the database has noted, whoever applied them. */
async function recorded<Tables>(db: Kysely<Tables>): Promise<readonly string[]> {
  const table = sql.id(DEFAULT_MIGRATION_TABLE)
  const there = await sql<{ found: string | null }>`select to_regclass(${DEFAULT_MIGRATION_TABLE}) as found`.execute(db)
  if (there.rows[0]?.found == null) return []
  const { rows } = await sql<{ name: string }>`select name from ${table} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function load(folder: string): Promise<Record<string, Migration>> {
  const found: Record<string, Migration> = {}
  for (const entry of readdirSync(folder).sort()) {
    const name = file.exec(entry)?.groups?.name
    if (name !== undefined) found[name] = await import(pathToFileURL(join(folder, entry)).href)
  }
  return found
}
