import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ProcessState, readState } from './process-state.ts'

/** A service whose processes are started and stopped from outside. */
export interface Service {
  /** What the primary runs, as an absolute path; one behind a link is that of the day. */
  readonly entry: string
  /** The file in which the primary says how the processes are. */
  readonly state: string
  /** Where it prints what it has to say. */
  readonly log: string
}

/** Says why the service did not start or stop, with what it printed last. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
}

/** Milliseconds; ending is longer than the primary gives its workers. */
const patience = { starting: 90_000, ending: 90_000 }

/** Starts the service in the background and resolves when all its workers serve. Rejects when it runs already. */
export async function startProcesses(service: Service): Promise<ProcessState> {
  const running = readState(service.state, service.entry)
  if (running !== null) throw new ServiceError(`It runs already: process ${running.pid}.`)
  mkdirSync(dirname(service.log), { recursive: true })
  const output = openSync(service.log, 'a')
  const from = statSync(service.log).size
  // It outlives its starter: a session of its own, nothing that ties it to the starter's output.
  const child = spawn(process.execPath, ['--enable-source-maps', service.entry], {
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const ended = new Promise<'ended'>((resolve) => child.once('exit', () => resolve('ended')))
  child.unref()
  const said = () => readFileSync(service.log).subarray(from).toString().trim()
  for (const until = Date.now() + patience.starting; Date.now() < until; ) {
    const state = readState(service.state, service.entry)
    if (state?.pid === child.pid && state?.complete) return state
    if ((await Promise.race([ended, sleep(50)])) === 'ended') throw new ServiceError(`It did not start:\n${said()}`)
  }
  child.kill('SIGTERM')
  throw new ServiceError(`It did not start within ${patience.starting / 1000} s:\n${said()}`)
}

/** Stops it: what is being answered is answered first. False: it did not run. */
export async function stopProcesses(service: Service): Promise<boolean> {
  const running = readState(service.state, service.entry)
  if (running === null) return false
  process.kill(running.pid, 'SIGTERM')
  for (const until = Date.now() + patience.ending; readState(service.state, service.entry) !== null; await sleep(50))
    if (Date.now() > until) throw new ServiceError(`Process ${running.pid} does not end: see ${service.log}.`)
  return true
}

/** Replaces the workers one after the other, by those of the release of the day; resolves when all are others. */
export async function reloadProcesses(service: Service): Promise<ProcessState> {
  const before = readState(service.state, service.entry)
  if (before === null) throw new ServiceError('It does not run.')
  process.kill(before.pid, 'SIGHUP')
  for (const until = Date.now() + patience.starting + patience.ending; Date.now() < until; await sleep(50)) {
    const now = readState(service.state, service.entry)
    if (now === null) throw new ServiceError(`It ended while it was reloaded: see ${service.log}.`)
    if (now.ready.length === now.wanted && !now.ready.some((pid) => before.ready.includes(pid))) return now
  }
  throw new ServiceError(`Not all workers were replaced: see ${service.log}.`)
}

/** Null: it does not run. */
export const processState = (service: Service): ProcessState | null => readState(service.state, service.entry)
