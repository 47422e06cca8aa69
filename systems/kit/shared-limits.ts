import { type QueryExecutorProvider, sql } from 'kysely'

/** Whether a request may be served; else the seconds after which the next one may. */
type Admission = { readonly admitted: true } | { readonly admitted: false; readonly retryAfter: number }

// The table that processes share their limits in belongs to a system's first migration:
//   create unlogged table limits (bucket text primary key, times timestamptz[] not null, refused boolean not null)
// Unlogged: counts of a minute need not survive a crash of the database, and counting costs no write to the disk.

/** The length of the window in which requests are counted, in seconds. */
const window = 60

/**
 * Counts a request of a bucket, exactly: at most `most` are admitted within any minute, over all processes. What is refused is
 * not counted, so that whoever waits as long as he is told is admitted.
 */
export async function admit(db: QueryExecutorProvider, bucket: string, most: number): Promise<Admission> {
  const counted = sql`array(
    select time from unnest(limits.times) as time where time > clock_timestamp() - make_interval(secs => ${window})
  )`
  const { rows } = await sql<{ refused: boolean; wait: number }>`
    insert into limits (bucket, times, refused) values (${bucket}, array[clock_timestamp()], false)
    on conflict (bucket) do update set
      times = case when cardinality(${counted}) < ${most} then ${counted} || clock_timestamp() else ${counted} end,
      refused = cardinality(${counted}) >= ${most}
    returning refused, extract(epoch from times[1] - clock_timestamp())::float8 + ${window} as wait
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('counting a request gave no row')
  return row.refused ? { admitted: false, retryAfter: Math.max(1, Math.ceil(row.wait)) } : { admitted: true }
}

/** Forgets buckets in which nothing was counted lately. */
export async function forgetLimits(db: QueryExecutorProvider): Promise<void> {
  await sql`delete from limits where times[cardinality(times)] < clock_timestamp() - make_interval(secs => ${2 * window})`.execute(
    db,
  )
}
