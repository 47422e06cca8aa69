import { randomBytes } from 'node:crypto'
import { connected, postgresPlace } from './postgres.ts'
import { output } from './program.ts'
import { clients, formatOf } from './readable.ts'
import type { ServerPlace } from './server-url.ts'

/** What came of a restore. `tables`: how many there are in it; null: it was not restored. */
interface Restored {
  readonly is: 'yes' | 'no' | 'unclear'
  readonly how: readonly string[]
  readonly tables: number | null
}

/** Milliseconds for making and dropping a database, which goes on when everything else was stopped. */
const forDropping = 30_000

const no = (is: 'no' | 'unclear', ...how: readonly string[]): Restored => ({ is, how, tables: null })

/**
 * Restores an archive of pg_dump into a database that is made for it on the server of an address, and dropped again whatever
 * happens. The only check that writes; its database's name is one that nobody else has.
 */
export async function restored(path: string, address: string, signal: AbortSignal): Promise<Restored> {
  const place = postgresPlace(address)
  if ('wrong' in place) return no('unclear', `restore: ${place.wrong}`)
  if ((await formatOf(path)) !== 'pg_dump')
    return no(
      'unclear',
      'only archives of pg_dump are restored (--format custom or tar): a dump as text may go to other databases',
    )
  const name = `holdpoint_restore_${randomBytes(10).toString('hex')}`
  const admin = { ...place, database: place.database || 'postgres' }
  const made = await madeOn(admin, name, signal)
  if ('wrong' in made)
    return no('unclear', `no database could be made for it on ${place.host}:${place.port}: ${made.wrong}`)
  try {
    return await filled(path, { ...place, database: name }, made.at, signal)
  } finally {
    await dropped(admin, name)
  }
}

/** Gives the address of the server that was checked: what pg_restore asks must be the same. */
async function madeOn(admin: ServerPlace, name: string, signal: AbortSignal) {
  try {
    return await connected(admin, signal, async (client, socket) => {
      await client.query(`create database ${name} template template0`)
      return { at: socket.remoteAddress }
    })
  } catch (error) {
    if (signal.aborted) throw error
    return { wrong: (error as Error).message }
  }
}

async function filled(
  path: string,
  place: ServerPlace,
  address: string | undefined,
  signal: AbortSignal,
): Promise<Restored> {
  const { status, text } = await output(
    'pg_restore',
    ['--exit-on-error', '--no-owner', '--no-privileges', '--dbname', place.database, path],
    { signal, env: environmentFor(place, address) },
  )
  if (status === null) return no('unclear', `pg_restore is not on this machine; ${clients}`)
  const where = `into ${place.database} on ${place.host}:${place.port}, which was dropped again`
  if (status !== 0) return no('no', `pg_restore ${where}: ${text.trim().split('\n').slice(0, 5).join('\n')}`)
  const tables = await connected(place, signal, async (client) => {
    const { rows } = await client.query<{ count: string }>(countTables)
    return Number(rows[0]?.count)
  })
  return { is: 'yes', how: [`restored ${where}: ${tables} tables`], tables }
}

const countTables = `select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`

/** Nothing of this process's own, above all no password but the server's; never in an argument, which others can see. */
function environmentFor(place: ServerPlace, address: string | undefined): Readonly<Record<string, string>> {
  const { PATH = '' } = process.env
  const modes = { none: 'disable', unverified: 'require', verified: 'verify-full' }
  return {
    PATH,
    LC_ALL: 'C',
    PGHOST: place.host,
    ...(address === undefined ? {} : { PGHOSTADDR: address }),
    PGPORT: String(place.port),
    PGUSER: place.user,
    PGPASSWORD: place.password ?? '',
    PGPASSFILE: '/dev/null',
    PGSSLMODE: modes[place.tls],
    ...(place.tls === 'verified' ? { PGSSLROOTCERT: 'system' } : {}),
  }
}

async function dropped(admin: ServerPlace, name: string): Promise<void> {
  try {
    await connected(admin, AbortSignal.timeout(forDropping), (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    )
  } catch (error) {
    throw new Error(
      `the database ${name} on ${admin.host}:${admin.port} could not be dropped: ${(error as Error).message}; drop it by hand`,
    )
  }
}
