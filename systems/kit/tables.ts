import { createHash } from 'node:crypto'
import type pg from 'pg'
import { copyOut } from './copy.ts'

/** A table as it is copied. */
export interface Table {
  readonly name: string
  /** In the order of their names: a column that was dropped and came back stands elsewhere in the table. */
  readonly columns: readonly string[]
}

/** What a table holds: two with the same have the same rows. */
export interface Content {
  readonly rows: number
  readonly sha256: string
}

interface Sequence {
  readonly name: string
  readonly value: string
}

/** kysely's own, which each database that is migrated makes for itself. */
const migrations = ['kysely_migration', 'kysely_migration_lock']

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** All tables of the schema that is looked in, each after those that it refers to; those that a crash may empty are not kept. */
export async function tablesOf(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
     from pg_class c
     where c.relkind = 'r' and c.relpersistence = 'p' and c.relnamespace = current_schema()::regnamespace and c.relname <> all($1)
     order by c.relname`,
    [migrations],
  )
  const ordered: typeof rows = []
  while (ordered.length < rows.length) {
    const before = ordered.length
    for (const table of rows) {
      const known = (name: string) => ordered.some((other) => other.name === name)
      if (!known(table.name) && table.refers.every(known)) ordered.push(table)
    }
    if (ordered.length === before) throw new Error('There are tables that refer to each other in a circle.')
  }
  return ordered.map(({ name, columns }) => ({ name, columns }))
}

/** The order depends on nothing but what is in the rows. */
export const selection = ({ name, columns }: Table): string => {
  const list = columns.map(quoted).join(', ')
  return `select ${list} from ${quoted(name)} order by row(${list})::text collate "C"`
}

export const target = ({ name, columns }: Table): string => `${quoted(name)} (${columns.map(quoted).join(', ')})`

/** Rows stand in lines of their own: a line's end within a value is written in another way. */
export const rowsIn = (bytes: Buffer): number => {
  let rows = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) rows += 1
  return rows
}

export async function contentOf(client: pg.ClientBase, table: Table): Promise<Content> {
  const hash = createHash('sha256')
  let rows = 0
  await copyOut(client, selection(table), (bytes) => {
    hash.update(bytes)
    rows += rowsIn(bytes)
  })
  return { rows, sha256: hash.digest('hex') }
}

export async function empty(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
}

/** Where sequences stand that have been used. */
export async function sequencesOf(client: pg.ClientBase): Promise<readonly Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = current_schema() and last_value is not null order by sequencename`,
  )
  return rows
}

export async function setSequences(client: pg.ClientBase, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, value } of sequences) await client.query('select setval($1, $2)', [quoted(name), value])
}
