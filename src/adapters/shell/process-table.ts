import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process as the kernel lists it. `startTime` (clock ticks since boot) tells it from a later one with the same pid. */
export interface Process {
  readonly pid: number
  readonly state: string
  readonly parent: number
  readonly group: number
  readonly session: number
  readonly startTime: string
}

/** Null when there is no such process. Linux only: elsewhere there is no `/proc`. */
export const processOf = (pid: number): Process | null => {
  const text = readText(`/proc/${pid}/stat`)
  if (text === null) return null
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state = '', parent, group, session] = fields
  return {
    pid,
    state,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startTime: fields[19] ?? '',
  }
}

export const processes = (): readonly Process[] =>
  names('/proc').flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []))

/** Whether this very process still runs: a zombie has ended, and a reused pid has another start time. */
export const isAlive = (pid: number, startTime: string): boolean => {
  const found = processOf(pid)
  return found !== null && !/[ZX]/.test(found.state) && found.startTime === startTime
}

/** Whether a process group has a member, a zombie included. */
export const groupHasMembers = (group: number): boolean => {
  if (group <= 1) return false
  try {
    return process.kill(-group, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Direct children, or none where the kernel does not list them. */
export const childrenOf = (pid: number): readonly number[] =>
  (readText(`/proc/${pid}/task/${pid}/children`) ?? '').trim().split(/\s+/).filter(Boolean).map(Number)

/** Arguments, separated by spaces; the name in brackets when there are none. */
export const commandLine = (pid: number): string => {
  const line = (readText(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim()
  return line || `[${(readText(`/proc/${pid}/comm`) ?? String(pid)).trim()}]`
}

/** Whether the process was started with `entry` (`NAME=VALUE`) in its environment; false where it cannot be read. */
export const startedWith = (pid: number, entry: string): boolean =>
  `\0${readText(`/proc/${pid}/environ`) ?? ''}`.includes(`\0${entry}\0`)

/** What its descriptors refer to: paths, `pipe:[123]`. */
export const openFiles = (pid: number): readonly string[] =>
  names(`/proc/${pid}/fd`).flatMap((name) => linkOf(pid, name) ?? [])

export const linkOf = (pid: number, descriptor: string): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`)
  } catch {
    return null
  }
}

/** Differs after every boot of the machine. `-` where it is not known. */
export const bootId = (): string => (readText('/proc/sys/kernel/random/boot_id') ?? '-').trim()

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

const names = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
