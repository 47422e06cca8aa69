import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import { createHttp, listen } from '../../kit/http.ts'
import { openMetrics } from '../../kit/metrics.ts'
import type { Context } from './context.ts'
import { diskStore } from './files/disk.ts'
import { s3Store } from './files/s3.ts'
import { clearSpool } from './files/spool.ts'
import { startHousekeeping } from './housekeeping.ts'
import { openMailer } from './mail/mailer.ts'
import { startOutbox } from './mail/outbox.ts'
import { release as built } from './release.ts'
import { addRoutes } from './routes.ts'
import { type Parts, statusOf } from './status.ts'
import type { Tables } from './tables.ts'
import type { Configuration } from './variables.ts'

interface ServiceOptions {
  readonly configuration: Configuration
  readonly db: Kysely<Tables>
  readonly log: Logger
  /** Another one than the build's own, for tests of both. */
  readonly release?: Context['release']
}

/** A service that takes requests. */
export interface Service {
  readonly address: string
  /** Takes no more requests, answers those that are there, and resolves when nothing is under way. */
  stop(): Promise<void>
}

/**
 * Starts one process's share of the service. Rejects when the database has another schema than this release works with. The
 * database stays open after `stop`: it belongs to the caller.
 */
export async function startService({ configuration, db, log, release = built }: ServiceOptions): Promise<Service> {
  await hasSchema(db, release.schema)
  await acknowledgesAfterDisk(db)
  const metrics = openMetrics(configuration.DATA, release.version)
  const attempted = ({ name, failed }: { readonly name: string; readonly failed: boolean }) =>
    metrics.outside.inc({ service: name, outcome: failed ? 'failed' : 'done' })
  const s3 = configuration.FILES === 's3' ? s3Store(configuration, attempted) : null
  const store = s3 ?? (await diskStore(join(configuration.DATA, 'files')))
  await clearSpool(configuration.DATA, configuration.SWEEP_AFTER_MINUTES)
  const mailer = openMailer(configuration, attempted)
  const outbox = startOutbox({ db, configuration, log }, mailer.send)
  const context: Context = { configuration, db, log, store, release, mailsWait: outbox.wake }
  const housekeeping = startHousekeeping(context)
  const parts: Parts = {
    database: { ping: () => hasSchema(db, release.schema), service: null },
    files: { ping: store.ping, service: s3?.service ?? null },
    mail: { ping: mailer.ping, service: mailer.service },
  }

  const app = await createHttp({
    title: 'Tournament registration',
    version: release.version,
    configuration,
    log,
    metrics,
    healthy: () => hasSchema(db, release.schema),
    status: statusOf(parts),
  })
  await addRoutes(app, context)
  const background = async () => {
    await Promise.all([outbox.stop(), housekeeping.stop()])
    metrics.close()
  }
  try {
    const address = await listen(app, configuration)
    log.info({ address, version: release.version, schema: release.schema }, 'serving')
    return {
      address,
      stop: async () => {
        log.info('stopping')
        await app.close()
        await background()
        log.info('stopped')
      },
    }
  } catch (error) {
    await app.close()
    await background()
    throw error
  }
}

/** Rejects when the newest migration that the database has is not this one. */
async function hasSchema(db: Kysely<Tables>, schema: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`.execute(db)
  const found = rows[0]?.name ?? 'none'
  if (found !== schema)
    throw new Error(`The schema of the database is ${found}; this release needs ${schema}. Migrate first.`)
}

/** Rejects when the database says that it has committed what its disk has not. */
async function acknowledgesAfterDisk(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db)
  if (rows[0]?.synchronous_commit === 'off')
    throw new Error(
      'The database has synchronous_commit = off: registrations could be lost after they were confirmed. Set it to on.',
    )
}
