import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { registerAt } from '../testing/registration.ts'
import { s3Store } from './s3.ts'

const bucket = {
  FILES: 's3',
  S3_BUCKET: 'registrations',
  S3_ACCESS_KEY_ID: 'S3RVER',
  S3_SECRET_ACCESS_KEY: 'S3RVER',
} as const

/** In front of the store: hands requests on, or fails so many of them first. */
interface Door {
  readonly endpoint: string
  failing: number
  requests: number
  stop(): Promise<unknown>
}

async function openDoor(port: number): Promise<Door> {
  const server: Server = createServer((request, response) => {
    door.requests += 1
    if (door.failing > 0) {
      door.failing -= 1
      request.resume()
      request.on('end', () => response.writeHead(500).end('<Error><Code>InternalError</Code></Error>'))
      return
    }
    void forward()
    async function forward() {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const { host: _, 'content-length': __, connection: ___, 'transfer-encoding': ____, ...headers } = request.headers
      const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { ...(headers as Record<string, string>), 'x-forwarded-host': String(request.headers.host) },
        ...(parts.length > 0 ? { body: new Uint8Array(Buffer.concat(parts)) } : {}),
      })
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      response.end(Buffer.from(await answer.arrayBuffer()))
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const door: Door = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failing: 0,
    requests: 0,
    stop: () => new Promise((done) => server.close(done).closeAllConnections()),
  }
  return door
}

describe('the object store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tournament-s3-'))
  const objects = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 'objects'),
    configureBuckets: [{ name: bucket.S3_BUCKET, configs: [] }],
  })
  let port = 0
  let door: Door
  beforeAll(async () => {
    port = (await objects.run()).port
    door = await openDoor(port)
  })
  afterEach(() => {
    door.failing = 0
  })
  afterAll(async () => {
    await door.stop()
    await objects.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const storeAt = (more: object = {}) =>
    s3Store(
      { DATA: folder, S3_REGION: 'us-east-1', S3_ENDPOINT: `http://127.0.0.1:${port}`, ...bucket, ...more },
      undefined,
    )
  const file = (content: string) => {
    const path = join(folder, randomUUID())
    writeFileSync(path, content)
    return { kind: 'photo', name: 'p.jpg', path, type: 'image/jpeg', bytes: content.length, sha256: '' } as const
  }
  const { signal } = new AbortController()

  it('keeps what it is given, and forgets it when it is told to', async () => {
    const store = storeAt()
    await store.put(
      [
        { ...file('one'), key: 'T-1-photo-1.jpg' },
        { ...file('two'), key: 'T-1-photo-2.jpg' },
      ],
      signal,
    )
    expect(await text(await store.get('T-1-photo-2.jpg'))).toBe('two')
    await store.remove(['T-1-photo-1.jpg', 'T-1-photo-2.jpg', 'T-1-never-there.jpg'])
    await expect(store.get('T-1-photo-2.jpg')).rejects.toThrow()
  })

  it('is there for its own credentials only, and for a bucket that exists', async () => {
    await storeAt().ping()
    await expect(storeAt({ S3_ACCESS_KEY_ID: 'somebody' }).ping()).rejects.toThrow()
    // That a signature is wrong, this server does not notice; others do, and it is told like this one.
    await expect(storeAt({ S3_BUCKET: 'elsewhere' }).ping()).rejects.toThrow()
  })

  describe.skipIf(noBed !== null)(`behind the registration${noBed === null ? '' : ` (skipped: ${noBed})`}`, () => {
    let bed: Bed
    let address = ''
    beforeAll(async () => {
      bed = await makeBed()
      address = (await bed.start({ ...bucket, S3_ENDPOINT: door.endpoint, REQUESTS_PER_MINUTE: '1000' })).address
    })
    afterAll(() => bed.end())

    it('may fail now and then: the registration tries again', async () => {
      door.failing = 2
      expect((await registerAt(address, 'Newts')).status).toBe(201)
      expect(door.failing).toBe(0)
    })

    it('that fails for long keeps nobody waiting, leaves nothing, and the registration goes through when it is back', async () => {
      door.failing = 1_000_000
      const { status, body, headers } = await registerAt(address, 'Toads', { idempotencyKey: 'toads-0001' })
      expect(status).toBe(503)
      expect(body.error?.code).toBe('FILES_UNAVAILABLE')
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await bed.db.selectFrom('teams').select('name').where('name', '=', 'Toads').execute()).toEqual([])
      // The circuit is open now: the store is not even asked.
      const { requests } = door
      expect((await registerAt(address, 'Toads', { idempotencyKey: 'toads-0001' })).status).toBe(503)
      expect(door.requests).toBe(requests)
      expect(await (await fetch(`${address}/status`)).json()).toMatchObject({ files: 'unreachable' })
      door.failing = 0
      let last = 0
      const until = Date.now() + 30_000
      while (last !== 201 && Date.now() < until)
        last = (await registerAt(address, 'Toads', { idempotencyKey: 'toads-0001' })).status
      expect(last).toBe(201)
    })
  })
})
