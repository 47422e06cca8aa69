import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** How the processes of a service are, as their primary last wrote it down. */
export interface ProcessState {
  /** Of the primary. */
  readonly pid: number
  readonly wanted: number
  /** The workers that serve, by pid. */
  readonly ready: readonly number[]
  /** How many workers have died unasked since the start. */
  readonly restarts: number
  /** Whether all have served at some time since the start. */
  readonly complete: boolean
  readonly stopping: boolean
}

/** Written whole or not at all. */
export function writeState(path: string, state: ProcessState): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(state))
  renameSync(`${path}.new`, path)
}

/** Null: nobody runs. What a primary left that was killed counts for nothing, nor does another process under its pid. */
export function readState(path: string, entry: string): ProcessState | null {
  try {
    const state: ProcessState = JSON.parse(readFileSync(path, 'utf8'))
    const program = readFileSync(`/proc/${state.pid}/cmdline`, 'utf8').split('\0')
    return program.includes(entry) && !zombie(state.pid) ? state : null
  } catch {
    return null
  }
}

/** An ended process whose parent does not ask after it keeps its pid. */
const zombie = (pid: number) => / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ')'))
