import type { DatabaseSync } from 'node:sqlite'
import type { LeaseHolder } from '../../engine/ports.ts'

/** SQL on the driving leases: at most one holder a run. */
export interface LeasesTable {
  of(run: string): { readonly holder: LeaseHolder; readonly renewedAt: number } | null
  put(run: string, holder: LeaseHolder, now: number): void
  remove(run: string): void
}

export function leasesTable(database: DatabaseSync): LeasesTable {
  const of = database.prepare('select holder, renewed_at from leases where run = ?')
  const put = database.prepare('insert or replace into leases (run, holder, renewed_at) values (?, ?, ?)')
  const remove = database.prepare('delete from leases where run = ?')
  return {
    of(run) {
      const row = of.get(run)
      if (row === undefined) return null
      return { holder: JSON.parse(String(row.holder)) as LeaseHolder, renewedAt: Number(row.renewed_at) }
    },
    put(run, holder, now) {
      put.run(run, JSON.stringify(holder), now)
    },
    remove(run) {
      remove.run(run)
    },
  }
}
