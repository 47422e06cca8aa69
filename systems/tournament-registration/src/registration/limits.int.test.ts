import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Service } from '../service.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { fieldsOf, jpeg, registerAt } from '../testing/registration.ts'

describe.skipIf(noBed !== null)(`limits${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
  let bed: Bed
  let services: readonly Service[]
  /** Waits for a request for a second only. */
  let hasty: Service
  beforeAll(async () => {
    bed = await makeBed()
    const environment = { API_KEYS: 'first-key,second-key,slow-key,sluggish-key' }
    services = [await bed.start(environment), await bed.start(environment)]
    hasty = await bed.start({ ...environment, REQUEST_TIMEOUT_SECONDS: '1' })
  })
  afterAll(() => bed.end())

  it('let a key send 30 requests a minute, invalid ones too, whichever process they reach, and say when to come again', async () => {
    const sent = { apiKey: 'first-key', fields: { team_name: 'Test' }, files: [] }
    const answers = await Promise.all(
      Array.from({ length: 35 }, (_, at) => registerAt(services[at % 2]?.address ?? '', 'Test', sent)),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array(30).fill(422), ...Array(5).fill(429)])
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.body.error?.code).toBe('RATE_LIMITED')
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  })

  it('count each key by itself', async () => {
    expect((await registerAt(services[0]?.address ?? '', 'Otters', { apiKey: 'second-key' })).status).toBe(201)
  })

  it('count who has no known key by where he comes from, whatever keys he makes up', async () => {
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, at) =>
        registerAt(services[at % 2]?.address ?? '', 'Test', { apiKey: `made-up-${at}` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(30)
  })

  it('end a request that takes too long with 408, and leave nothing of it', async () => {
    const before = bed.files()
    const { status, headers, text } = await slowly('slow-key', 'slow-0001', [jpeg('x'.repeat(100_000))])
    expect(status).toBe(408)
    expect(JSON.parse(text).error.code).toBe('REQUEST_TIMEOUT')
    expect(headers.connection).toBe('close')
    await vi.waitFor(() => expect(bed.files()).toEqual(before))
    expect(await bed.db.selectFrom('uploads').selectAll().execute()).toEqual([])
    expect(
      (await bed.db.selectFrom('teams').select('idempotency_key').execute()).map((team) => team.idempotency_key),
    ).not.toContain('slow-0001')
    const again = await registerAt(services[0]?.address ?? '', 'Slowworms', {
      apiKey: 'slow-key',
      idempotencyKey: 'slow-0001',
    })
    expect(again.status).toBe(201)
  })

  it('end one that waits for the database, and what it waited for is not done afterwards', async () => {
    const sent = { apiKey: 'sluggish-key', idempotencyKey: 'sluggish-0001' }
    const before = bed.files()
    const answered = await bed.db.transaction().execute(async (transaction) => {
      // Nobody else may write a team now.
      const { name: _, ...rest } = { name: '', key: 'T-HELD' }
      await transaction
        .insertInto('teams')
        .values({
          reference: rest.key,
          name: 'Held',
          name_key: 'sluggards',
          client: 'x',
          idempotency_key: 'x',
          ...people,
        })
        .execute()
      return registerAt(hasty.address, 'Sluggards', sent)
    })
    expect(answered.status).toBe(408)
    await vi.waitFor(() => expect(bed.files()).toEqual(before))
    const names = (await bed.db.selectFrom('teams').select('name').execute()).map(({ name }) => name)
    expect(names).toContain('Held')
    expect(names).not.toContain('Sluggards')
  })

  const { team_name: _, players: __, ...people } = fieldsOf('Held') as Record<string, string> & Record<Person, string>

  /** Sends a form's beginning and then nothing more. */
  const slowly = (apiKey: string, key: string, files: readonly Buffer[]) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const headers = {
        'X-API-Key': apiKey,
        'X-Idempotency-Key': key,
        'Content-Type': 'multipart/form-data; boundary=b',
        'Content-Length': '10000000',
      }
      const sending = request(`${hasty.address}/api/registration`, { method: 'POST', headers }, (response) => {
        let text = ''
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      })
      sending.on('error', reject)
      for (const file of files) {
        sending.write('--b\r\nContent-Disposition: form-data; name="photos"; filename="p.jpg"\r\n\r\n')
        sending.write(file)
      }
    })
})

type Person = 'captain_name' | 'captain_email' | 'captain_phone' | 'contact_name' | 'contact_email' | 'contact_phone'
