import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as listen } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Outgoing } from '../../engine/ports.ts'
import { anchorsIn } from '../../record/index.ts'
import { send } from './send.ts'

const message: Outgoing = {
  id: 'run1.m1',
  subject: 'Déploiement terminé ✅',
  text: 'All is well.\n\nSince 15:00 UTC.',
  run: 'run1',
  document: 'DEPLOY.md',
  environment: 'production',
  at: Date.UTC(2026, 0, 2, 3, 4, 5),
  alarm: null,
  anchor: null,
}

describe('mail', () => {
  let server: SMTPServer
  let port = 0
  let mails: { readonly to: readonly string[]; readonly content: string; readonly user: string | undefined }[] = []

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        done(password === 'p@ss/word' ? null : new Error('wrong password'), { user: username }),
      onRcptTo: ({ address }, _, done) => done(address.startsWith('nobody@') ? new Error('no such mailbox') : null),
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          mails.push({ to, content: Buffer.concat(parts).toString(), user: session.user })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.server.address() as AddressInfo).port
  })
  beforeEach(() => {
    mails = []
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

  const to = (...addresses: readonly string[]) => ({
    kind: 'mail' as const,
    name: 'team',
    server: `smtp://127.0.0.1:${port}`,
    from: 'releases@example.org',
    to: addresses,
  })

  it('arrives with subject, text and an id that every try has', async () => {
    await send(to('a@example.org', 'b@example.org'), message, {})
    await send(to('a@example.org'), message, {})
    expect(mails.map((one) => one.to)).toEqual([['a@example.org', 'b@example.org'], ['a@example.org']])
    for (const { content } of mails) {
      expect(content).toContain('Message-ID: <run1.m1@holdpoint>')
      expect(content).toMatch(/^Subject: =\?UTF-8\?/m)
      expect(content).toContain('All is well.')
    }
  })

  it('holds in its id how far the journal had come, for whoever keeps it', async () => {
    const head = 'ab'.repeat(32)
    await send(to('a@example.org'), { ...message, anchor: { events: 12, head } }, {})
    expect(mails[0]?.content).toMatch(new RegExp(`^Message-ID:\\s+<run1\\.m1\\.12\\.${head}@holdpoint>`, 'm'))
    expect(anchorsIn(mails[0]?.content ?? '')).toEqual([{ run: 'run1', events: 12, is: 'head', value: head }])
  })

  it('signs in with a password that lies in the environment, whatever characters it has', async () => {
    const server = `smtp://ada:\${SMTP_PASSWORD}@127.0.0.1:${port}`
    await send({ ...to('a@example.org'), server }, message, { SMTP_PASSWORD: 'p@ss/word' })
    expect(mails[0]?.user).toBe('ada')
    await expect(send({ ...to('a@example.org'), server }, message, { SMTP_PASSWORD: 'no' })).rejects.toThrow(
      /wrong password|535/,
    )
    await expect(send({ ...to('a@example.org'), server }, message, {})).rejects.toThrow('SMTP_PASSWORD')
  })

  it('says who was refused', async () => {
    await expect(send(to('a@example.org', 'nobody@example.org'), message, {})).rejects.toThrow('nobody@example.org')
  })

  it('cannot be given further headers or recipients by words of the document', async () => {
    await send(to('a@example.org'), { ...message, subject: 'x\r\nBcc: eve@example.org\r\n\r\nbody' }, {})
    expect(mails[0]?.to).toEqual(['a@example.org'])
    expect(mails[0]?.content).not.toMatch(/^Bcc:/m)
  })

  it('fails with a reason where nobody listens', async () => {
    await expect(send({ ...to('a@example.org'), server: 'smtp://127.0.0.1:1' }, message, {})).rejects.toThrow(
      /ECONNREFUSED/,
    )
  })

  it('gives up on a server that accepts and says nothing', async () => {
    const silent = listen(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port: at } = silent.address() as AddressInfo
    const { mail } = await import('./mail.ts')
    await expect(mail({ ...to('a@example.org'), server: `smtp://127.0.0.1:${at}` }, message, 200)).rejects.toThrow()
    silent.close()
  })
})

describe('a webhook', () => {
  let server: Server
  let url = ''
  let posts: { readonly headers: Record<string, string>; readonly body: string }[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        posts.push({ headers: request.headers as Record<string, string>, body })
        if (request.url === '/fails') response.writeHead(500).end('try later')
        else if (request.url === '/moved') response.writeHead(302, { location: '/ok' }).end()
        else response.end('ok')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    posts = []
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const to = (path: string, as: 'generic' | 'slack' | 'teams', secret: string | null = null) => ({
    kind: 'webhook' as const,
    name: 'chat',
    url: url + path,
    as,
    secret,
  })

  it('gets the message as data, signed so that the receiver can check it', async () => {
    const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`
    const fresh = { ...message, at: Date.now() }
    expect(await send(to('/ok', 'generic', '${HOOK_SECRET}'), fresh, { HOOK_SECRET: secret })).toBe('200 ok')
    const [post] = posts
    expect(new Webhook(secret).verify(post?.body ?? '', post?.headers ?? {})).toMatchObject({
      id: 'run1.m1',
      subject: message.subject,
      text: message.text,
      run: 'run1',
      environment: 'production',
    })
    expect(post?.headers['webhook-id']).toBe('run1.m1')
  })

  it('of Slack and of Teams gets what these understand', async () => {
    await send(to('/ok', 'slack'), message, {})
    await send(to('/ok', 'teams'), message, {})
    expect(JSON.parse(posts[0]?.body ?? '')).toEqual({ text: `*${message.subject}*\n${message.text}` })
    const card = JSON.parse(posts[1]?.body ?? '')
    expect(card).toMatchObject({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null }],
    })
    expect(card.attachments[0].content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
    const texts = card.attachments[0].content.body.map(({ text }: { readonly text: string }) => text)
    expect(texts).toEqual([message.subject, 'All is well.', 'Since 15:00 UTC.'])
  })

  it('of Slack calls no channel and draws no link that stands in a document', async () => {
    await send(to('/ok', 'slack'), { ...message, subject: 'a & b', text: '<!channel> see <https://x.test|here>' }, {})
    expect(JSON.parse(posts[0]?.body ?? '').text).toBe('*a &amp; b*\n&lt;!channel&gt; see &lt;https://x.test|here&gt;')
  })

  it('that takes only so much gets the beginning, and how much more there is', async () => {
    const long = { ...message, text: 'x'.repeat(50_000) }
    for (const as of ['slack', 'teams', 'generic'] as const) await send(to('/ok', as), long, {})
    expect(posts[0]?.body).toContain('12000 more characters')
    expect(posts[1]?.body.length).toBeLessThan(28_000)
    expect(posts[1]?.body).toContain('30000 more characters')
    expect(JSON.parse(posts[2]?.body ?? '').text).toBe(long.text)
  })

  it.each([
    ['an error', '/fails', 'it answered 500: try later'],
    ['a redirect, which is not followed', '/moved', 'it answered 302'],
  ])('that answers with %s was not told', async (_, path, why) => {
    await expect(send(to(path, 'generic'), message, {})).rejects.toThrow(why)
    expect(posts).toHaveLength(1)
  })

  it('that is not there was not told', async () => {
    await expect(send({ ...to('', 'slack'), url: 'http://127.0.0.1:1/' }, message, {})).rejects.toThrow(
      /ECONNREFUSED|bad port/,
    )
  })
})

describe('PagerDuty', () => {
  let server: Server
  let at = ''
  let asked: {
    readonly method: string
    readonly url: string
    readonly headers: Record<string, string>
    readonly body: string
  }[] = []
  let windows: { readonly id: string; readonly description: string }[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        const { method = '', url: path = '' } = request
        asked.push({ method, url: path, headers: request.headers as Record<string, string>, body })
        const said = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value))
        if (path.startsWith('/v2/')) {
          const { routing_key, dedup_key } = JSON.parse(body)
          if (routing_key !== 'integration-key-1')
            said(400, { status: 'invalid event', errors: [`${routing_key} is wrong`] })
          else said(202, { status: 'success', message: 'Event processed', dedup_key })
        } else if (request.headers.authorization !== 'Token token=secret-token') said(401, { error: 'Unauthorized' })
        else if (method === 'GET') said(200, { maintenance_windows: windows })
        else if (method === 'DELETE') {
          windows = windows.filter(({ id }) => !path.endsWith(id))
          response.writeHead(204).end()
        } else {
          const window = { ...JSON.parse(body).maintenance_window, id: `PW${windows.length + 1}` }
          windows.push(window)
          said(201, { maintenance_window: window })
        }
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    asked = []
    windows = []
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const secrets = { KEY: 'integration-key-1', TOKEN: 'secret-token' }
  const oncall = () => ({
    kind: 'pagerduty' as const,
    name: 'oncall',
    key: '${KEY}',
    at,
    silence: { services: ['PSHOP'], token: '${TOKEN}', from: 'ada@example.org', longest: 7_200_000, at },
  })
  const about = (signal: 'trigger' | 'acknowledge' | 'resolve' | 'silence' | 'end-silence') => ({
    ...message,
    alarm: { signal, about: 'run1.d1' },
  })
  const bodies = () => asked.map(({ body }) => (body === '' ? null : JSON.parse(body)))

  it('is told of an alarm under one key, from its beginning to its end', async () => {
    for (const signal of ['trigger', 'trigger', 'acknowledge', 'resolve'] as const)
      expect(await send(oncall(), about(signal), secrets)).toContain('202')
    expect(asked.map(({ url }) => url)).toEqual(Array(4).fill('/v2/enqueue'))
    expect(bodies().map(({ event_action, dedup_key }) => [event_action, dedup_key])).toEqual([
      ['trigger', 'run1.d1'],
      ['trigger', 'run1.d1'],
      ['acknowledge', 'run1.d1'],
      ['resolve', 'run1.d1'],
    ])
    expect(bodies()[0]).toEqual({
      routing_key: 'integration-key-1',
      event_action: 'trigger',
      dedup_key: 'run1.d1',
      client: 'Holdpoint',
      payload: {
        summary: message.subject,
        source: 'DEPLOY.md, production',
        severity: 'warning',
        timestamp: '2026-01-02T03:04:05.000Z',
        custom_details: { id: 'run1.m1', run: 'run1', text: message.text },
      },
    })
  })

  it('gets what is only to be read as a change, which calls nobody', async () => {
    await send(oncall(), message, secrets)
    expect(asked[0]?.url).toBe('/v2/change/enqueue')
    expect(bodies()[0]).toMatchObject({ payload: { summary: message.subject, custom_details: { text: message.text } } })
    expect(bodies()[0]).not.toHaveProperty('event_action')
  })

  it('is silenced for a time, once, however often it is tried, and not any more when it is over', async () => {
    expect(await send(oncall(), about('silence'), secrets)).toBe('window PW1 is open')
    expect(await send(oncall(), about('silence'), secrets)).toBe('window PW1 is open')
    expect(windows).toHaveLength(1)
    const opened = bodies().find((body) => body !== null).maintenance_window
    expect(opened).toMatchObject({ type: 'maintenance_window', services: [{ id: 'PSHOP', type: 'service_reference' }] })
    expect(Date.parse(opened.end_time) - Date.parse(opened.start_time)).toBe(7_200_000)
    expect(asked.find(({ method }) => method === 'POST')?.headers.from).toBe('ada@example.org')
    expect(await send(oncall(), about('end-silence'), secrets)).toBe('window PW1 is closed')
    expect(await send(oncall(), about('end-silence'), secrets)).toBe('no window was open')
    expect(windows).toEqual([])
  })

  it('that does not take an event was not told, and what it says of the key is hidden', async () => {
    const wrong = send(oncall(), about('trigger'), { ...secrets, KEY: 'another-key' })
    await expect(wrong).rejects.toThrow('it answered 400: {"status":"invalid event","errors":["••• is wrong"]}')
    await expect(send(oncall(), about('silence'), { ...secrets, TOKEN: 'no-such-token' })).rejects.toThrow('401')
  })

  it('is not asked without its key', async () => {
    await expect(send(oncall(), about('trigger'), {})).rejects.toThrow('KEY, which oncall needs, is not set')
    expect(asked).toEqual([])
  })
})
