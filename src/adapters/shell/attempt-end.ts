import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { AttemptSpec } from '../../engine/ports.ts'
import type { AttemptEnd, OutputSeal, Service } from '../../run/index.ts'
import { type EndOfShell, parseEnd, parseRecords, type RecordLine, statementEnds } from './records.ts'

/** A process that still runs. */
export interface StillThere {
  readonly pid: number
  readonly startTime: string
  readonly parent: number
  readonly command: string
}

/** What was seen of an attempt's processes. `store` is the folder that a service's log is named from. */
export interface Seen {
  readonly survivors: AttemptEnd['survivors']
  /** Processes that still run although the shell has ended. */
  readonly left: readonly StillThere[]
  /** Whether a process that the records name runs, and since when. */
  readonly find: (pid: number) => Pick<StillThere, 'startTime'> | null
  readonly store: string
}

/** What an attempt's files say once its wrapper is gone. */
export const readEnd = async (spec: AttemptSpec, seen: Seen): Promise<AttemptEnd> => {
  const { folder } = spec
  const { survivors, left, store } = seen
  const end = parseEnd(textOf(join(folder, 'end')))
  const lines = parseRecords(textOf(join(folder, 'records')))
  const output = await seal(join(folder, 'output'), end?.bytes ?? null)
  const reached = new Set(lines.flatMap((line) => (line.is === 'start' ? line.index : [])))
  const notReached = (spec.script ? [] : spec.statements.map(({ index }) => index)).filter(
    (index) => !reached.has(index),
  )
  const how = contradictory(spec, end, lines, notReached) ? 'unknown' : howItEnded(spec, end)
  const told = how === 'unknown' || how === 'lost-terminal' ? null : end
  const services = servicesOf(spec, lines, seen)
  return {
    how,
    status: told?.status ?? null,
    statements: statementEnds(lines, {
      end: told,
      bytes: output.bytes,
      headers: textOf(join(folder, 'http'), 'latin1'),
    }),
    notReached,
    output,
    survivors,
    services: [...services, ...othersLeft(spec, left, services, lines, store)],
    notCarried: notCarried(spec, lines, services),
  }
}

/** A sink that failed (a full disk) may have lost what would tell success from failure: then nobody saw the end. */
const howItEnded = (spec: AttemptSpec, end: EndOfShell | null): AttemptEnd['how'] => {
  if (end) return end.sink === 0 ? end.how : 'unknown'
  const cancel = textOf(join(spec.folder, 'cancel')).trim()
  if (cancel === 'cancelled' || cancel === 'timeout') return cancel
  return spec.terminal ? 'lost-terminal' : 'unknown'
}

/**
 * A shell that ended well says of every statement that it ended, or that the shell ended in it (`exit 0`). One whose last
 * statement passed, and which left others out all the same, was not in control of itself.
 */
const contradictory = (
  spec: AttemptSpec,
  end: EndOfShell | null,
  lines: readonly RecordLine[],
  notReached: readonly number[],
): boolean => {
  if (end?.how !== 'exit' || end.status !== 0 || notReached.length === 0) return false
  const last = lines.findLast((line) => line.is === 'start' || line.is === 'end')
  if (last?.is === 'start') return false
  if (last?.is !== 'end') return true
  const answers = spec.statements.find(({ index }) => index === last.index)?.answers ?? []
  return last.status === 0 || answers.includes(last.status)
}

/** Processes that a statement left running without a word about them: a daemon, what a subshell put into the background.
 * Their own children are not named. */
const othersLeft = (
  spec: AttemptSpec,
  left: readonly StillThere[],
  named: readonly Service[],
  lines: readonly RecordLine[],
  store: string,
): readonly Service[] => {
  const last = lines.findLast((line) => line.is === 'start')
  const statement = last?.is === 'start' ? last.index : (spec.statements[0]?.index ?? 0)
  const known = new Set([...left, ...named].map(({ pid }) => pid))
  return left
    .filter(({ pid, parent }) => !known.has(parent) && !named.some((one) => one.pid === pid))
    .map(({ pid, startTime, command }) => ({
      statement,
      pid,
      startTime,
      command,
      port: null,
      log: relative(store, join(spec.folder, 'output')),
    }))
}

/** Processes that a service statement, or a `&`, left running. */
const servicesOf = (
  spec: AttemptSpec,
  lines: readonly RecordLine[],
  { find, store }: Pick<Seen, 'find' | 'store'>,
): readonly Service[] => {
  const kinds = new Map(spec.statements.map((statement) => [statement.index, statement]))
  const named = new Set<number>()
  return lines.flatMap((line): Service | [] => {
    const pid = line.is === 'wait' ? line.pid : line.is === 'end' ? line.background : null
    if (pid === null || named.has(pid) || (line.is !== 'wait' && line.is !== 'end')) return []
    named.add(pid)
    const found = find(pid)
    if (!found) return []
    const statement = kinds.get(line.index)
    const log = line.is === 'wait' ? `service-${line.index}.log` : 'output'
    return {
      statement: line.index,
      pid,
      startTime: found.startTime,
      command: statement?.script ?? '',
      port: statement?.port ?? null,
      log: relative(store, join(spec.folder, log)),
    }
  })
}

/** A job that has ended, or that Holdpoint itself put into the background, is nothing that a later command could miss. */
const notCarried = (
  spec: AttemptSpec,
  lines: readonly RecordLine[],
  services: readonly Service[],
): readonly string[] => {
  const ours = new Set(lines.flatMap((line) => (line.is === 'wait' ? line.pid : [])))
  const jobs = services.some(({ pid }) => !ours.has(pid)) ? ['`$!` and `wait` of what was left running'] : []
  const said = lines.flatMap((line) => (line.is === 'lost' ? line.what : []))
  return [...jobs, ...said, ...(spec.terminal ? ['output (it went to the terminal)'] : [])]
}

/** Length and digest of a file's first `bytes` bytes (all when null), in flat memory. */
export const seal = async (path: string, bytes: number | null): Promise<OutputSeal> => {
  const hash = createHash('sha256')
  const length = existsSync(path) ? Math.min(bytes ?? Number.POSITIVE_INFINITY, statSync(path).size) : 0
  if (length > 0 && length <= 65_536) hash.update(readFileSync(path).subarray(0, length))
  else if (length > 0)
    for await (const chunk of createReadStream(path, { end: length - 1, highWaterMark: 1 << 20 })) hash.update(chunk)
  return { bytes: length, digest: hash.digest('hex') }
}

/** Empty when the file is not there, which is asked first: an error costs more than a look. */
export const textOf = (path: string, encoding: 'utf8' | 'latin1' = 'utf8'): string => {
  if (!existsSync(path)) return ''
  try {
    return readFileSync(path, encoding)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
