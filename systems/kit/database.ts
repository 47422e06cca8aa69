import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { startEmbedded } from './embedded-postgres.ts'
import { queryTimes } from './metrics.ts'

/** Where the database is: at `DATABASE_URL`, else the embedded one of the folder `DATA`, which is started when it is not up. */
export interface DatabaseConfiguration {
  readonly DATABASE_URL?: string | undefined
  readonly DATA: string
}

export interface Database<Tables> {
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

/** Connections that one process holds at most: with four workers and the commands they stay far below PostgreSQL's hundred. */
const connections = 8

/** Milliseconds that a connection may take to come about. */
const connecting = 5_000

/** The address of the database; the embedded one is started when it is not up. */
export const databaseUrl = async ({ DATABASE_URL, DATA }: DatabaseConfiguration): Promise<string> =>
  DATABASE_URL ?? (await startEmbedded(DATA))

/**
 * Opens the database; with `DATABASE_URL` nothing is asked of it yet. Rejects with `EmbeddedError` when the embedded server
 * cannot be started. A connection that breaks later fails the query that uses it; the next query makes a new one.
 */
export async function openDatabase<Tables>(configuration: DatabaseConfiguration): Promise<Database<Tables>> {
  const pool = new pg.Pool({
    connectionString: await databaseUrl(configuration),
    max: connections,
    connectionTimeoutMillis: connecting,
  })
  // A server that goes away says so to connections that nobody uses; without a listener that would end the process.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ queryDurationMillis }) => queryTimes.observe(queryDurationMillis / 1000),
  })
  return { db, close: () => db.destroy() }
}

/** How values are printed, whatever the server and its user are set to. */
const plainly = `set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1; set bytea_output = 'hex'`

/** Does something with one connection, in which values are printed the same way everywhere. */
export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  // A connection that breaks fails what uses it.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(plainly)
    return await work(client)
  } finally {
    await client.end()
  }
}
