import cluster, { type Worker } from 'node:cluster'
import { rmSync } from 'node:fs'
import { type ProcessState, writeState } from './process-state.ts'

/** What a worker serves, once it does. */
export interface Serving {
  close(): Promise<void>
}

interface PrimaryOptions {
  /** The file that workers run; looked up anew for each, so that one behind a link is that of the day. */
  readonly entry: string
  readonly workers: number
  /** The file that says how the processes are, for whoever asks. */
  readonly state: string
  readonly say: (line: string) => void
}

/** Milliseconds. Requests have a limit of their own below `ending`; who is alive for `settled` has not died in a row. */
const patience = { first: 250, longest: 30_000, settled: 60_000, ending: 75_000 }

type Message = { readonly ready: true } | { readonly failed: string }

/**
 * Keeps so many workers alive until SIGTERM or SIGINT: then no more requests are taken, those that are there are answered,
 * and the promise resolves. Who dies is replaced, later each time it happens in a row. SIGHUP replaces all, one after
 * the other, without a moment at which nobody serves. Rejects when a worker of the first ones cannot start. What workers
 * print must be read by whoever calls this (`collectLogs`).
 */
export function runPrimary({ entry, workers, state, say }: PrimaryOptions): Promise<void> {
  cluster.setupPrimary({ exec: entry, silent: true })
  const ready = new Set<number>()
  const replaced = new Set<number>()
  let restarts = 0
  let inARow = 0
  let stopping = false
  let complete = false

  const tell = () => {
    const known = Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker !== undefined)
    const pids = known.filter(({ id }) => ready.has(id)).map(({ process }) => process.pid ?? 0)
    const now: ProcessState = { pid: process.pid, wanted: workers, ready: pids, restarts, complete, stopping }
    writeState(state, now)
  }

  return new Promise((resolve, reject) => {
    const end = (error?: Error) => {
      rmSync(state, { force: true })
      if (error === undefined) resolve()
      else reject(error)
    }

    /** One on trial is not replaced when it ends before it serves. */
    const start = (trial = false): Worker => {
      const worker = cluster.fork()
      const begun = Date.now()
      worker.on('message', (message: Message) => {
        if ('failed' in message) {
          say(`worker ${worker.process.pid} cannot serve: ${message.failed}`)
          if (!complete) giveUp(message.failed)
          return
        }
        ready.add(worker.id)
        if (ready.size >= workers && !complete) {
          complete = true
          say(`${workers} workers serve`)
        }
        tell()
      })
      worker.once('exit', (code, signal) => {
        const served = ready.delete(worker.id)
        tell()
        if (stopping || replaced.delete(worker.id) || (trial && !served)) return
        inARow = Date.now() - begun > patience.settled ? 1 : inARow + 1
        restarts += 1
        const wait = Math.min(patience.first * 2 ** (inARow - 1), patience.longest)
        say(`worker ${worker.process.pid} has ended (${signal ?? `status ${code}`}); another one in ${wait} ms`)
        setTimeout(() => !stopping && start(), wait)
      })
      return worker
    }

    const giveUp = (why: string) => {
      if (stopping) return
      stopping = true
      void stopAll().then(() => end(new Error(why)))
    }

    const stop = (signal: string) => {
      if (stopping) return
      stopping = true
      say(`${signal}: stopping`)
      tell()
      void stopAll().then(() => {
        say('stopped')
        end()
      })
    }

    const reload = async () => {
      say('SIGHUP: replacing all workers')
      for (const old of Object.values(cluster.workers ?? {})) {
        if (old === undefined || stopping) continue
        const fresh = start(true)
        const serves = await new Promise<boolean>((done) => {
          fresh.on('message', (message: Message) => done('ready' in message))
          fresh.once('exit', () => done(false))
        })
        if (!serves) return say('the new worker does not serve; the old ones go on')
        replaced.add(old.id)
        await stopWorker(old)
      }
      say('all workers are replaced')
    }

    process.once('SIGTERM', stop).once('SIGINT', stop)
    process.on('SIGHUP', () => void reload())
    tell()
    for (let started = 0; started < workers; started += 1) start()
  })
}

const stopAll = () =>
  Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker !== undefined && stopWorker(worker)))

/** Asks it to end, and ends it when it does not. */
async function stopWorker(worker: Worker): Promise<void> {
  if (worker.isDead()) return
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.process.kill('SIGTERM')
  const late = setTimeout(() => worker.process.kill('SIGKILL'), patience.ending)
  await gone
  clearTimeout(late)
}

/** Serves until SIGTERM, then answers what is there and resolves. A start that fails is told to the primary, and rejects. */
export async function runWorker(start: () => Promise<Serving>): Promise<void> {
  // Ctrl-C in a terminal reaches the workers too; it is for the primary to say when they end.
  process.on('SIGINT', () => {}).on('SIGHUP', () => {})
  const asked = new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()))
  const told = (message: Message) =>
    new Promise<void>((resolve) => process.send?.(message, () => resolve()) ?? resolve())
  let serving: Serving
  try {
    serving = await start()
  } catch (error) {
    await told({ failed: error instanceof Error ? error.message : String(error) })
    throw error
  }
  await told({ ready: true })
  await asked
  await serving.close()
}
