import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { serverFolder, starting } from '../../../src/testing/servers/server.ts'
import { type Database, openDatabase } from '../database.ts'
import { stopEmbedded } from '../embedded-postgres.ts'

/**
 * A data folder with a database for the tests of a file, both empty before each of them. `data` and `db` are there from the
 * first test on; `folders` are made anew each time.
 */
export function useDatabase<Tables>(name: string, folders: readonly string[] = []) {
  const used = { data: '', db: undefined as unknown as Database<Tables>['db'] }
  let database: Database<Tables>
  beforeAll(() => {
    used.data = serverFolder(name)
  })
  beforeEach(async () => {
    for (const entry of readdirSync(used.data).filter((one) => one !== 'postgres'))
      rmSync(join(used.data, entry), { recursive: true })
    for (const folder of folders) mkdirSync(join(used.data, folder))
    database = await openDatabase<Tables>({ DATA: used.data })
    used.db = database.db
    for (const statement of [
      'drop schema if exists replaced cascade',
      'drop schema public cascade',
      'create schema public',
    ])
      await sql.raw(statement).execute(used.db)
  }, starting)
  afterEach(() => database.close())
  afterAll(async () => {
    await stopEmbedded(used.data)
    rmSync(used.data, { recursive: true, force: true })
  }, starting)
  return used
}
