import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { attemptFormat } from '../adapters/shell/attempt-format.ts'
import { sshRunner } from '../adapters/ssh/ssh-runner.ts'
import type { AttemptSpec, Progress, RunningAttempt, StepRunner } from '../engine/ports.ts'
import { type DropProxy, dropProxy } from './drop-proxy.ts'
import { attemptSpec, type SpecStatement } from './runner-contract.ts'
import { type SshDaemon, startSshd } from './ssh-daemon.ts'

/** Folder of the store; commands work in `work` below it. */
export let root: string
export let host: SshDaemon
export let runner: StepRunner
const proxies: DropProxy[] = []
/** Runs that are over, for whom a host is free again. */
export const over = new Set<string>()

const runnerOf = (more: Partial<Parameters<typeof sshRunner>[0]> = {}) =>
  sshRunner({
    environment: host.environment,
    store: root,
    format: attemptFormat,
    identity: 'ada on laptop, here',
    isOver: async (run) => over.has(run),
    ...more,
  })

/** A host behind a real sshd, a runner that reaches it, and a store: anew for each test, ended by `leave`. */
export const reach = async (): Promise<void> => {
  root = mkdtempSync(join(tmpdir(), 'ssh-lost-'))
  mkdirSync(join(root, 'work'))
  over.clear()
  host = await startSshd()
  runner = runnerOf()
}

/** Ends host and runner, and removes what they wrote. */
export const leave = async (): Promise<void> => {
  await runner.close()
  await host.dispose()
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
  rmSync(root, { recursive: true, force: true })
}

/** From here on the host is reached through a network that can be slow, cut and silent. */
export const reachThrough = async (delay = 0): Promise<DropProxy> => {
  const proxy = await dropProxy(host.port, delay)
  host.configure(['Match all', `  Port ${proxy.port}`, `  HostKeyAlias [127.0.0.1]:${host.port}`])
  proxies.push(proxy)
  return proxy
}

/** The next Holdpoint: the same, or another in what `more` says. */
export const anotherRunner = async (more: Parameters<typeof runnerOf>[0] = {}): Promise<void> => {
  await runner.close()
  runner = runnerOf(more)
}

/** Another host takes the place of this one, as `options` say. */
export const anotherHost = async (options: Parameters<typeof startSshd>[0]): Promise<void> => {
  await host.dispose()
  host = await startSshd(options)
}

/** Attempt number `attempt` of a step on the host. */
export const specOf = (
  attempt: number,
  statements: readonly (string | SpecStatement)[],
  more: Partial<AttemptSpec> = {},
): AttemptSpec =>
  attemptSpec(root, attempt, statements, {
    target: { name: 'web', ssh: 'there', options: [], cwd: join(root, 'work') },
    ...more,
  })

/** Path of a file where commands work. */
export const file = (name: string) => join(root, 'work', name)
/** What was copied of an attempt's output so far. */
export const textOf = (running: RunningAttempt) => readFileSync(running.output, 'utf8')
/** Finds an attempt again that was started. */
export const attach = async (spec: AttemptSpec) => {
  const found = await runner.attach(spec)
  if (found === 'never-started') throw new Error('expected a started attempt')
  return found
}
/** Waits until something holds, so many milliseconds at most; fails when it does not. */
export const until = async (holds: () => boolean, within = 20_000) => {
  for (const from = Date.now(); !holds() && Date.now() - from < within; )
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}
/** When the host was out of sight of an attempt, and when it was there again, in order, as far as it was told until the call. */
export const seenOf = (running: RunningAttempt) => {
  const seen: Progress[] = []
  running.onProgress((progress) => seen.push(progress))
  return () => seen.flatMap((one) => (one.is === 'unseen' ? (one.why === null ? 'seen again' : 'unseen') : []))
}
// An interrupted test leaves nothing behind that waits for ever.
const waits = [
  'echo one',
  `until [[ -e ${'$GO'} ]] || ((SECONDS > 90)); do sleep 0.05; done; echo two; echo ran >>ledger`,
  'exit 7',
]
/** Prints one, waits for the file `go`, prints two, and ends with status 7. */
export const waiting = (attempt: number, more: Partial<AttemptSpec> = {}) =>
  specOf(attempt, waits, { env: { GO: file('go') }, ...more })

/** In the place of a value that is there. */
export const never = (): never => {
  throw new Error('there is none')
}

/** Command lines of processes, our own test aside, in which a pattern stands. */
export const processesCalled = (pattern: string): readonly string[] =>
  readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return []
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return new RegExp(pattern).test(line) && !line.includes('vitest') ? [line] : []
    } catch {
      return []
    }
  })
