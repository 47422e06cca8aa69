import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginMaintenance, endMaintenance } from '../../../kit/maintenance.ts'
import type { Service } from '../service.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { elevenOf, fieldsOf, filesOf, jpeg, pdf, registerAt } from '../testing/registration.ts'

describe.skipIf(noBed !== null)(`a registration${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
  let bed: Bed
  let service: Service
  let other: Service
  beforeAll(async () => {
    bed = await makeBed()
    const environment = { API_KEYS: 'test-key,other-key', MAX_FILE_MB: '1', REQUESTS_PER_MINUTE: '1000' }
    service = await bed.start(environment)
    other = await bed.start(environment)
  })
  afterAll(() => bed.end())

  const register = (team: string, sent?: Parameters<typeof registerAt>[2]) => registerAt(service.address, team, sent)
  const teams = async () => (await bed.db.selectFrom('teams').select('name').execute()).map(({ name }) => name)

  it('is kept with its players, its files and a mail, and gets a reference', async () => {
    const { status, body } = await register('Lions')
    expect(status).toBe(201)
    expect(body.reference).toMatch(/^T-[0-9A-Z]{12}$/)
    const files = await bed.db
      .selectFrom('files')
      .selectAll()
      .where('team', '=', body.reference ?? '')
      .orderBy('key')
      .execute()
    expect(files.map(({ key, kind, name, type, bytes }) => ({ key, kind, name, type, bytes }))).toEqual([
      {
        key: `${body.reference}-document-1.pdf`,
        kind: 'document',
        name: 'entry form.pdf',
        type: 'application/pdf',
        bytes: pdf('Lions').length,
      },
      {
        key: `${body.reference}-photo-1.jpg`,
        kind: 'photo',
        name: 'team.jpg',
        type: 'image/jpeg',
        bytes: jpeg('Lions').length,
      },
    ])
    expect(bed.files()).toEqual(files.map(({ key }) => `files/${key}`))
    const mails = await bed.db
      .selectFrom('mails')
      .select(['recipients', 'subject'])
      .where('team', '=', body.reference ?? '')
      .execute()
    expect(mails).toEqual([
      { recipients: ['captain@example.org', 'contact@example.org'], subject: 'Lions: your registration has arrived' },
    ])
    expect(await bed.db.selectFrom('uploads').selectAll().execute()).toEqual([])
  })

  it('that comes again under its idempotency key is told its reference, also with another body and at another process', async () => {
    const first = await register('Tigers', { idempotencyKey: 'tigers-0001' })
    const again = await register('Tigers', { idempotencyKey: 'tigers-0001' })
    const altered = await registerAt(other.address, 'Panthers', { idempotencyKey: 'tigers-0001' })
    for (const { status, body } of [again, altered]) {
      expect(status).toBe(409)
      expect(body.error).toMatchObject({ code: 'IDEMPOTENCY_KEY_USED', reference: first.body.reference })
    }
    expect(await teams()).not.toContain('Panthers')
  })

  it('that failed may come again under its idempotency key', async () => {
    const fields = { ...fieldsOf('Bears'), captain_email: 'nobody' }
    expect((await register('Bears', { idempotencyKey: 'bears-0001', fields })).status).toBe(422)
    expect((await register('Bears', { idempotencyKey: 'bears-0001' })).status).toBe(201)
  })

  it('has an idempotency key that is its client’s own', async () => {
    expect((await register('Foxes', { idempotencyKey: 'the-same-key' })).status).toBe(201)
    expect((await register('Wolves', { idempotencyKey: 'the-same-key', apiKey: 'other-key' })).status).toBe(201)
  })

  it('of a team that is there already, whatever its capitals and spaces, is refused', async () => {
    expect((await register('River Otters')).status).toBe(201)
    const { status, body } = await register('  river   OTTERS ')
    expect(status).toBe(409)
    expect(body.error?.code).toBe('TEAM_EXISTS')
    expect(body.error).not.toHaveProperty('reference')
  })

  it('that is sent many times at once, to two processes, is kept once, and all are told its reference', async () => {
    const addresses = [service.address, other.address]
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        registerAt(addresses[at % 2] ?? '', 'Hares', { idempotencyKey: 'hares-0001' }),
      ),
    )
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    const reference = made[0]?.body.reference
    for (const { status, body } of answers.filter((answer) => answer !== made[0])) {
      expect(status).toBe(409)
      expect(body.error).toMatchObject({ code: 'IDEMPOTENCY_KEY_USED', reference })
    }
    expect(bed.files().filter((path) => path.startsWith(`files/${reference}`))).toHaveLength(2)
    expect((await teams()).filter((name) => name === 'Hares')).toHaveLength(1)
  })

  it('is told of every field that is not as it should be, at once', async () => {
    const players = [...elevenOf('X').slice(0, 10), { name: 'X A', role: 'mascot', number: 100 }]
    const fields = { team_name: 'X', captain_email: 'no', captain_phone: 'call me', players: JSON.stringify(players) }
    const files = [
      ['documents', 'a.exe', Buffer.from('MZ')],
      ['documents', 'b.pdf', Buffer.alloc(1024 * 1024 + 1, '%PDF-')],
      ['photos', 'c.pdf', pdf()],
      ['photos', 'd.jpg', Buffer.alloc(0)],
      ['extra', 'e.jpg', jpeg()],
    ] as const
    const before = bed.files()
    const { status, body } = await register('X', { fields, files })
    expect(status).toBe(422)
    expect(body.error?.code).toBe('VALIDATION_FAILED')
    expect(Object.fromEntries(body.error?.fields?.map(({ field, message }) => [field, message]) ?? [])).toEqual({
      team_name: 'must have 2 characters or more',
      captain_name: 'is missing',
      captain_email: 'must be an e-mail address',
      captain_phone: 'must be a telephone number such as +91 98765 43210',
      contact_name: 'is missing',
      contact_email: 'is missing',
      contact_phone: 'is missing',
      'players[10].role': 'must be batter, bowler, all-rounder or wicket-keeper',
      'players[10].number': 'must be 99 or less',
      'documents[0]': 'must be a PDF, JPEG or PNG file',
      'documents[1]': 'is larger than a file may be',
      'photos[0]': 'must be a JPEG or PNG file',
      'photos[1]': 'is empty',
      'extra[0]': 'is no field that takes files',
    })
    expect(bed.files()).toEqual(before)
  })

  it('with more files than are taken is refused', async () => {
    const files = [...filesOf('Y'), ...Array.from({ length: 5 }, () => ['photos', 'p.jpg', jpeg()] as const)]
    const { status, body } = await register('Yaks', { files })
    expect(status).toBe(422)
    expect(body.error?.fields).toEqual([{ field: 'photos', message: 'has 6 files, at most 5 are taken' }])
  })

  it('without a key that is known, or without an idempotency key, is refused', async () => {
    expect(await register('Z', { apiKey: null })).toMatchObject({
      status: 401,
      body: { error: { code: 'UNAUTHENTICATED' } },
    })
    expect(await register('Z', { apiKey: 'made-up-key' })).toMatchObject({ status: 401 })
    expect(await register('Z', { idempotencyKey: null })).toMatchObject({
      status: 400,
      body: { error: { code: 'IDEMPOTENCY_KEY_MISSING' } },
    })
  })

  it('that is no multipart request is refused', async () => {
    const headers = { 'X-API-Key': 'test-key', 'X-Idempotency-Key': 'json-0001', 'Content-Type': 'application/json' }
    const response = await fetch(`${service.address}/api/registration`, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(415)
  })

  it('whose client goes away in the middle leaves nothing', async () => {
    const before = bed.files()
    const headers = {
      'X-API-Key': 'test-key',
      'X-Idempotency-Key': 'gone-00001',
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': '100000',
    }
    const sending = request(`${service.address}/api/registration`, { method: 'POST', headers })
    sending.on('error', () => {})
    sending.write('--b\r\nContent-Disposition: form-data; name="photos"; filename="p.jpg"\r\n\r\n')
    sending.write(jpeg('x'.repeat(10_000)))
    await vi.waitFor(() => expect(bed.files().length).toBeGreaterThan(before.length))
    sending.destroy()
    await vi.waitFor(() => expect(bed.files()).toEqual(before))
  })

  describe('during maintenance', () => {
    beforeEach(async () => {
      await beginMaintenance(bed.data, bed.db, { now: new Date(), reason: 'a test', retryAfter: 7 })
      return async () => void (await endMaintenance(bed.data))
    })

    it('is refused and told when to come again, while reading goes on', async () => {
      const { status, body, headers } = await register('Swifts')
      expect(status).toBe(503)
      expect(body.error?.code).toBe('MAINTENANCE')
      expect(headers.get('retry-after')).toBe('7')
      const list = await fetch(`${service.address}/api/admin/registrations`, {
        headers: { 'X-Admin-Key': 'test-admin-key' },
      })
      expect(list.status).toBe(200)
      expect(await (await fetch(`${service.address}/status`)).json()).toMatchObject({ maintenance: 'on' })
      expect(await teams()).not.toContain('Swifts')
    })
  })
})
