import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { isMaintenance } from '../../../kit/maintenance.ts'
import type { Context } from '../context.ts'
import type { Tables } from '../tables.ts'
import type { SendMail } from './mailer.ts'
import type { Message } from './messages.ts'

/** Seconds for which a mail belongs to the process that sends it. */
const lease = 120

/** Milliseconds between two looks when nothing was said. */
const cadence = 1_000

/** Puts a mail beside the change that it tells of, in the same transaction: it is sent if and only if that is kept. */
export async function queueMail(
  transaction: Kysely<Tables>,
  { team, recipients, subject, text }: Message,
): Promise<void> {
  await transaction
    .insertInto('mails')
    .values({ id: randomUUID(), team, recipients: [...recipients], subject, text })
    .execute()
}

interface Outbox {
  /** Looks now. */
  wake(): void
  /** Resolves when no mail is on its way. */
  stop(): Promise<void>
}

/**
 * Sends mails that wait, one after the other, in each process; a mail belongs to one process at a time. One that cannot be sent
 * is tried again later, for ever, with growing pauses. A process that dies between sending and noting it sends twice, under
 * the same Message-ID. During maintenance nothing is sent: a restore would not know of it.
 */
export function startOutbox(
  { db, configuration, log }: Pick<Context, 'db' | 'configuration' | 'log'>,
  send: SendMail,
): Outbox {
  let stopped = false
  let woken = () => {}
  const pause = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, cadence)
      woken = () => {
        clearTimeout(timer)
        done()
      }
    })

  const sendOne = async (): Promise<boolean> => {
    if ((await isMaintenance(configuration.DATA)) !== null) return false
    const mail = await take(db)
    if (mail === undefined) return false
    try {
      await send(mail)
      await sql`with ${fast} update mails set sent_at = clock_timestamp(), error = null from fast where id = ${mail.id}`.execute(
        db,
      )
      log.info({ mail: mail.id, reference: mail.team }, 'mail sent')
      return true
    } catch (error) {
      const wait = Math.min(2 ** mail.attempts, 900)
      log.warn({ err: error, mail: mail.id, reference: mail.team, seconds: wait }, 'A mail could not be sent; it waits')
      await db
        .updateTable('mails')
        .set({ error: String(error).slice(0, 500), due: sql<Date>`clock_timestamp() + make_interval(secs => ${wait})` })
        .where('id', '=', mail.id)
        .execute()
      return true
    }
  }

  const loop = async () => {
    while (!stopped) {
      let more = false
      try {
        more = await sendOne()
      } catch (error) {
        log.warn({ err: error }, 'The outbox could not be read')
      }
      if (!more && !stopped) await pause()
    }
  }
  const done = loop()
  return {
    wake: () => woken(),
    stop: () => {
      stopped = true
      woken()
      return done
    },
  }
}

/** Which process has a mail, and that it was sent, need not wait for the disk: what a crash of the database undoes is sent again. */
const fast = sql`fast as (select set_config('synchronous_commit', 'off', true))`

/** The mail that has waited longest, taken so that no other process has it. */
async function take(db: Kysely<Tables>): Promise<TakenMail | undefined> {
  const { rows } = await sql<TakenMail>`with ${fast}, next as (
      select id from mails where sent_at is null and due <= clock_timestamp() order by due limit 1 for update skip locked
    )
    update mails set attempts = attempts + 1, due = clock_timestamp() + make_interval(secs => ${lease})
    from fast, next where mails.id = next.id
    returning mails.id, team, recipients, subject, text, attempts`.execute(db)
  return rows[0]
}

type TakenMail = Message & { readonly id: string; readonly attempts: number }
