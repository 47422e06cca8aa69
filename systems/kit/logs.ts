import cluster, { type Worker } from 'node:cluster'
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type Logger, pino } from 'pino'
import { createStream } from 'rotating-file-stream'

/** The part of a configuration that says what is logged and where. */
interface LogConfiguration {
  readonly DATA: string
  readonly LOG_LEVEL: string
  readonly LOG_FILE: string
  readonly LOG_FILE_MB: number
  readonly LOG_FILES: number
}

/** A place for lines of the log. */
interface LogTarget {
  write(line: string): void
}

interface LogFile extends LogTarget {
  /** Opens the file anew: what wrote to it so far was moved away, by logrotate for one. */
  reopen(): void
  close(): Promise<void>
}

/**
 * The file of the log. It begins anew at its size and keeps as many as it is told; one process at a time writes it. Signals
 * SIGHUP and SIGUSR2 open it anew. `-` is the standard output.
 */
export function openLogFile(configuration: LogConfiguration): LogFile {
  if (configuration.LOG_FILE === '-')
    return { write: (line) => void process.stdout.write(line), reopen: () => {}, close: async () => {} }
  const path = resolve(configuration.DATA, configuration.LOG_FILE)
  mkdirSync(dirname(path), { recursive: true })
  const open = () => {
    const stream = createStream((index) => (index === null ? path : `${path}.${index}`), {
      size: `${configuration.LOG_FILE_MB}M`,
      rotate: configuration.LOG_FILES,
    })
    // A full disk must not end the service; the lines are lost, and standard error says so.
    stream.on('error', (error) => process.stderr.write(`The log cannot be written: ${error.message}\n`))
    return stream
  }
  let stream = open()
  const reopen = () => {
    stream.end()
    stream = open()
  }
  const signals = ['SIGHUP', 'SIGUSR2'] as const
  for (const signal of signals) process.on(signal, reopen)
  return {
    write: (line) => void stream.write(line),
    reopen,
    close: () => {
      for (const signal of signals) process.off(signal, reopen)
      return new Promise((done) => stream.end(done))
    },
  }
}

/** What a log hides wherever it stands in an entry. */
const hidden = ['headers.authorization', 'headers.cookie', 'headers["x-api-key"]', 'headers["x-admin-key"]', 'password']

/** A log of JSON lines with a time that people can read, the process and what `bound` says in each. */
export function openLog(level: string, target: LogTarget, bound: Readonly<Record<string, string>>): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid, ...bound },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: hidden, censor: 'hidden' },
    },
    target,
  )
}

/**
 * The log of a process that serves: a worker of a cluster writes to its standard output, from which its primary takes it
 * (`collectLogs`), so that one process writes the file; any other process writes the file itself.
 */
export function openServiceLog(
  configuration: LogConfiguration,
  bound: Readonly<Record<string, string>>,
): { readonly log: Logger; close(): Promise<void> } {
  if (cluster.isWorker) {
    const log = openLog(configuration.LOG_LEVEL, { write: (line) => void process.stdout.write(line) }, bound)
    return { log, close: async () => {} }
  }
  const file = openLogFile(configuration)
  return { log: openLog(configuration.LOG_LEVEL, file, bound), close: () => file.close() }
}

/**
 * In the primary of a cluster, before the first fork: takes what workers print and writes it to the file, line by line.
 * What is not JSON (a crash) becomes an entry of its own. Workers must be started with `silent: true`.
 */
export function collectLogs(file: LogTarget): void {
  cluster.on('fork', (worker: Worker) => {
    const { stdout, stderr, pid } = worker.process
    const take = (from: Readable | null) =>
      from !== null && createInterface({ input: from }).on('line', (line) => file.write(`${entry(line, pid)}\n`))
    take(stdout)
    take(stderr)
  })
}

const entry = (line: string, pid: number | undefined): string =>
  line.startsWith('{"level"')
    ? line
    : JSON.stringify({ level: 'error', time: new Date().toISOString(), pid, msg: line })
