import type { DatabaseSync } from 'node:sqlite'
import type { RunHeader } from '../../engine/ports.ts'
import type { Recorded, RunOutcome } from '../../run/index.ts'
import { damaged } from './failure.ts'

/** SQL on the list of runs: what can be said of a run without folding its journal. */
export interface RunsTable {
  /** Last `seq` and hash of a run; `seq` 0 when there is none. */
  head(run: string): { readonly seq: number; readonly hash: string }
  /** Follows events that were just appended. */
  follow(recorded: readonly Recorded[]): void
  /** A run whose line is gone although its events are there is listed by these, with an empty `head`. */
  newestFirst(): readonly RunHeader[]
  /** By their numbers, which grow in the order in which runs began. Those whose line is gone have none. */
  numbered(): readonly { readonly number: number; readonly header: RunHeader }[]
  /** The newest run of an environment that has not ended, rehearsals left out; null: there is none. */
  unfinishedIn(environment: string): { readonly run: string; readonly createdAt: number } | null
  remove(run: string): void
}

/** `lastRemoved`: the largest number of a run that was removed. */
export function runsTable(database: DatabaseSync, path: string, lastRemoved: () => number): RunsTable {
  const head = database.prepare('select last, head from runs where run = ?')
  const insert = database.prepare(
    `insert into runs (rowid, run, document, title, environment, rehearsal, created_at, updated_at, last, head, outcome)
     values (max(coalesce((select max(rowid) from runs), 0), ?) + 1, ?, ?, ?, ?, ?, ?, ?, 0, '', null)`,
  )
  const update = database.prepare(
    'update runs set updated_at = ?, last = ?, head = ?, outcome = coalesce(?, outcome) where run = ?',
  )
  const numbered = database.prepare('select rowid as number, * from runs order by rowid')
  const newest = database.prepare('select * from runs order by created_at desc, rowid desc')
  // From one run's name to the next: the journal may be long, and its index is looked into once a run.
  const unlisted = database.prepare(
    `with recursive named (run) as (
       select min(run) from events
       union all select (select min(run) from events where run > named.run) from named where named.run is not null
     ) select run from named where run is not null and run not in (select run from runs)`,
  )
  const isThere = database.prepare('select 1 from events where run = ? limit 1')
  const first = database.prepare('select at, event from events where run = ? order by seq limit 1')
  const last = database.prepare('select seq, at, event from events where run = ? order by seq desc limit 1')
  const rebuilt = (run: string) => headerFrom(run, first.get(run) ?? {}, last.get(run) ?? {})
  const remove = database.prepare('delete from runs where run = ?')
  const unfinished = database.prepare(
    `select run, created_at from runs where environment = ? and rehearsal = 0 and outcome is null
     order by created_at desc, rowid desc limit 1`,
  )
  return {
    head(run) {
      const row = head.get(run)
      if (row !== undefined) return { seq: Number(row.last), hash: String(row.head) }
      if (isThere.get(run)) throw damaged(path, `the line of run ${run} is gone, its events are there`)
      return { seq: 0, hash: '' }
    },
    follow(recorded) {
      for (const { run, seq, at, event, hash } of recorded) {
        if (event.type === 'RunCreated') {
          const { source, plan, environment, rehearsal } = event
          insert.run(lastRemoved(), run, source.path, plan.title, environment, rehearsal ? 1 : 0, at, at)
        }
        update.run(at, seq, hash, event.type === 'RunEnded' ? event.outcome : null, run)
      }
    },
    newestFirst() {
      const listed = newest.all().map(headerOf)
      const others = unlisted.all().map((row) => rebuilt(String(row.run)))
      return others.length === 0 ? listed : [...listed, ...others].sort((a, b) => b.createdAt - a.createdAt)
    },
    numbered: () => numbered.all().map((row) => ({ number: Number(row.number), header: headerOf(row) })),
    unfinishedIn(environment) {
      const row = unfinished.get(environment)
      return row === undefined ? null : { run: String(row.run), createdAt: Number(row.created_at) }
    },
    remove(run) {
      remove.run(run)
    },
  }
}

function headerFrom(run: string, first: Record<string, unknown>, last: Record<string, unknown>): RunHeader {
  const created = eventIn(first)
  const ended = eventIn(last)
  const known = created.type === 'RunCreated' ? created : null
  return {
    run,
    document: known?.source?.path ?? '',
    title: known?.plan?.title ?? '',
    environment: known?.environment ?? null,
    rehearsal: known?.rehearsal ?? false,
    createdAt: Number(first.at),
    updatedAt: Number(last.at),
    last: Number(last.seq),
    head: '',
    outcome: ended.type === 'RunEnded' ? (ended.outcome ?? null) : null,
  }
}

/** What an event says of its run, as far as it can be read: somebody has been at this store. */
interface Readable {
  readonly type?: string
  readonly source?: { readonly path: string }
  readonly plan?: { readonly title: string }
  readonly environment?: string | null
  readonly rehearsal?: boolean
  readonly outcome?: RunOutcome
}

function eventIn(row: Record<string, unknown>): Readable {
  try {
    return (JSON.parse(String(row.event)) as Readable | null) ?? {}
  } catch {
    return {}
  }
}

function headerOf(row: Record<string, unknown>): RunHeader {
  return {
    run: String(row.run),
    document: String(row.document),
    title: String(row.title),
    environment: row.environment === null ? null : String(row.environment),
    rehearsal: row.rehearsal === 1,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    last: Number(row.last),
    head: String(row.head),
    outcome: row.outcome as RunOutcome | null,
  }
}
