import { type Connection, createConnection, type FieldPacket } from 'mysql2'
import type { Check } from '../../plan/index.ts'
import { checkedSocket } from './addresses.ts'
import type { Look } from './seen.ts'
import { placeIn, type ServerPlace } from './server-url.ts'
import { type Answer, mostRows, sawRows } from './sql.ts'

/** Asks MySQL or MariaDB in a session that may only read. */
export async function mysql({ what, timeout }: Check, signal: AbortSignal): Promise<Look> {
  const [address = '', query = 'select 1 as answers'] = what
  const place = placeIn(address, { names: ['mysql', 'mariadb'], port: 3306, sockets: false })
  if ('wrong' in place) return { is: 'unclear', why: place.wrong }
  const began = performance.now()
  const socket = checkedSocket()
  const connection = createConnection({ ...sessionFor(place), stream: () => socket.connect(place.port, place.host) })
  const stop = () => socket.destroy(new Error('it took too long'))
  signal.addEventListener('abort', stop)
  // What goes wrong before a query is under way is told to the connection alone.
  const failed = new Promise<never>((_, reject) => connection.on('error', reject))
  try {
    const { rows, first, version } = await Promise.race([failed, looked(connection, query, timeout)])
    return sawRows(place.shown, query, { rows, first, took: performance.now() - began, server: version })
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (refusals.has(code)) return { is: 'unmet', why: `${place.shown}: ${message}` }
    if (timeouts.has(code)) return { is: 'unmet', why: `${place.shown}: no answer within ${timeout} ms` }
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    connection.destroy()
  }
}

async function looked(connection: Connection, query: string, timeout: number) {
  const version = await versionOf(connection)
  await told(connection, 'set session transaction read only')
  await told(connection, limitFor(version, timeout))
  await told(connection, 'start transaction read only')
  return { version, ...(await asked(connection, query)) }
}

/** Every value comes as text, as the server writes it. */
const sessionFor = ({ host, user, password, database, tls }: ServerPlace) => ({
  host,
  user,
  ...(password === undefined ? {} : { password }),
  ...(database === '' ? {} : { database }),
  ...(tls === 'none' ? {} : { ssl: { rejectUnauthorized: tls === 'verified', verifyIdentity: tls === 'verified' } }),
  multipleStatements: false,
  // A server could ask for this machine's files otherwise.
  infileStreamFactory: () => {
    throw new Error('the server asked for a file of this machine')
  },
  typeCast: (field: { string(): string | null }) => field.string(),
})

/** Not this user, no such database, too many connections: nobody can use it as things are. */
const refusals: ReadonlySet<string> = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'ER_CON_COUNT_ERROR',
  'ER_HOST_IS_BLOCKED',
  'ER_HOST_NOT_PRIVILEGED',
  'ER_SERVER_SHUTDOWN',
])
const timeouts: ReadonlySet<string> = new Set(['ER_QUERY_TIMEOUT', 'ER_STATEMENT_TIMEOUT'])

/** Which of the two it is decides how a statement's time is limited, in milliseconds or in seconds. */
const limitFor = (version: string, timeout: number): string =>
  /mariadb/i.test(version)
    ? `set session max_statement_time = ${timeout / 1000}`
    : `set session max_execution_time = ${Math.ceil(timeout)}`

async function versionOf(connection: Connection): Promise<string> {
  const { first } = await asked(connection, 'select version()')
  const version = first[0]?.[1] ?? ''
  return /mariadb/i.test(version) ? version : `MySQL ${version}`
}

const told = async (connection: Connection, statement: string): Promise<void> => {
  await asked(connection, statement)
}

/** The first row, and how many there are, as far as they are counted; the rest of them is not kept. */
function asked(connection: Connection, sql: string): Promise<Pick<Answer, 'rows' | 'first'>> {
  return new Promise((resolve, reject) => {
    let rows = 0
    let first: Answer['first'] = []
    let columns: readonly FieldPacket[] = []
    const query = connection.query({ sql, rowsAsArray: true })
    query.on('fields', (fields: readonly FieldPacket[] | undefined) => {
      columns = fields ?? []
    })
    query.on('result', (row: unknown) => {
      if (!Array.isArray(row)) return
      rows += 1
      if (rows === 1) first = row.map((value: string | null, at) => [columns[at]?.name ?? String(at), value])
      if (rows > mostRows) resolve({ rows, first })
    })
    query.on('error', reject)
    query.on('end', () => resolve({ rows, first }))
  })
}
