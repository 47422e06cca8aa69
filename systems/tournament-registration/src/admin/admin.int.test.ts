import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Service } from '../service.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { fieldsOf, filesOf, jpeg, registerAt } from '../testing/registration.ts'

describe.skipIf(noBed !== null)(`what organisers do${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
  let bed: Bed
  let service: Service
  beforeAll(async () => {
    bed = await makeBed()
    service = await bed.start()
  })
  afterAll(() => bed.end())

  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { 'X-Admin-Key': 'test-admin-key', ...init.headers }
    const response = await fetch(`${service.address}/api/admin/registrations${path}`, { ...init, headers })
    const text = await response.clone().text()
    const json = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, text, response, body: json ? JSON.parse(text) : null }
  }
  const post = (path: string, body?: object) =>
    ask(path, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    })
  const register = async (team: string, sent?: Parameters<typeof registerAt>[2]): Promise<string> => {
    const { status, body } = await registerAt(service.address, team, sent)
    expect(status).toBe(201)
    return body.reference ?? ''
  }

  it('takes a key of their own, which no client has', async () => {
    for (const key of ['', 'test-key', 'made-up'])
      expect((await ask('', { headers: { 'X-Admin-Key': key } })).status).toBe(401)
    expect((await ask('')).status).toBe(200)
  })

  it('lists registrations as they came, page by page, and those of a status', async () => {
    const made = [await register('Ants'), await register('Bees'), await register('Crabs')]
    const first = await ask('?limit=2')
    expect(first.body.registrations.map(({ reference }: { reference: string }) => reference)).toEqual(made.slice(0, 2))
    const second = await ask(`?limit=2&after=${first.body.next}`)
    expect(second.body.registrations.map(({ team_name }: { team_name: string }) => team_name)).toEqual(['Crabs'])
    expect(second.body.next).toBe(null)
    await post(`/${made[1]}/approve`)
    expect((await ask('?status=approved')).body.registrations).toMatchObject([
      { team_name: 'Bees', status: 'approved' },
    ])
    expect(await ask('?status=lost')).toMatchObject({ status: 422, body: { error: { fields: [{ field: 'status' }] } } })
  })

  it('shows one with players, files and mails, and gives a file as it was sent', async () => {
    const photo = jpeg('x'.repeat(300_000))
    const files = [...filesOf('Ducks'), ['photos', 'big.jpg', photo]] as const
    const reference = await register('Ducks', { files })
    const { body } = await ask(`/${reference}`)
    expect(body).toMatchObject({
      team_name: 'Ducks',
      status: 'pending',
      captain_phone: fieldsOf('Ducks').captain_phone,
    })
    expect(body.players[0]).toEqual({ name: 'Ducks A', role: 'wicket-keeper', number: 1 })
    expect(body.players).toHaveLength(11)
    expect(body.mails).toMatchObject([{ subject: 'Ducks: your registration has arrived' }])
    expect(body.files.map(({ name }: { name: string }) => name)).toEqual(['entry form.pdf', 'team.jpg', 'big.jpg'])
    const file = await ask(`/${reference}/files/photo-2.jpg`)
    expect(file.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await file.response.arrayBuffer()).equals(photo)).toBe(true)
    expect((await ask(`/${reference}/files/photo-9.jpg`)).status).toBe(404)
    expect((await ask('/T-NOBODY')).status).toBe(404)
  })

  it('approves or rejects once, and tells the team by a mail of the same transaction', async () => {
    const [eels, frogs] = [await register('Eels'), await register('Frogs')]
    expect(await post(`/${eels}/approve`)).toMatchObject({ status: 200, body: { status: 'approved', reason: null } })
    const rejected = await post(`/${frogs}/reject`, { reason: 'The form is not signed.' })
    expect(rejected.body).toMatchObject({ status: 'rejected', reason: 'The form is not signed.' })
    expect(rejected.body.mails.map(({ subject }: { subject: string }) => subject)).toContain(
      'Frogs: your registration is rejected',
    )
    for (const path of [`/${eels}/approve`, `/${frogs}/approve`])
      expect(await post(path)).toMatchObject({ status: 409, body: { error: { code: 'ALREADY_DECIDED' } } })
    expect(await bed.db.selectFrom('mails').select('id').where('team', '=', eels).execute()).toHaveLength(2)
    expect((await post(`/${eels}/reject`, {})).status).toBe(422)
    expect((await post('/T-NOBODY/approve')).status).toBe(404)
  })

  it('exports a list in which nothing is a formula', async () => {
    const fields = { ...fieldsOf('=HYPERLINK("http://evil")'), captain_name: '@SUM(A1)', contact_name: '-2+3 "x"' }
    await register('', { fields })
    const { headers, text } = await ask('.csv')
    expect(headers.get('content-type')).toContain('text/csv')
    const [head, ...lines] = text.trimEnd().split('\r\n')
    expect(head).toMatch(/^"reference","team_name","status"/)
    const line = lines.find((one) => one.includes('HYPERLINK'))
    expect(line).toContain(`"'=HYPERLINK(""http://evil"")"`)
    expect(line).toContain('"\'@SUM(A1)"')
    expect(line).toContain('"\'-2+3 ""x"""')
    expect(line).toContain('"\'+91 98765 43210"')
  })
})
