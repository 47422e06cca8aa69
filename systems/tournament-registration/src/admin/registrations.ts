import type { Kysely } from 'kysely'
import { mayWrite } from '../../../kit/maintenance.ts'
import type { Context } from '../context.ts'
import { errors } from '../errors.ts'
import { decided } from '../mail/messages.ts'
import { queueMail } from '../mail/outbox.ts'
import type { Status, Tables } from '../tables.ts'

const columns = [
  'reference',
  'name as team_name',
  'status',
  'captain_name',
  'captain_email',
  'captain_phone',
  'contact_name',
  'contact_email',
  'contact_phone',
  'registered_at',
  'decided_at',
  'reason',
] as const

/** Registrations in the order in which they came, from behind `after` on. */
export function list(
  db: Kysely<Tables>,
  {
    status,
    after,
    limit,
  }: { readonly status?: Status | undefined; readonly after?: string | undefined; readonly limit: number },
) {
  let query = db.selectFrom('teams').select(columns).orderBy('registered_at').orderBy('reference').limit(limit)
  if (status !== undefined) query = query.where('status', '=', status)
  if (after !== undefined)
    query = query.where((eb) =>
      eb(
        eb.refTuple('registered_at', 'reference'),
        '>',
        eb
          .selectFrom('teams')
          .select(['registered_at', 'reference'])
          .where('reference', '=', after)
          .$asTuple('registered_at', 'reference'),
      ),
    )
  return query.execute()
}

/** One registration with its players, its files and its mails. */
export async function show({ db, release }: Context, reference: string) {
  const team = await db.selectFrom('teams').select(columns).where('reference', '=', reference).executeTakeFirst()
  if (team === undefined) throw errors.fail('REGISTRATION_NOT_FOUND')
  const files = await db
    .selectFrom('files')
    .select(['key', 'kind', 'name', 'type', 'bytes', 'sha256'])
    .where('team', '=', reference)
    .orderBy('key')
    .execute()
  const players = await release.players.of(db, [reference])
  const mails = await db
    .selectFrom('mails')
    .select(['subject', 'attempts', 'sent_at'])
    .where('team', '=', reference)
    .orderBy('due')
    .execute()
  return { ...team, players: players.get(reference) ?? [], files, mails }
}

/** Approves a registration, or rejects it with a reason, once, and tells the team by mail. `pass` lets it write during maintenance. */
export async function decide(context: Context, reference: string, reason: string | null, pass: unknown): Promise<void> {
  const { db, configuration } = context
  await db.transaction().execute(async (transaction) => {
    await mayWrite(transaction, configuration.DATA, pass)
    const team = await transaction
      .updateTable('teams')
      .set({ status: reason === null ? 'approved' : 'rejected', reason, decided_at: new Date() })
      .where('reference', '=', reference)
      .where('status', '=', 'pending')
      .returning(['reference', 'name as team_name', 'captain_name', 'captain_email', 'contact_email'])
      .executeTakeFirst()
    if (team !== undefined) return queueMail(transaction, decided(configuration, team, reason))
    const known = await transaction
      .selectFrom('teams')
      .select('reference')
      .where('reference', '=', reference)
      .executeTakeFirst()
    throw errors.fail(known === undefined ? 'REGISTRATION_NOT_FOUND' : 'ALREADY_DECIDED')
  })
  context.mailsWait()
}
