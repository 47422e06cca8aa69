import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Service } from '../service.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { elevenOf, fieldsOf, registerAt } from '../testing/registration.ts'

describe.skipIf(noBed !== null)(`players${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
  let bed: Bed
  let service: Service
  beforeAll(async () => {
    bed = await makeBed()
    service = await bed.start()
    const numbers = [7, undefined, 1, undefined, 99]
    const players = elevenOf('Lynxes').map((player, at) => ({ ...player, number: numbers[at] }))
    const made = [
      await registerAt(service.address, 'Lynxes', {
        fields: { ...fieldsOf('Lynxes'), players: JSON.stringify(players) },
      }),
      await registerAt(service.address, 'Stoats'),
    ]
    expect(made.map(({ status }) => status)).toEqual([201, 201])
    const approve = `${service.address}/api/admin/registrations/${made[0]?.body.reference}/approve`
    await fetch(approve, { method: 'POST', headers: { 'X-Admin-Key': 'test-admin-key' } })
  })
  afterAll(() => bed.end())

  const find = async (name: string, key = 'test-key') => {
    const response = await fetch(`${service.address}/api/players?name=${encodeURIComponent(name)}`, {
      headers: { 'X-API-Key': key },
    })
    return { status: response.status, body: (await response.json()) as { players: { number: number }[] } }
  }

  it('get the lowest number that is free where they have none', async () => {
    const { body } = await find('lynxes')
    expect(body.players.map(({ number }) => number)).toEqual([7, 2, 1, 3, 99, 4, 5, 6, 8, 9, 10])
  })

  it('are found by the beginning of any word of their name, of approved teams only', async () => {
    expect((await find('LYNXES B')).body.players).toEqual([
      { name: 'Lynxes B', role: 'batter', number: 2, team: 'Lynxes' },
    ])
    expect((await find('stoats')).body.players).toEqual([])
    expect((await find('ynxes')).body.players).toEqual([])
    expect((await find('%%')).body.players).toEqual([])
  })

  it('are told to those who have a key and ask for a name', async () => {
    expect((await find('lynxes', 'made-up')).status).toBe(401)
    expect(await find('l')).toMatchObject({ status: 422, body: { error: { fields: [{ field: 'name' }] } } })
  })

  it('are public in the squads of approved teams', async () => {
    const { squads } = (await (await fetch(`${service.address}/api/squads`)).json()) as {
      squads: { players: unknown[] }[]
    }
    expect(squads).toMatchObject([{ team: 'Lynxes', captain: 'Lynxes A' }])
    expect(squads[0]?.players).toHaveLength(11)
    expect(squads[0]?.players[0]).toEqual({ name: 'Lynxes A', role: 'wicket-keeper', number: 7 })
  })

  it('of one team do not wear the same number', async () => {
    const players = elevenOf('Moles').map((player) => ({ ...player, number: 5 }))
    const { status, body } = await registerAt(service.address, 'Moles', {
      fields: { ...fieldsOf('Moles'), players: JSON.stringify(players) },
    })
    expect(status).toBe(422)
    expect(body.error?.fields?.[0]).toEqual({
      field: 'players[1].number',
      message: 'is worn by another player of the team',
    })
  })
})
