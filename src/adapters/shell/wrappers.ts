import type { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { endOf, send, startScript, type WaitingWrapper, waiting } from './wrapper.ts'

interface Wrappers {
  /** One that is free, or a new one, gets the attempt. */
  launch(folder: string, curl: boolean): WaitingWrapper
  /** Ends those that are free or still wait, and lets go of those that run. */
  close(): void
}

/** Wrappers run one attempt after the other: starting one costs Node more than all that a trivial attempt takes. */
export const wrappers = (bash: string, path: string): Wrappers => {
  const all = new Set<Server>()
  return {
    launch: (folder, curl) => {
      const free = [...all].find((one) => one.free)
      const server = free ?? startServer(bash, path)
      if (!free) {
        all.add(server)
        void server.gone.then(() => all.delete(server))
      }
      return server.take(folder, curl)
    },
    close: () => {
      for (const one of all) one.close()
    },
  }
}

/** One process of bash that runs attempts, see `serve` in `attempt.sh`. */
interface Server {
  readonly free: boolean
  readonly gone: Promise<unknown>
  take(folder: string, curl: boolean): WaitingWrapper
  close(): void
}

const startServer = (bash: string, path: string): Server => {
  const child = startScript(bash, path, ['serve'], ['pipe', 'pipe', 'ignore'])
  const { failure, gone } = endOf(child)
  const input = child.stdin as Writable
  const reports = child.stdout as Socket
  let ended = false
  let end: ((status: number | null) => void) | null = null
  // It says of each attempt how it went, one number on a line, and after 0 takes another.
  reports.setEncoding('latin1').on('data', (line: string) => {
    const status = Number(line)
    end?.(status)
    if (status === 0) end = null
  })
  void gone.then((code) => {
    ended = true
    end?.(code)
  })
  return {
    get free() {
      return end === null && !ended
    },
    gone,
    take: (folder, curl) => {
      const { promise, resolve } = Promise.withResolvers<number | null>()
      const tell = (fields: readonly string[]) => send(input, fields)
      tell([folder, curl ? 'curl' : '', folder])
      end = resolve
      return waiting(bash, folder, failure, promise, { tell, drop: () => input.destroy() })
    },
    close: () => {
      input.destroy()
      reports.destroy()
      child.unref()
    },
  }
}
