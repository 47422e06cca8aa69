import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Recorded } from '../../run/index.ts'

/** SQL on the journal, prepared once for each connection. */
export interface EventsTable {
  insert(recorded: Recorded): void
  after(run: string, seq: number): readonly Recorded[]
  /** Who began a run. */
  beganBy(run: string): Recorded['actor']
  /** Those of some types. */
  of(run: string, types: readonly string[]): readonly Recorded[]
  remove(run: string): void
}

export function eventsTable(database: DatabaseSync): EventsTable {
  const insert = database.prepare(
    'insert into events (run, seq, at, actor, event, prev, hash) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const after = database.prepare('select * from events where run = ? and seq > ? order by seq')
  // An altered row may hold text that is no JSON. The first event holds the whole plan: it is not parsed for nothing.
  const of = database.prepare(
    `select * from events where run = ?1 and case
       when seq = 1 and ?3 = 0 or not json_valid(event) then 0
       else json_extract(event, '$.type') in (select value from json_each(?2)) end
     order by seq`,
  )
  const remove = database.prepare('delete from events where run = ?')
  const beganBy = database.prepare('select actor from events where run = ? order by seq limit 1')
  return {
    insert(recorded) {
      const { run, seq, at, actor, event, prev, hash } = recorded
      insert.run(run, seq, at, JSON.stringify(actor), JSON.stringify(event), prev, hash)
    },
    after: (run, seq) => after.all(run, seq).map(recordedOf),
    of: (run, types) => of.all(run, JSON.stringify(types), types.includes('RunCreated') ? 1 : 0).map(recordedOf),
    beganBy: (run) => parsed(beganBy.get(run)?.actor) as Recorded['actor'],
    remove(run) {
      remove.run(run)
    },
  }
}

type Row = ReturnType<StatementSync['all']>[number]

/** An altered row may hold text that is no JSON: it is handed on as the text it is, for `verify` to name. */
function recordedOf(row: Row): Recorded {
  return {
    run: String(row.run),
    seq: Number(row.seq),
    at: Number(row.at),
    actor: parsed(row.actor) as Recorded['actor'],
    event: parsed(row.event) as Recorded['event'],
    prev: String(row.prev),
    hash: String(row.hash),
  }
}

function parsed(held: unknown): unknown {
  const text = String(held)
  try {
    return JSON.parse(text) ?? text
  } catch {
    return text
  }
}
