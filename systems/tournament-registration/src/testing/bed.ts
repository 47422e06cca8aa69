import { readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Kysely } from 'kysely'
import { noPostgres } from '../../../../src/testing/servers/postgres.ts'
import { serverFolder } from '../../../../src/testing/servers/server.ts'
import { type Database, openDatabase } from '../../../kit/database.ts'
import { stopEmbedded } from '../../../kit/embedded-postgres.ts'
import { openLog } from '../../../kit/logs.ts'
import { migrationsIn } from '../../../kit/migrations.ts'
import type { Release } from '../context.ts'
import { type Service, startService } from '../service.ts'
import type { Tables } from '../tables.ts'
import { configurationFrom } from '../variables.ts'

export const migrations = resolve(import.meta.dirname, '../../migrations')

/** Null: this machine can start what these tests need. */
export const noBed = noPostgres

/** A data folder with its database, on which services can be started. */
export interface Bed {
  readonly data: string
  readonly db: Kysely<Tables>
  /** What all its services have logged. */
  readonly lines: string[]
  /** A service in this process. */
  start(environment?: Readonly<Record<string, string>>, release?: Release): Promise<Service>
  /** Every file that is kept or was left, from the data folder on. */
  files(): readonly string[]
  end(): Promise<void>
}

/** Makes a bed with the schema of the newest release, or an empty one. */
export async function makeBed(options: { readonly empty?: boolean } = {}): Promise<Bed> {
  const data = serverFolder('tournament')
  const database: Database<Tables> = await openDatabase<Tables>({ DATA: data })
  if (options.empty !== true) await migrationsIn(migrations, database.db).up()
  const services: Service[] = []
  const lines: string[] = []
  return {
    data,
    db: database.db,
    lines,
    start: async (environment = {}, release) => {
      const configuration = configurationFrom({
        DATA: data,
        PORT: '0',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'debug',
        ...environment,
      })
      const log = openLog(configuration.LOG_LEVEL, { write: (line) => void lines.push(line) }, {})
      const service = await startService({ configuration, db: database.db, log, ...(release ? { release } : {}) })
      services.push(service)
      return service
    },
    files: () => ['files', 'spool'].flatMap((folder) => filesIn(data, folder)).sort(),
    end: async () => {
      await Promise.all(services.map((service) => service.stop()))
      await database.close()
      await stopEmbedded(data)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function filesIn(data: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
    return entries.flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name).slice(data.length + 1)] : [],
    )
  } catch {
    return []
  }
}
