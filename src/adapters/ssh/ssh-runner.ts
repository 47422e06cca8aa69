import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { AttemptSpec, RunningAttempt, ServiceProcess, StepRunner } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import type { Target } from '../../run/index.ts'
import type { AttemptFormat } from './attempt-format.ts'
import { sizeOf, takeBytes } from './copy.ts'
import { folderFailure, passes } from './failures.ts'
import { type Channel, createHost, type Greeting, type Host } from './host.ts'
import { finished, keepLeft, nothingSeen } from './left.ts'
import { briefly, patiently } from './patience.ts'
import { type Followed, followRemote } from './remote-attempt.ts'

interface SshOptions {
  /** What Holdpoint was started with; `ssh` is found on its PATH. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly store: string
  readonly format: AttemptFormat
  /** Who we are, for others who find a host taken: `ada@laptop, /srv/app/.holdpoint`. Two that are the same share a store. */
  readonly identity: string
  /** Whether a run of this store is over, or was removed: what it holds on a host can be taken then. */
  readonly isOver: (run: string) => Promise<boolean>
  /** Milliseconds without a connection after which a step is left alone, to be found again by `resume`. */
  readonly bound?: number
}

const minutes = 60_000

/** Runs attempts on hosts that the system's `ssh` reaches; docs/adr/0029-other-hosts-by-ssh.md. */
export const sshRunner = (options: SshOptions): StepRunner => {
  const { store, format, environment } = options
  const hosts = new Map<string, Host>()
  const closed = new AbortController()
  const bound = options.bound ?? 5 * minutes
  const hostOf = (target: Target): Host => {
    const key = JSON.stringify([target.name, target.ssh, target.options])
    const host = hosts.get(key) ?? createHost(target, { environment, folder: join(store, 'ssh'), format })
    hosts.set(key, host)
    return host
  }
  const follow = (host: Host): Followed => ({ host, format, store, bound, closed: closed.signal })
  /** Named by where it lies in our store: the same after a restart, and no two in a run. */
  const folderThere = (run: string, folder: string, { base }: Greeting) =>
    `${base}/attempts/${run}-${createHash('sha256').update(relative(store, folder)).digest('hex').slice(0, 16)}`

  /** Fails with what may pass only when nothing ran. */
  const startOnce = async (spec: AttemptSpec): Promise<RunningAttempt> => {
    const host = hostOf(targetOf(spec))
    const { name, ssh } = host.target
    const greeting = await host.greet()
    const there = folderThere(spec.run, spec.folder, greeting)
    format.prepareFolder(spec.folder)
    const { channel, claim, go } = await prepare(host, greeting, spec, there)
    // From here on nobody knows that it did not start, but who asks the host.
    writeFileSync(join(spec.folder, 'told'), there, { mode: 0o600, flush: true })
    channel.tell(go)
    const { running, claimed, giveUp } = followRemote(spec, there, claim, follow(host))
    const how = await Promise.race([claimed.then(() => 'claimed'), channel.answers.line()])
    channel.drop()
    // `0`: it was over before the one that follows it had seen the claim.
    if (how === 'claimed' || how === '0') return running
    giveUp()
    if (how === '17' || how === '16') throw new HoldpointError('attempt-claimed', { folder: `${there} on ${name}` })
    // The connection broke in between. Whoever gets the claim now knows.
    const patience = { target: host.target, bound, tell: () => undefined, closed: closed.signal }
    const found = await patiently(patience, () => find(spec, host, there))
    if (found !== 'never-started') return found
    throw new HoldpointError('target-unreachable', { target: name, ssh, why: 'it was lost as the step was to start' })
  }

  /** Brings what the attempt needs, and leaves the channel waiting for the word. */
  const prepare = async (host: Host, greeting: Greeting, spec: AttemptSpec, there: string) => {
    const { target } = host
    const local = format.stateFile(spec.continues)
    const state = local && `${folderThere(spec.run, dirname(local), greeting)}/${basename(local)}`
    const cwd = cwdOn(target, greeting)
    const of = { ...spec, cwd, terminal: false }
    const { files, curl } = format.commandFiles(of, { folder: there, state, ...greeting })
    // The same here, with what is here: later commands look there for what they go on with.
    const here = format.commandFiles(of, { folder: spec.folder, state: local, ...greeting }).files.command ?? ''
    writeFileSync(join(spec.folder, 'command'), here, { mode: 0o600 })
    const channel = await host.open('start', there, spec.run, options.identity, state === null ? cwd : '')
    for (const [name, text] of Object.entries(files)) {
      const bytes = Buffer.from(text)
      channel.tell([name, String(bytes.length)])
      channel.send(bytes)
    }
    channel.tell([''])
    const claim = await ready(host, channel, there, cwd)
    const secrets = spec.secrets.flatMap((secret) => {
      const value = spec.env[secret] ?? greeting.first[secret]
      return value === undefined ? [] : `${secret}=${value}`
    })
    return { channel, claim, go: [there, curl ? 'curl' : '', there, state ?? '', cwd, claim, ...secrets, ''] }
  }

  const ready = async (host: Host, channel: Channel, there: string, cwd: string): Promise<string> => {
    const { target } = host
    const line = await channel.answers.line()
    const [is, ...rest] = (line ?? '').split(' ')
    const said = rest.join(' ')
    const about = { target: target.name, ssh: target.ssh }
    switch (is) {
      case 'ready':
        return said
      case 'claimed':
        throw new HoldpointError('attempt-claimed', { folder: `${there} on ${target.name}` })
      case 'nowhere':
        throw new HoldpointError('target-directory', { ...about, cwd })
      case 'cannot':
        throw folderFailure(target, said)
      case 'locked':
        throw await taken(host, said)
      default:
        throw await channel.failure()
    }
  }

  /** A run of ours that is over has nothing left to do there: what it holds is given back, and the next try succeeds. */
  const taken = async (host: Host, said: string): Promise<HoldpointError> => {
    const [run = '', holder = ''] = said.split('\t')
    const { target } = host
    const about = { target: target.name, ssh: target.ssh }
    if (holder === options.identity && (await options.isOver(run))) {
      await leave(host, run)
      return new HoldpointError('target-unreachable', { ...about, why: `run ${run}, which is over, was in the way` })
    }
    const { base } = await host.greet()
    return new HoldpointError('target-locked', { ...about, run, holder, lock: `${base}/lock` })
  }

  const find = async (spec: AttemptSpec, host: Host, there: string): Promise<RunningAttempt | 'never-started'> => {
    const told = join(spec.folder, 'told')
    const channel = await host.open('attach', there, existsSync(told) ? 'told' : '')
    const line = await channel.answers.line()
    if (line === null) throw await channel.failure()
    channel.drop()
    if (line.startsWith('cannot ')) throw folderFailure(host.target, line.slice('cannot '.length))
    if (line === 'taken') {
      rmSync(told, { force: true })
      return 'never-started'
    }
    if (line.startsWith('held ')) return followRemote(spec, there, line.slice('held '.length), follow(host)).running
    // What it was told is gone, with all that it may have done: another host, or one that forgets its files.
    return unseen(spec, host)
  }

  /** Nobody will see its end. */
  const unseen = (spec: AttemptSpec, host: Host): RunningAttempt | 'never-started' => {
    keepLeft(spec.folder, nothingSeen)
    return finished(spec, host.target, { format, store }) ?? 'never-started'
  }

  const leave = async (host: Host, run: string): Promise<void> => {
    const channel = await host.open('leave', run)
    await channel.answers.line()
    channel.drop()
  }

  /** Those that live. Of one that is gone, what its log got since it was copied comes along. */
  const aliveOn = async <S extends ServiceProcess>(host: Host, services: readonly S[]): Promise<readonly S[]> => {
    const asked = services.flatMap(({ pid, startTime }) => [String(pid), startTime])
    const channel = await host.open('alive', '', ...asked, '')
    const alive = new Set<number>()
    for (let line = await channel.answers.line(); line !== 'done'; line = await channel.answers.line()) {
      if (line === null) throw await channel.failure()
      alive.add(Number(line.slice('alive '.length)))
    }
    channel.drop()
    for (const service of services) if (!alive.has(service.pid)) await bringLog(host, join(store, service.log))
    return services.filter(({ pid }) => alive.has(pid))
  }

  const bringLog = async (host: Host, log: string): Promise<void> => {
    const folder = dirname(log)
    const there = existsSync(join(folder, 'told')) ? readFileSync(join(folder, 'told'), 'utf8') : ''
    if (there === '') return
    const channel = await host.open('log', there, basename(log), String(sizeOf(folder, basename(log))))
    for (let line = await channel.answers.line(); line !== 'done'; line = await channel.answers.line())
      if (line === null || !(await takeBytes(folder, line, channel.answers))) throw await channel.failure()
    channel.drop()
  }

  return {
    warm: () => undefined,
    start: (spec) => briefly(() => startOnce(spec)),
    attach: async (spec, givenUp = false) => {
      const host = hostOf(targetOf(spec))
      mkdirSync(spec.folder, { recursive: true, mode: 0o700 })
      const over = finished(spec, host.target, { format, store })
      if (over !== null) return over
      try {
        return await briefly(async () => find(spec, host, folderThere(spec.run, spec.folder, await host.greet())))
      } catch (error) {
        if (!givenUp || !passes(error)) throw error
        return unseen(spec, host)
      }
    },
    alive: async (services) => {
      const byHost = Map.groupBy(services, ({ target }) => target)
      const alive = await Promise.all(
        [...byHost].map(async ([target, all]) => {
          // Who cannot be asked has not said that anything is gone.
          if (target === undefined) return all
          return await aliveOn(hostOf(target), all).catch(() => all)
        }),
      )
      return alive.flat()
    },
    variable: async (folder, name) => format.variable(folder, name),
    reach: async (target) => {
      await briefly(() => hostOf(target).greet())
    },
    leave: async (run, targets) => {
      // One that is not reached keeps it until the next run of this store comes to it.
      for (const target of targets) await leave(hostOf(target), run).catch(() => undefined)
    },
    close: async () => {
      closed.abort()
      for (const host of hosts.values()) host.close()
    },
  }
}

const targetOf = ({ target, step }: AttemptSpec): Target => {
  if (target === undefined) throw new Error(`step ${step} has no target`)
  return target
}

/** Without a folder of its own, where `ssh` leads: the home folder. */
const cwdOn = ({ cwd }: Target, { first }: Greeting): string =>
  (cwd ?? '~').replace(/^~(?=\/|$)/, () => first.HOME ?? '/')
