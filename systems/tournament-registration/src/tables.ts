import type { Generated } from 'kysely'

/** What is in the database, less what belongs to how a release keeps players. */
export interface Tables {
  readonly teams: TeamsTable
  readonly uploads: UploadsTable
  readonly files: FilesTable
  readonly mails: MailsTable
}

export type Status = 'pending' | 'approved' | 'rejected'

interface TeamsTable {
  readonly reference: string
  readonly name: string
  /** The name as it is compared: what differs in case or spaces only is the same team. */
  readonly name_key: string
  readonly captain_name: string
  readonly captain_email: string
  readonly captain_phone: string
  readonly contact_name: string
  readonly contact_email: string
  readonly contact_phone: string
  status: Generated<Status>
  readonly registered_at: Generated<Date>
  decided_at: Date | null
  reason: string | null
  /** Whose key registered it, and under which idempotency key: together they are there once. */
  readonly client: string
  readonly idempotency_key: string
}

/** Registrations whose files are being stored. A registration that is whole has none. */
interface UploadsTable {
  readonly reference: string
  readonly keys: string[]
  readonly started: Generated<Date>
}

interface FilesTable {
  readonly key: string
  readonly team: string
  readonly kind: 'document' | 'photo'
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly sha256: string
}

/** Mails that wait, and those that were sent: the outbox. */
interface MailsTable {
  readonly id: string
  readonly team: string
  readonly recipients: string[]
  readonly subject: string
  readonly text: string
  /** Not before; while a process sends the mail, the time at which another one may try. */
  due: Generated<Date>
  attempts: Generated<number>
  sent_at: Date | null
  error: string | null
}
