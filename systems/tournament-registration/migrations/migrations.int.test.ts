import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrationsIn } from '../../kit/migrations.ts'
import { release as second } from '../src/release.ts'
import { release as first } from '../src/release-1.ts'
import { type Bed, migrations as folder, makeBed, noBed } from '../src/testing/bed.ts'
import { elevenOf, fieldsOf, registerAt } from '../src/testing/registration.ts'

describe.skipIf(noBed !== null)(`from release 1 to 2 and back${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
  let bed: Bed
  beforeAll(async () => {
    bed = await makeBed({ empty: true })
    await sql`select 1`.execute(bed.db)
  })
  afterAll(() => bed.end())

  const environment = { REQUESTS_PER_MINUTE: '1000' }
  const shown = async (address: string, reference: string | undefined) => {
    const headers = { 'X-Admin-Key': 'test-admin-key' }
    const { mails: _, ...rest } = (await (
      await fetch(`${address}/api/admin/registrations/${reference}`, { headers })
    ).json()) as Record<string, unknown>
    return rest
  }
  const dump = async () => {
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(teams)::text as row from teams order by reference`.execute(bed.db)
    return rows.map(({ row }) => row)
  }

  it('every player is moved, and moved back, with what only release 2 knows', async () => {
    const migrations = migrationsIn(folder, bed.db)
    // As release 1 is built: with its own migration only.
    await migrations.up()
    await migrations.down()
    const one = await bed.start(environment, first)
    const old = (await registerAt(one.address, 'Old Boys')).body.reference
    const before = await shown(one.address, old)
    expect(before.players).toEqual(elevenOf('Old Boys'))
    expect((await fetch(`${one.address}/api/squads`)).status).toBe(404)
    const rows = await dump()

    expect(await migrations.up()).toEqual(['0002-players'])
    // Release 1 notices that the schema is not its own any more: it refuses instead of guessing.
    expect(await (await fetch(`${one.address}/health`)).json()).toEqual({ status: 'unhealthy' })
    expect(await registerAt(one.address, 'Too Late')).toMatchObject({
      status: 503,
      body: { error: { code: 'SCHEMA_MISMATCH' } },
    })
    expect(bed.files().filter((path) => path.startsWith('spool'))).toEqual([])

    const two = await bed.start(environment, second)
    expect((await shown(two.address, old)).players).toEqual(
      elevenOf('Old Boys').map((player, at) => ({ ...player, number: at + 1 })),
    )
    const players = elevenOf('New Boys').map((player, at) => ({ ...player, number: 90 - at }))
    const fields = { ...fieldsOf('New Boys'), players: JSON.stringify(players) }
    const young = (await registerAt(two.address, 'New Boys', { fields })).body.reference
    const inTwo = await shown(two.address, young)
    expect(inTwo.players).toEqual(players)

    expect(await migrations.down()).toBe('0002-players')
    expect(await (await fetch(`${one.address}/health`)).json()).toEqual({ status: 'healthy' })
    expect((await shown(one.address, young)).players).toEqual(elevenOf('New Boys'))
    expect(await shown(one.address, old)).toEqual(before)
    expect(rows.map((row) => JSON.parse(row).name)).toEqual(['Old Boys'])
    expect((await registerAt(one.address, 'In Between')).status).toBe(201)

    await migrations.up()
    expect(await shown(two.address, young)).toEqual(inTwo)
    const { rows: numbers } = await sql<{ number: number }>`select number from players order by team, place`.execute(
      bed.db,
    )
    expect(numbers).toHaveLength(33)
  })

  it('a release does not start on a schema that is not its own', async () => {
    await expect(bed.start({}, first)).rejects.toThrow(
      'The schema of the database is 0002-players; this release needs 0001-registrations',
    )
  })

  it('down to nothing and up again', async () => {
    const other = await makeBed()
    try {
      const migrations = migrationsIn(folder, other.db)
      await migrations.down()
      await migrations.down()
      const { rows } =
        await sql`select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`.execute(
          other.db,
        )
      expect(rows).toEqual([])
      expect(await migrations.up()).toEqual(['0001-registrations', '0002-players'])
    } finally {
      await other.end()
    }
  })
})
