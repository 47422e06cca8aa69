import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'

/** While it lasts, nothing is written but for those who show its pass: the tests that decide whether it may end. */
export interface Maintenance {
  /** ISO 8601, UTC. */
  readonly since: string
  readonly reason: string
  /** Seconds after which a client may ask again: for `Retry-After`. */
  readonly retryAfter: number
  /** What a request shows (`X-Maintenance-Pass`) to be let in all the same; a secret of those who may read the data folder. */
  readonly pass: string
}

/** Thrown by `mayWrite` when maintenance began after the request had been let in. */
export class UnderMaintenance extends Error {
  override readonly name = 'UnderMaintenance'
  readonly maintenance: Maintenance
  constructor(maintenance: Maintenance) {
    super(`Nothing is written since ${maintenance.since}: ${maintenance.reason}`)
    this.maintenance = maintenance
  }
}

/** Writers hold it together, whoever begins maintenance holds it alone; any number that nobody else uses. */
const writing = 0x6d61_696e

/** It is a file, so that it is known while the database is down. */
const path = (data: string) => join(data, 'maintenance.json')

/** Looked up anew for each request: all workers see it from the same moment on. Null: all is as ever. */
export async function isMaintenance(data: string): Promise<Maintenance | null> {
  try {
    return JSON.parse(readFileSync(path(data), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Whether a request showed the pass; how long it takes to say so tells nothing of it. */
export function isPass(maintenance: Maintenance, shown: unknown): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(String(shown)), digest(maintenance.pass))
}

/**
 * The first act of every transaction that writes for a client. A request may have been let in before maintenance began and
 * come to its writing after it: it is refused here (`UnderMaintenance`), or maintenance waits until it is done. `pass`: what
 * the request showed.
 */
export async function mayWrite(transaction: QueryExecutorProvider, data: string, pass: unknown): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${writing})`.execute(transaction)
  const maintenance = await isMaintenance(data)
  if (maintenance !== null && !isPass(maintenance, pass)) throw new UnderMaintenance(maintenance)
}

/** Begins it, and resolves when the last transaction that was let in has ended. What is under maintenance already stays so. */
export async function beginMaintenance<Tables>(
  data: string,
  db: Kysely<Tables>,
  begun: { readonly now: Date; readonly reason: string; readonly retryAfter: number },
): Promise<Maintenance> {
  const { now, reason, retryAfter } = begun
  const maintenance = (await isMaintenance(data)) ?? {
    since: now.toISOString(),
    reason,
    retryAfter,
    // A plain word, also for those who read options.
    pass: randomBytes(18).toString('hex'),
  }
  writeFileSync(`${path(data)}.new`, JSON.stringify(maintenance), { flush: true, mode: 0o600 })
  renameSync(`${path(data)}.new`, path(data))
  await db.transaction().execute((transaction) => sql`select pg_advisory_xact_lock(${writing})`.execute(transaction))
  return maintenance
}

/** Ends it. False: there was none. */
export async function endMaintenance(data: string): Promise<boolean> {
  if ((await isMaintenance(data)) === null) return false
  rmSync(path(data), { force: true })
  return true
}
