import type { DatabaseSync } from 'node:sqlite'

/** Numbered steps from an empty database to the present one; a step that was released is never changed. */
const migrations: readonly ((database: DatabaseSync) => void)[] = [createJournal, createRemoved]

/** The format this version writes: how many migrations a store has been through. */
export const format = migrations.length

/** Brings a database from format `from` to the present one; runs inside a transaction. */
export function migrate(database: DatabaseSync, from: number): void {
  for (const migration of migrations.slice(from)) migration(database)
  database.exec(`pragma user_version = ${format}`)
}

/**
 * 1: the journal, one row a run beside it (a line of `runs`, and the journal's head as a cross-check), the driving
 * leases, and the values given to inputs last time.
 */
function createJournal(database: DatabaseSync): void {
  database.exec(`
    create table events (
      run text not null,
      seq integer not null,
      at integer not null,
      actor text not null,
      event text not null,
      prev text not null,
      hash text not null,
      unique (run, seq)
    ) strict;
    create table runs (
      run text primary key,
      document text not null,
      title text not null,
      environment text,
      rehearsal integer not null,
      created_at integer not null,
      updated_at integer not null,
      last integer not null,
      head text not null,
      outcome text
    ) strict;
    create table leases (
      run text primary key,
      holder text not null,
      renewed_at integer not null
    ) strict;
    create table remembered (
      environment text not null,
      document text not null,
      name text not null,
      value text not null,
      primary key (environment, document, name)
    ) strict;
  `)
}

/** 2: what is left of a run that was removed. Runs are numbered by their rowid, and no number is given twice. */
function createRemoved(database: DatabaseSync): void {
  database.exec(`
    create table removed (
      number integer primary key,
      header text not null,
      removed_at integer not null,
      removed_by text not null
    ) strict;
  `)
}
