import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server that a test started for itself, on loopback. */
export interface TestServer {
  readonly port: number
  /** Its own, with its data; gone when it is stopped. */
  readonly folder: string
  stop(): Promise<void>
}

/** Milliseconds that making and starting one may take on a machine that is busy. */
export const starting = 60_000

/** Servers of databases refuse to be the superuser; nobody else's account is needed for that. */
const nobody = 65_534
const isRoot = userInfo().uid === 0
export const asNobody = isRoot ? { uid: nobody, gid: nobody } : {}

/** A folder that whoever runs the servers may write to. */
export function serverFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `holdpoint-${name}-`))
  chmodSync(folder, 0o755)
  if (isRoot) chownSync(folder, nobody, nobody)
  return folder
}

export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts a program and waits until somebody answers at its port; fails with what it said when it ends before. */
export async function startServer(
  program: string,
  args: readonly string[],
  { port, folder }: Pick<TestServer, 'port' | 'folder'>,
): Promise<TestServer> {
  const child = spawn(program, [...args], { cwd: folder, ...asNobody, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said = (said + part).slice(-4000)
    })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.once('error', (error) => {
    said += error.message
  })
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`${program} ended: ${said}`)
    await sleep(50)
  }
  return {
    port,
    folder,
    stop: async () => {
      end(child)
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const end = (child: ChildProcess) => child.kill('SIGINT') && child.kill('SIGKILL')

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Whether a program is on this machine and can tell its version. */
export function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore', ...asNobody })
    return true
  } catch {
    return false
  }
}

/** A key and a certificate for localhost that nobody signed, as files in a folder; they belong to whoever owns it. */
export function selfSigned(folder: string): { readonly key: string; readonly cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = `req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${cert} -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost`
  execFileSync('openssl', request.split(' '), { stdio: 'ignore', ...asNobody })
  chmodSync(key, 0o600)
  return { key, cert }
}
