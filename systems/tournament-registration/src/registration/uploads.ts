import { type Kysely, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tables } from '../tables.ts'

/**
 * Files are stored before the registration that they belong to. Whoever stores some notes their keys first; the
 * registration's own transaction takes the note away. So a note that stays tells which files belong to nothing, and no file
 * is ever removed that a registration names.
 */
export async function noteUpload(db: Kysely<Tables>, reference: string, keys: readonly string[]): Promise<void> {
  // Without waiting for the disk: who loses the note in a crash of the database loses the registration's transaction too.
  await sql`with fast as (select set_config('synchronous_commit', 'off', true))
    insert into uploads (reference, keys) select ${reference}, ${keys} from fast`.execute(db)
}

/** In the registration's transaction. False: the files have been removed meanwhile, and the registration must fail. */
export async function takeNote(transaction: Kysely<Tables>, reference: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('uploads')
    .where('reference', '=', reference)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Removes the files of a registration that failed. One whose commit arrived after all has no note, and keeps its files. */
export async function abandonUpload({ db, store }: Pick<Context, 'db' | 'store'>, reference: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const note = await transaction
      .selectFrom('uploads')
      .select('keys')
      .where('reference', '=', reference)
      .forUpdate()
      .executeTakeFirst()
    if (note === undefined) return
    await store.remove(note.keys)
    await takeNote(transaction, reference)
  })
}

/** Does the same for registrations whose process died, one after the other; gives how many. */
export async function sweepUploads(context: Pick<Context, 'db' | 'store'>, olderThanMinutes: number): Promise<number> {
  for (let swept = 0; ; swept++) {
    const note = await context.db
      .selectFrom('uploads')
      .select('reference')
      .where('started', '<', sql<Date>`clock_timestamp() - make_interval(mins => ${olderThanMinutes})`)
      .orderBy('started')
      .limit(1)
      .executeTakeFirst()
    if (note === undefined) return swept
    await abandonUpload(context, note.reference)
  }
}
