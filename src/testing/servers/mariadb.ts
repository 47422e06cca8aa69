import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asNobody, freePort, has, serverFolder, startServer, type TestServer } from './server.ts'

const installer = 'mariadb-install-db'
const server = ['mariadbd', '/usr/sbin/mariadbd'].find(has)

/** Null: this machine can start one. */
export const noMariadb: string | null = server === undefined ? 'mariadbd is not on this machine' : null

/** MariaDB that has run `sql` first: statements, each on a line. */
export async function startMariadb(sql: string): Promise<TestServer> {
  const folder = serverFolder('mariadb')
  const port = await freePort()
  const data = join(folder, 'data')
  execFileSync(installer, ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal'], {
    stdio: 'ignore',
    cwd: folder,
    ...asNobody,
  })
  writeFileSync(join(folder, 'first.sql'), sql, { mode: 0o644 })
  const settings = [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${join(folder, 'socket')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--init-file=${join(folder, 'first.sql')}`,
    '--innodb-flush-log-at-trx-commit=0',
  ]
  return await startServer(server ?? '', settings, { port, folder })
}
