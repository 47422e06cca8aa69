import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/sshd'

/** Whether a real sshd can be started on this machine. */
export const hasSshd = existsSync(program) && existsSync('/proc/self/stat')

/**
 * A real sshd on loopback, with keys of its own, that this user may enter: what a host is to `ssh`. The `ssh` on the `PATH` of
 * `environment` reaches it as `there`, and `ssh` itself is the system's.
 */
export interface SshDaemon {
  /** What is written there: home and the state of what runs. */
  readonly home: string
  readonly port: number
  readonly pid: number
  /** For a Holdpoint that is to reach it. */
  readonly environment: Readonly<Record<string, string>>
  /** Says more to `ssh`, for all that comes after. */
  configure(lines: readonly string[]): void
  /** Ends it; what runs there goes on. With `sessions`, also those that are open. */
  stop(sessions: boolean): Promise<void>
  start(): Promise<void>
  /** Ends everything, and removes its files. */
  dispose(): Promise<void>
}

interface DaemonOptions {
  /** Lines of sshd_config. */
  readonly config?: readonly string[]
  /** What sshd is started by: a program and its arguments, e.g. `unshare`. */
  readonly by?: readonly string[]
}

export const startSshd = async ({ config = [], by = [] }: DaemonOptions = {}): Promise<SshDaemon> => {
  const root = mkdtempSync(join(tmpdir(), 'sshd-'))
  const home = join(root, 'home')
  const bin = join(root, 'bin')
  for (const folder of [home, bin]) mkdirSync(folder)
  const file = (name: string) => join(root, name)
  for (const key of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(key)])
  writeFileSync(file('authorized_keys'), readFileSync(file('user.pub')))
  const port = await freePort()
  // Only root needs the folder of sshd's own, for its separated part.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  writeFileSync(
    file('sshd_config'),
    [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      `PidFile ${file('sshd.pid')}`,
      `SetEnv HOME=${home} XDG_STATE_HOME=${join(home, 'state')} PATH=${process.env.PATH}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      'StrictModes no',
      'PermitRootLogin yes',
      'PrintMotd no',
      'LogLevel ERROR',
      ...config,
      '',
    ].join('\n'),
  )
  const known = `[127.0.0.1]:${port} ${readFileSync(file('host.pub'), 'utf8')}`
  writeFileSync(file('known_hosts'), known)
  const configure = (lines: readonly string[]) =>
    writeFileSync(
      file('config'),
      [
        ...lines,
        'Host there',
        '  HostName 127.0.0.1',
        `  Port ${port}`,
        `  User ${userInfo().username}`,
        `  IdentityFile ${file('user')}`,
        '  IdentitiesOnly yes',
        `  UserKnownHostsFile ${file('known_hosts')}`,
        '  GlobalKnownHostsFile /dev/null',
        '',
      ].join('\n'),
    )
  configure([])
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nexec ${which('ssh')} -F ${file('config')} "$@"\n`)
  chmodSync(join(bin, 'ssh'), 0o755)

  let daemon: ChildProcess | null = null
  const start = async () => {
    const [first = program, ...rest] = [...by, program, '-D', '-e', '-f', file('sshd_config')]
    const child = spawn(first, rest, { stdio: ['ignore', 'ignore', 'inherit'], detached: true })
    daemon = child
    const pid = () => Number(existsSync(file('sshd.pid')) ? readFileSync(file('sshd.pid'), 'utf8') : 0)
    for (let look = 0; pid() === 0 && child.exitCode === null && look < 500; look++)
      await new Promise((resolve) => setTimeout(resolve, 10))
    if (pid() === 0) throw new Error('sshd did not start')
  }
  const stop = async (sessions: boolean) => {
    const child = daemon
    daemon = null
    if (child?.pid === undefined || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // What serves a session is a child of the daemon.
    const open = sessions ? childrenOf(child.pid) : []
    child.kill('SIGKILL')
    for (const pid of open) kill(pid)
    await ended
    rmSync(file('sshd.pid'), { force: true })
  }
  await start()
  return {
    home,
    port,
    get pid() {
      return daemon?.pid ?? 0
    },
    environment: { ...clean(process.env), PATH: `${bin}:${process.env.PATH}` },
    configure,
    start,
    stop,
    dispose: async () => {
      await stop(true)
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Processes that a daemon has started, and theirs that still serve a session. */
export const childrenOf = (pid: number): readonly number[] => {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  const children = text === '' ? [] : text.split(' ').map(Number)
  return children.flatMap((child) => (isServing(child) ? [child, ...childrenOf(child)] : []))
}

const isServing = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('sshd')
  } catch {
    return false
  }
}

export const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

const clean = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

const which = (name: string): string =>
  execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim()

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
