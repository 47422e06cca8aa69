import { sql } from 'kysely'
import { openDatabase } from '../database.ts'
import { embeddedPid, startEmbedded, stopEmbedded } from '../embedded-postgres.ts'
import { migrationsIn } from '../migrations.ts'
import { amount, type Command, UsageError } from './system.ts'

/** The oldest PostgreSQL that the systems are made for. */
const oldest = 12

/**
 * The schema: `current | name | up | down | to NAME`; current ends with 1 where it is not the one of this release, name
 * prints nothing but its name. `down` takes back
 * the newest migration of this release; where that is not applied it takes back none of those below it.
 */
export const migrate: Command = async ({ system, args: [act, name], say }) => {
  const { db, close } = await openDatabase(system.configuration)
  const migrations = migrationsIn(system.migrations, db)
  const current = async () => {
    const { applied, pending, unknown } = await migrations.state()
    say(`schema: ${[...applied, ...unknown].at(-1) ?? 'none'}`)
    for (const name of pending) say(`not applied yet: ${name}`)
    for (const name of unknown) say(`of a newer release: ${name}`)
    return pending.length + unknown.length === 0 ? 0 : 1
  }
  try {
    switch (act) {
      case 'current':
        return await current()
      case 'name': {
        const { applied, unknown } = await migrations.state()
        say([...applied, ...unknown].at(-1) ?? 'none')
        return 0
      }
      case 'up':
        for (const name of await migrations.up()) say(`applied: ${name}`)
        return await current()
      case 'down': {
        const { pending, unknown } = await migrations.state()
        const taken = pending.length + unknown.length > 0 ? null : await migrations.down()
        say(
          taken === null ? 'nothing is taken back: the schema is not the one of this release' : `taken back: ${taken}`,
        )
        await current()
        return taken === null ? 1 : 0
      }
      case 'to': {
        if (name === undefined) throw new UsageError()
        const { applied } = await migrations.state()
        await migrations.to([name])
        say(applied.at(-1) === name ? 'nothing to do' : `from ${applied.at(-1) ?? 'none'} to ${name}`)
        await current()
        return 0
      }
      default:
        throw new UsageError()
    }
  } finally {
    await close()
  }
}

/**
 * The database's server: `start | stop | status | rows TABLE`; only the embedded one can be started and stopped from here. Rows
 * prints how many a table has, or none where there is no such table.
 */
export const database: Command = async ({ system: { configuration }, args: [act, table], say }) => {
  const { DATA, DATABASE_URL } = configuration
  if ((act === 'start' || act === 'stop') && DATABASE_URL !== undefined) {
    say('the database is a server of its own (DATABASE_URL): start and stop it where it runs')
    return 1
  }
  switch (act) {
    case 'start':
      await startEmbedded(DATA)
      say(`the embedded PostgreSQL runs: process ${embeddedPid(DATA)}`)
      return 0
    case 'stop':
      say((await stopEmbedded(DATA)) ? 'stopped' : 'it did not run')
      return 0
    case 'rows': {
      if (table === undefined) throw new UsageError()
      const { db, close } = await openDatabase(configuration)
      try {
        const known = (await db.introspection.getTables()).some(({ name }) => name === table)
        const counted = sql<{ rows: string }>`select count(*) as rows from ${sql.id(table)}`
        say(known ? `${(await counted.execute(db)).rows[0]?.rows}` : 'none')
        return 0
      } finally {
        await close()
      }
    }
    case 'status': {
      const { db, close } = await openDatabase(configuration)
      try {
        const { rows } = await sql<{ version: string; used: number; most: number }>`
          select current_setting('server_version') as version, count(*)::integer as used,
            current_setting('max_connections')::integer as most from pg_stat_activity`.execute(db)
        const { version = '0', used = 0, most = 0 } = rows[0] ?? {}
        say(`PostgreSQL ${version}, ${amount(used, 'connection')} of ${most}`)
        const fits = Number.parseInt(version, 10) >= oldest
        say(fits ? 'the database answers' : `it is too old: ${oldest} or newer is needed`)
        return fits ? 0 : 1
      } finally {
        await close()
      }
    }
    default:
      throw new UsageError()
  }
}
