import type { Socket } from 'node:net'
import pg from 'pg'
import type { Check } from '../../plan/index.ts'
import { checkedSocket } from './addresses.ts'
import type { Look } from './seen.ts'
import { placeIn, type ServerPlace } from './server-url.ts'
import { type Answer, mostRows, sawRows } from './sql.ts'

const scheme = { names: ['postgres', 'postgresql'], port: 5432, sockets: true }

/** A boolean as JSON and people write it; every other value as the server does. */
const types = { getTypeParser: (type: number) => (type === 16 ? bool : String) } as unknown as pg.CustomTypesConfig
const bool = (text: string) => (text === 't' ? 'true' : 'false')

/** Asks PostgreSQL in a transaction that may only read, with a limit that the server keeps too. */
export async function postgres({ what, timeout }: Check, signal: AbortSignal): Promise<Look> {
  const [address = '', query = 'select 1 as answers'] = what
  const place = postgresPlace(address)
  if ('wrong' in place) return { is: 'unclear', why: place.wrong }
  const began = performance.now()
  try {
    return await connected(place, signal, async (client) => {
      await client.query('begin transaction read only')
      await client.query(`set local statement_timeout = ${Math.ceil(timeout)}`)
      const { rows, first } = await asked(client, query)
      const took = performance.now() - began
      return sawRows(place.shown, query, { rows, first, took, server: await versionOf(client, rows) })
    })
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (refusals.test(code)) return { is: 'unmet', why: `${place.shown}: ${message}` }
    if (code === '57014') return { is: 'unmet', why: `${place.shown}: no answer within ${timeout} ms` }
    throw error
  }
}

export const postgresPlace = (address: string) => placeIn(address, scheme)

/** Not this user, no such database, too many connections, starting up or going down: nobody can use it as things are. */
const refusals = /^(?:28\w{3}|3D000|53300|57P0\d)$/

/** A session on a server, ended whatever happens. */
export async function connected<T>(
  place: ServerPlace,
  signal: AbortSignal,
  use: (client: pg.Client, socket: Socket) => Promise<T>,
): Promise<T> {
  const socket = checkedSocket()
  const client = new pg.Client({
    host: place.host,
    port: place.port,
    user: place.user,
    // Never the one of a file or variable that the check does not name.
    password: place.password ?? '',
    database: place.database,
    application_name: 'holdpoint',
    ssl: place.tls === 'none' ? false : { rejectUnauthorized: place.tls === 'verified' },
    stream: () => socket,
  })
  // The promises tell of it as well.
  client.on('error', () => {})
  const stop = () => socket.destroy(new Error('it took too long'))
  signal.addEventListener('abort', stop)
  try {
    signal.throwIfAborted()
    await client.connect()
    return await use(client, socket)
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroySoon()
    client.end().catch(() => {})
  }
}

/** The first row, and how many there are, as far as they are counted; the rest of them is not kept. */
function asked(client: pg.Client, text: string): Promise<Pick<Answer, 'rows' | 'first'>> {
  return new Promise((resolve, reject) => {
    // One statement, whatever stands in the text: the extended protocol takes no more.
    const query = new pg.Query({ text, queryMode: 'extended', rowMode: 'array', types } as pg.QueryArrayConfig)
    let rows = 0
    let first: Answer['first'] = []
    query.on('row', (row: unknown, result) => {
      rows += 1
      if (rows === 1)
        first = (row as (string | null)[]).map((value, at) => [result?.fields[at]?.name ?? String(at), value])
      if (rows > mostRows) resolve({ rows, first })
    })
    query.on('end', () => resolve({ rows, first }))
    query.on('error', reject)
    client.query(query)
  })
}

/** Not asked while rows are still coming in. */
async function versionOf(client: pg.Client, rows: number): Promise<string> {
  if (rows > mostRows) return 'PostgreSQL'
  const { rows: answer } = await client.query<{ server_version: string }>('show server_version')
  return `PostgreSQL ${answer[0]?.server_version ?? ''}`
}
