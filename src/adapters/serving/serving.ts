import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A process that serves the page of a store. */
interface Serving {
  readonly pid: number
  /** Without a path: `http://127.0.0.1:4747`. */
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly since: number
}

const folderOf = (store: string) => join(store, 'serving')

/**
 * Says beside the store that this process serves its page, until what is given back is called. A hint for whoever makes a link
 * in another process: where it cannot be written, nothing else suffers.
 */
export function noteServing(store: string, url: string, since: number): () => void {
  const file = join(folderOf(store), `${process.pid}.json`)
  try {
    mkdirSync(folderOf(store), { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify({ pid: process.pid, url, since }), { mode: 0o600 })
  } catch {
    // `holdpoint invite` then prints the path of its link alone.
  }
  return () => rmSync(file, { force: true })
}

/** The pages of a store that are served now, the newest first. */
export function servingNow(store: string): readonly Serving[] {
  return listed(folderOf(store))
    .flatMap((name) => read(join(folderOf(store), name)) ?? [])
    .filter(({ pid }) => isAlive(pid))
    .toSorted((a, b) => b.since - a.since)
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(file: string): Serving | null {
  try {
    const { pid, url, since } = JSON.parse(readFileSync(file, 'utf8')) as Serving
    return typeof url === 'string' && Number.isInteger(pid) && Number.isFinite(since) ? { pid, url, since } : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
