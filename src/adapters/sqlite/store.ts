import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LeaseHolder, RunStore } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import { seal } from '../../run/chain.ts'
import type { Recorded, RunEvent } from '../../run/index.ts'
import { utcMinute } from '../../run/utc.ts'
import { guarded, isFull, isReadOnly } from './failure.ts'
import { lives } from './holder.ts'
import { openDatabase, openReadOnly } from './open.ts'
import { openTables, type Tables } from './tables.ts'

/** Milliseconds for which a lease is not renewed again by an append; small beside `elsewhereLimit`. */
const renewal = 1_000

/**
 * The embedded store: one SQLite database in the store's folder. It is opened on first use; reading where there is no
 * store finds nothing and makes nothing. `makeFolder` is called before the first write of this process. Where nothing can
 * be written it can be read all the same; `unread` is told of a log whose events cannot.
 */
export function sqliteStore(
  folder: string,
  makeFolder: () => void,
  unread: (log: string) => void = () => undefined,
): RunStore {
  const path = join(folder, 'holdpoint.db')
  let opened: Tables | null = null
  let isReading = false
  let isMade = false

  const open = () => {
    // A disk that was full may have room now.
    if (isReading) opened?.close()
    if (isReading) opened = null
    isReading = false
    opened ??= openTables(openDatabase(path), path)
    return opened
  }
  const openToRead = () => {
    if (isReading && opened !== null) return opened
    try {
      return open()
    } catch (error) {
      if (!isReadOnly(error) && !isFull(error)) throw error
      opened = openTables(openReadOnly(path, unread), path)
      isReading = true
      return opened
    }
  }
  const reading = <T>(absent: T, read: (tables: Tables) => T): T =>
    guarded(path, () => (opened === null && !existsSync(path) ? absent : read(openToRead())))

  /** One `begin immediate` around everything that is written: a plain `begin` loses against a second writer. */
  const writing = <T>(write: (tables: Tables) => T): T =>
    guarded(path, () => {
      if (!isMade) makeFolder()
      isMade = true
      const tables = open()
      tables.begin()
      try {
        const result = write(tables)
        tables.commit()
        return result
      } catch (error) {
        tables.rollback()
        throw error
      }
    })

  return {
    append: async (run, after, events, by, at, lease) =>
      writing(({ runs, events: journal, leases }) => {
        const head = runs.head(run)
        if (lease !== undefined) {
          const current = leases.of(run)
          if (current?.holder.id !== lease) throw leaseLost(run, current?.holder ?? null)
          // Each page that is written is written twice in the end: an append says only now and then that its driver lives.
          if (Math.abs(at - current.renewedAt) >= renewal) leases.put(run, current.holder, at)
        }
        if (head.seq !== after) throw new HoldpointError('journal-conflict', { run, expected: after, actual: head.seq })
        refuseLocked(events, runs, journal)
        const recorded: Recorded[] = []
        let prev = head.hash
        for (const [index, event] of events.entries()) {
          const sealed = seal({ run, seq: after + 1 + index, at, actor: by, event }, prev)
          journal.insert(sealed)
          recorded.push(sealed)
          prev = sealed.hash
        }
        runs.follow(recorded)
        return recorded
      }),
    read: async (run, after) => reading([], ({ events }) => events.after(run, after)),
    readOf: async (run, types) => reading([], ({ events }) => events.of(run, types)),
    last: async (run) => reading(0, ({ runs }) => runs.head(run).seq),
    runs: async () => reading([], ({ runs }) => runs.newestFirst()),
    lease: async (run, holder, now) =>
      writing(({ leases }) => {
        const current = leases.of(run)
        if (current !== null && current.holder.id !== holder.id && lives(current.holder, current.renewedAt, now)) {
          return { held: false, by: current.holder }
        }
        leases.put(run, holder, now)
        return { held: true }
      }),
    driver: async (run, now) =>
      reading(null, ({ leases }) => {
        const current = leases.of(run)
        return current !== null && lives(current.holder, current.renewedAt, now) ? current.holder : null
      }),
    release: async (run, holder) =>
      writing(({ leases }) => {
        if (leases.of(run)?.holder.id === holder.id) leases.remove(run)
      }),
    ledger: async () =>
      reading([], ({ runs, removed }) =>
        [
          ...runs.numbered().map(({ number, header }) => ({ ...header, number, removed: null })),
          ...removed.all().map(({ number, header, at, by }) => ({ ...header, number, removed: { at, by } })),
        ].sort((a, b) => a.number - b.number),
      ),
    remove: async (run, by, at) =>
      writing(({ events, runs, leases, removed }) => {
        const line = runs.numbered().find(({ header }) => header.run === run)
        if (line !== undefined) removed.put(line.number, line.header, at, by)
        events.remove(run)
        runs.remove(run)
        leases.remove(run)
      }),
    remembered: async (environment, document) => reading({}, ({ remembered }) => remembered.of(environment, document)),
    remember: async (environment, document, values) =>
      writing(({ remembered }) => {
        for (const [name, value] of Object.entries(values)) remembered.put(environment, document, name, value)
      }),
    close: async () => {
      opened?.close()
      opened = null
    },
  }
}

/** The store decides, within the transaction that would begin the run: of two who begin at once, one does. */
function refuseLocked([first]: readonly RunEvent[], runs: Tables['runs'], journal: Tables['events']): void {
  if (first?.type !== 'RunCreated' || first.exclusive !== true || first.environment === null) return
  const { environment } = first
  const holder = runs.unfinishedIn(environment)
  if (holder === null) return
  const { name, id } = journal.beganBy(holder.run)
  throw new HoldpointError('environment-locked', {
    run: holder.run,
    who: name?.replace(/\s*<[^<>]*>\s*$/, '') ?? id,
    environment,
    since: utcMinute(holder.createdAt),
  })
}

const leaseLost = (run: string, by: LeaseHolder | null) =>
  new HoldpointError('lease-lost', {
    run,
    holder: by === null ? 'nobody at the moment' : `process ${by.pid} on ${by.host}`,
  })
