import type { DatabaseSync } from 'node:sqlite'
import { type EventsTable, eventsTable } from './events.ts'
import { type LeasesTable, leasesTable } from './leases.ts'
import { type RememberedTable, rememberedTable } from './remembered.ts'
import { type RemovedTable, removedTable } from './removed.ts'
import { type RunsTable, runsTable } from './runs.ts'

/** An open database with its prepared statements, and the transaction around them. */
export interface Tables {
  readonly events: EventsTable
  readonly runs: RunsTable
  readonly leases: LeasesTable
  readonly remembered: RememberedTable
  readonly removed: RemovedTable
  begin(): void
  commit(): void
  /** After a failed `commit` SQLite may have rolled back by itself. */
  rollback(): void
  close(): void
}

export function openTables(database: DatabaseSync, path: string): Tables {
  const begin = database.prepare('begin immediate')
  const commit = database.prepare('commit')
  const removed = removedTable(database)
  return {
    events: eventsTable(database),
    runs: runsTable(database, path, removed.last),
    leases: leasesTable(database),
    remembered: rememberedTable(database),
    removed,
    begin() {
      begin.run()
    },
    commit() {
      commit.run()
    },
    rollback() {
      if (database.isTransaction) database.exec('rollback')
    },
    close() {
      database.close()
    },
  }
}
