import type { DatabaseSync } from 'node:sqlite'
import type { RunHeader } from '../../engine/ports.ts'
import type { Actor } from '../../run/index.ts'

/** SQL on what is left of removed runs: their lines in the list, by number. */
export interface RemovedTable {
  /** The largest number of a removed run; 0 when none was. */
  last(): number
  put(number: number, header: RunHeader, at: number, by: Actor): void
  all(): readonly { number: number; header: RunHeader; at: number; by: Actor }[]
}

/** A store of the first format that can only be read has no such table, and nothing was removed from it. */
export function removedTable(database: DatabaseSync): RemovedTable {
  const isThere = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'removed'")
  if (isThere.get() === undefined) return { last: () => 0, put: () => undefined, all: () => [] }
  const last = database.prepare('select max(number) as last from removed')
  const put = database.prepare('insert into removed (number, header, removed_at, removed_by) values (?, ?, ?, ?)')
  const all = database.prepare('select * from removed order by number')
  return {
    last: () => Number(last.get()?.last ?? 0),
    put(number, header, at, by) {
      put.run(number, JSON.stringify(header), at, JSON.stringify(by))
    },
    all: () =>
      all.all().map((row) => ({
        number: Number(row.number),
        header: JSON.parse(String(row.header)) as RunHeader,
        at: Number(row.removed_at),
        by: JSON.parse(String(row.removed_by)) as Actor,
      })),
  }
}
