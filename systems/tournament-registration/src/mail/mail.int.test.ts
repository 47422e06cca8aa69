import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '../../../../src/testing/servers/server.ts'
import { beginMaintenance, endMaintenance } from '../../../kit/maintenance.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { registerAt } from '../testing/registration.ts'

interface Arrived {
  readonly to: readonly string[]
  readonly text: string
}

/** A mail server on loopback that refuses the first so many mails. */
async function openPost(port: number, refusing = 0) {
  const arrived: Arrived[] = []
  let left = refusing
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      void text(stream).then((mail) => {
        if (left-- > 0) return done(new Error('not now'))
        arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: mail })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return { arrived, close: () => new Promise<void>((done) => server.close(done)) }
}

describe.skipIf(noBed !== null)(`mail${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
  let bed: Bed
  let port = 0
  let post: Awaited<ReturnType<typeof openPost>> | null = null
  const addresses: string[] = []
  beforeAll(async () => {
    bed = await makeBed()
    port = await freePort()
    for (let count = 0; count < 2; count++)
      addresses.push((await bed.start({ SMTP_URL: `smtp://127.0.0.1:${port}`, REQUESTS_PER_MINUTE: '1000' })).address)
  })
  afterEach(async () => {
    await post?.close()
    post = null
  })
  afterAll(() => bed.end())

  const register = (team: string, at = 0) => registerAt(addresses[at] ?? '', team)
  const subjects = () => post?.arrived.map((mail) => /^Subject: (.*)$/m.exec(mail.text)?.[1]?.trim()) ?? []
  const wait = { timeout: 20_000, interval: 50 }

  it('goes to captain and contact, once, however many processes send', async () => {
    post = await openPost(port)
    const teams = Array.from({ length: 10 }, (_, at) => `Crows ${String.fromCharCode(65 + at)}`)
    await Promise.all(teams.map((team, at) => register(team, at % 2)))
    await vi.waitFor(() => expect(subjects()).toHaveLength(10), wait)
    expect(subjects().sort()).toEqual(teams.map((team) => `${team}: your registration has arrived`))
    expect(post.arrived[0]?.to).toEqual(['captain@example.org', 'contact@example.org'])
    // A mail has arrived before its row says so.
    const unsent = () => bed.db.selectFrom('mails').select('id').where('sent_at', 'is', null).execute()
    await vi.waitFor(async () => expect(await unsent()).toEqual([]), wait)
  })

  it('waits while its server is down, loses no registration, and goes out when the server is back', async () => {
    const { status, body } = await register('Ravens')
    expect(status).toBe(201)
    const mail = () =>
      bed.db
        .selectFrom('mails')
        .select(['error', 'sent_at'])
        .where('team', '=', body.reference ?? '')
        .executeTakeFirst()
    await vi.waitFor(async () => expect((await mail())?.error).toContain('ECONNREFUSED'), wait)
    expect(await (await fetch(`${addresses[0]}/status`)).json()).toMatchObject({
      status: 'running',
      mail: 'unreachable',
    })
    post = await openPost(port, 1)
    await vi.waitFor(() => expect(subjects()).toEqual(['Ravens: your registration has arrived']), wait)
    await vi.waitFor(async () => expect((await mail())?.sent_at).not.toBe(null), wait)
  })

  it('has the same id at each attempt, and cannot be made to have other heads', async () => {
    post = await openPost(port)
    const { body } = await register('Rooks Bcc: all@example.org')
    await vi.waitFor(() => expect(subjects()).toHaveLength(1), wait)
    const [mail] = post.arrived
    const { id } = await bed.db
      .selectFrom('mails')
      .select('id')
      .where('team', '=', body.reference ?? '')
      .executeTakeFirstOrThrow()
    expect(mail?.text).toContain(`Message-ID: <${id}@localhost>`)
    expect(mail?.to).toEqual(['captain@example.org', 'contact@example.org'])
  })

  it('stays where it is during maintenance', async () => {
    post = await openPost(port)
    await bed.db.updateTable('mails').set({ sent_at: new Date() }).execute()
    const { body } = await register('Jays')
    await vi.waitFor(() => expect(subjects()).toHaveLength(1), wait)
    await beginMaintenance(bed.data, bed.db, { now: new Date(), reason: 'a test', retryAfter: 7 })
    await bed.db
      .updateTable('mails')
      .set({ sent_at: null, due: new Date() })
      .where('team', '=', body.reference ?? '')
      .execute()
    await fetch(`${addresses[0]}/status`)
    expect(subjects()).toHaveLength(1)
    await endMaintenance(bed.data)
    await vi.waitFor(() => expect(subjects()).toHaveLength(2), wait)
  })

  it('becomes a file where there is no server', async () => {
    await bed.db.updateTable('mails').set({ sent_at: new Date() }).execute()
    const other = await makeBed()
    try {
      const { address } = await other.start()
      await registerAt(address, 'Magpies')
      const files = () => readdirSync(join(other.data, 'mail')).filter((name) => name.endsWith('.eml'))
      await vi.waitFor(() => expect(files()).toHaveLength(1), wait)
      expect(readFileSync(join(other.data, 'mail', files()[0] ?? ''), 'utf8')).toContain(
        'Subject: Magpies: your registration has arrived',
      )
    } finally {
      await other.end()
    }
  })
})
