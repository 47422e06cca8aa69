import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { HoldpointError } from '../../errors.ts'
import type { Target } from '../../run/index.ts'
import type { AttemptFormat, Environment } from './attempt-format.ts'
import { failureOf, notInstalled } from './failures.ts'
import { type Reader, reader } from './reader.ts'

/** What a host tells of itself: the folder of our files, what curl is configured with, the environment that ssh gives. */
export interface Greeting {
  readonly base: string
  readonly curlrc: string
  readonly first: Environment
}

/** One call of our file on a host. */
export interface Channel {
  readonly answers: Reader
  /** Sends fields, each ended by NUL. */
  tell(fields: readonly string[]): void
  /** Sends bytes as they are. */
  send(bytes: Uint8Array): void
  /** Lets go of it: what was started there goes on. */
  drop(): void
  /** Why it ended early; to be asked when its answers end. */
  failure(): Promise<HoldpointError>
}

/** A host as `ssh` reaches it, with our file on it. */
export interface Host {
  readonly target: Target
  /** Brings our file there if need be; once. Fails with what keeps us from it. */
  greet(): Promise<Greeting>
  /** Calls our file with a verb and its fields. Fails when it is not reached. */
  open(...fields: readonly string[]): Promise<Channel>
  /** Lets go of all that is open. */
  close(): void
}

interface HostOptions {
  /** Of the `ssh` process: it has the agent's socket. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** For the sockets of shared connections. */
  readonly folder: string
  readonly format: Pick<AttemptFormat, 'script' | 'firstEnvironment'>
}

/** Milliseconds that a host may take from the call to its first word: a home folder on a network that hangs. */
const silence = 60_000

export const createHost = (target: Target, options: HostOptions): Host => {
  const { script, firstEnvironment } = options.format
  const digest = createHash('sha256').update(script).digest('hex').slice(0, 20)
  const children = new Set<ChildProcess>()
  const start = (line: string) => {
    const child = spawn('ssh', [...argumentsFor(target, options.folder), line], {
      env: { ...options.environment },
      // A Ctrl-C in our terminal is not meant for it.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }

  /** Ends a call that takes too long; the result is called when it has been answered. */
  const limited = (child: ChildProcess) => {
    const slow = setTimeout(() => child.kill('SIGKILL'), silence)
    return () => clearTimeout(slow)
  }
  const silent = ({ signalCode }: ChildProcess) =>
    signalCode === 'SIGKILL'
      ? new HoldpointError('target-timeout', {
          target: target.name,
          ssh: target.ssh,
          why: 'it let us in, and was silent for a minute',
        })
      : null

  const call = async (fields: readonly string[]): Promise<Channel | typeof notInstalled> => {
    const child = start(`bash --norc --noprofile -c '${toOurFile}' ${digest}`)
    const channel = channelOf(target, child)
    channel.tell(fields)
    const listened = limited(child)
    for (;;) {
      const line = await channel.answers.line()
      if (line === null || line === 'holdpoint is here') listened()
      if (line === 'holdpoint is here') return channel
      // What a host says to everybody who comes in.
      if (line !== null) continue
      const { code, said } = await channel.over
      if (code === notInstalled) return notInstalled
      throw silent(child) ?? failureOf(target, code, said)
    }
  }

  const install = async () => {
    const child = start(`bash --norc --noprofile -c '${takeOurFile}' ${digest} ${Buffer.byteLength(script)}`)
    const channel = channelOf(target, child)
    const listened = limited(child)
    channel.end(script)
    const last = (await channel.answers.rest()).toString().trim().split('\n').at(-1)
    listened()
    const { code, said } = await channel.over
    if (last === 'holdpoint is here') return
    if (code === 1 && said.trim() !== '') {
      const full = /No space left|quota exceeded/i.test(said) ? 'target-full' : 'target-folder'
      throw new HoldpointError(full, {
        target: target.name,
        ssh: target.ssh,
        why: said.trim().split('\n').at(-1) ?? '',
      })
    }
    throw silent(child) ?? failureOf(target, code, said)
  }

  const open: Host['open'] = async (...fields) => {
    const first = await call(fields)
    if (first !== notInstalled) return first
    await install()
    const second = await call(fields)
    if (second === notInstalled) throw failureOf(target, null, 'what was written there is gone again')
    return second
  }

  let greeting: Promise<Greeting> | null = null
  const greet = async (): Promise<Greeting> => {
    const channel = await open('hello', '')
    const text = (await channel.answers.rest()).toString()
    const [base = '', curlrc = '', ...entries] = text.split('\0')
    if (!base.startsWith('/') || !text.endsWith('\0')) throw await channel.failure()
    const environment = Object.fromEntries(
      entries.slice(0, -1).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
    return { base, curlrc, first: withoutConnection(firstEnvironment(environment)) }
  }

  return {
    target,
    open,
    greet: () => {
      greeting ??= greet().catch((error: unknown) => {
        greeting = null
        throw error
      })
      return greeting
    },
    close: () => {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}

/**
 * The line that a host's login shell reads, whichever shell that is: words, and one text in single quotes that has none. No value
 * of a document, a file or a person ever stands in it. `$0` is the digest of our file.
 */
const toOurFile = [
  `cd -- "\${XDG_STATE_HOME:-$HOME/.local/state}/holdpoint/$0" 2>/dev/null && [ -r attempt.sh ] || exit ${notInstalled}`,
  'exec bash --norc --noprofile attempt.sh far',
].join('; ')

/** Takes our file from the input, and gives it its name when all of it is there. `$1`: its length in bytes. */
const takeOurFile = [
  'umask 077',
  'd=${XDG_STATE_HOME:-$HOME/.local/state}/holdpoint/$0',
  'mkdir -p -- "$d" && cat >"$d/attempt.$$" && [ "$(wc -c <"$d/attempt.$$")" -eq "$1" ] && chmod 700 "$d" "$d/attempt.$$"' +
    ' && mv -f -- "$d/attempt.$$" "$d/attempt.sh" && echo "holdpoint is here" || exit 1',
].join('; ')

/** The customer's own configuration holds in everything that is not about being alone with a program. */
const argumentsFor = ({ ssh, options }: Target, folder: string): readonly string[] => {
  const socket = join(
    folder,
    createHash('sha256')
      .update(JSON.stringify([ssh, options]))
      .digest('hex')
      .slice(0, 12),
  )
  const set = {
    BatchMode: 'yes',
    ConnectTimeout: '10',
    ServerAliveInterval: '5',
    ServerAliveCountMax: '3',
    RequestTTY: 'no',
    RemoteCommand: 'none',
    ClearAllForwardings: 'yes',
    LogLevel: 'ERROR',
    ...shared(folder, socket),
  }
  return ['-T', ...Object.entries(set).flatMap(([name, value]) => ['-o', `${name}=${value}`]), ...options, '--', ssh]
}

/** The path of a socket is short by law, and ssh makes it longer while it makes it; without one, each call connects anew. */
const shared = (folder: string, socket: string) => {
  if (Buffer.byteLength(socket) > 85) return { ControlMaster: 'no', ControlPath: 'none' }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { ControlMaster: 'auto', ControlPath: socket.replaceAll('%', '%%'), ControlPersist: '60' }
}

/** What is true of this connection only must not be told to what outlives it. */
const withoutConnection = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(SSH_|XDG_SESSION_)/.test(name)))

interface Over {
  readonly code: number | null
  readonly said: string
}

const channelOf = (
  target: Target,
  child: ChildProcess,
): Channel & { readonly over: Promise<Over>; end(text: string): void } => {
  const input = child.stdin as Writable
  let said = ''
  // One whose other side is gone is told by its end.
  for (const stream of child.stdio) stream?.on('error', () => undefined)
  ;(child.stderr as Readable).setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-8192)
  })
  const over = new Promise<Over>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') reject(new HoldpointError('ssh-missing', { target: target.name }, { cause }))
      else resolve({ code: null, said: cause.message })
    })
    // What it said before its end is given a moment; who reads its answers may take long.
    child.once('exit', (code) => setTimeout(() => resolve({ code, said }), 50))
  })
  over.catch(() => undefined)
  return {
    answers: reader(child.stdout as Readable),
    over,
    tell: (fields) => input.write(fields.map((field) => `${field.replaceAll('\0', '')}\0`).join('')),
    send: (bytes) => input.write(bytes),
    end: (text) => input.end(text),
    drop: () => {
      child.kill('SIGTERM')
      for (const stream of child.stdio) stream?.destroy()
    },
    failure: async () => {
      input.end()
      const slow = setTimeout(() => child.kill('SIGTERM'), 2000)
      const { code, said: why } = await over
      clearTimeout(slow)
      for (const stream of child.stdio) stream?.destroy()
      return failureOf(target, code === 0 ? null : code, why)
    },
  }
}
