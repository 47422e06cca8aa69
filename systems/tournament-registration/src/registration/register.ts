import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Deadline } from '../../../kit/deadline.ts'
import { mayWrite } from '../../../kit/maintenance.ts'
import { OutsideError } from '../../../kit/outside.ts'
import type { Context } from '../context.ts'
import { errors } from '../errors.ts'
import { endings, type KeyedFile, type SpooledFile } from '../files/spool.ts'
import { received } from '../mail/messages.ts'
import { queueMail } from '../mail/outbox.ts'
import type { Tables } from '../tables.ts'
import type { Form } from './form.ts'
import { abandonUpload, noteUpload, takeNote } from './uploads.ts'

/** A registration that was checked and is to be kept. */
export interface Request {
  /** Whose key sent it, and under which idempotency key. */
  readonly client: string
  readonly idempotencyKey: string
  readonly form: Form
  readonly files: readonly SpooledFile[]
  readonly deadline: Deadline
  /** What lets it write during maintenance, as its sender showed it. */
  readonly pass: unknown
}

/**
 * Keeps a registration whole or not at all and gives its reference. The files come first, under keys that nothing names yet;
 * then one transaction makes team, players, files and mail. When that has been committed, and not before, the promise
 * resolves. Whatever else happens, `kill -9` included, leaves no team, and files that `sweepUploads` removes.
 */
export async function register(context: Context, request: Request): Promise<string> {
  const { db, store, log } = context
  const reference = newReference()
  const files = withKeys(reference, request.files)
  const { signal } = request.deadline
  signal.throwIfAborted()
  await noteUpload(
    db,
    reference,
    files.map(({ key }) => key),
  )
  try {
    await store.put(files, signal)
    await db.transaction().execute((transaction) => insert(context, transaction, reference, request, files))
  } catch (error) {
    await abandonUpload(context, reference).catch((err) =>
      log.warn({ err, reference }, 'Files of a registration that failed are left for the sweep'),
    )
    throw await toTell(context, request, error)
  }
  context.mailsWait()
  return reference
}

/** The reference that this idempotency key got when it registered a team; null: it has registered none. */
export async function referenceOf(
  { db }: Pick<Context, 'db'>,
  client: string,
  idempotencyKey: string,
): Promise<string | null> {
  const found = await db
    .selectFrom('teams')
    .select('reference')
    .where('client', '=', client)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  return found?.reference ?? null
}

async function insert(
  { configuration, release }: Context,
  transaction: Transaction<Tables>,
  reference: string,
  { client, idempotencyKey, form, deadline, pass }: Request,
  files: readonly KeyedFile[],
): Promise<void> {
  await mayWrite(transaction, configuration.DATA, pass)
  const { players, team_name: name, ...people } = form
  const team = { reference, name, name_key: name.toLowerCase(), ...people, client, idempotency_key: idempotencyKey }
  await transaction.insertInto('teams').values(team).execute()
  await release.players.store(transaction, reference, players)
  const rows = files.map(({ key, kind, name, type, bytes, sha256 }) => ({
    key,
    team: reference,
    kind,
    name,
    type,
    bytes,
    sha256,
  }))
  await transaction.insertInto('files').values(rows).execute()
  await queueMail(transaction, received(configuration, { reference, ...form }))
  if (!(await takeNote(transaction, reference))) throw errors.fail('REQUEST_TIMEOUT')
  deadline.signal.throwIfAborted()
  deadline.disarm()
}

/** What a failed registration is told as. */
async function toTell(context: Context, { client, idempotencyKey }: Request, error: unknown): Promise<unknown> {
  if (error instanceof OutsideError)
    return errors.fail('FILES_UNAVAILABLE', { retryAfter: error.retryAfter, cause: error })
  if ((error as { readonly code?: unknown }).code !== uniqueViolation) return error
  const reference = await referenceOf(context, client, idempotencyKey)
  return reference === null ? errors.fail('TEAM_EXISTS') : errors.fail('IDEMPOTENCY_KEY_USED', { more: { reference } })
}

/** PostgreSQL's `unique_violation`. */
const uniqueViolation = '23505'

function withKeys(reference: string, files: readonly SpooledFile[]): readonly KeyedFile[] {
  const counts = { document: 0, photo: 0 }
  return files.map((file) => ({
    ...file,
    key: `${reference}-${file.kind}-${++counts[file.kind]}.${endings[file.type]}`,
  }))
}

/** Letters and digits that nobody mistakes for others when they are read out. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixty random bits: two teams never get the same. */
const newReference = () => `T-${[...randomBytes(12)].map((byte) => letters[byte & 31]).join('')}`
