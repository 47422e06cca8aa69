import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import S3rver from 's3rver'
import { SMTPServer } from 'smtp-server'

/** A mail server on loopback that may be away for a while. */
export async function openPost(port: number) {
  const subjects: string[] = []
  let server: SMTPServer | null = null
  const open = async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) =>
        void text(stream).then((mail) => {
          subjects.push(/^Subject: (.*)$/m.exec(mail)?.[1]?.trim() ?? '')
          done()
        }),
    })
    const opened = server
    await new Promise<void>((ready) => opened.listen(port, '127.0.0.1', ready))
  }
  const close = async () => {
    const opened = server
    server = null
    if (opened !== null) await new Promise<void>((done) => opened.close(done))
  }
  await open()
  return { subjects, open, close }
}

/** An object store on loopback, behind a door that may answer everything with 500 for a while. */
export async function openObjects(bucket: string) {
  const folder = mkdtempSync(join(tmpdir(), 'systems-s3-'))
  const store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await store.run()
  const state = { broken: false }
  const door = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (state.broken) {
      response.writeHead(500).end('<Error><Code>InternalError</Code></Error>')
      return
    }
    const { host, 'content-length': _, connection: __, 'transfer-encoding': ___, ...headers } = request.headers
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { ...(headers as Record<string, string>), 'x-forwarded-host': String(host) },
      ...(parts.length > 0 ? { body: new Uint8Array(Buffer.concat(parts)) } : {}),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done))
  return {
    endpoint: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    state,
    close: async () => {
      await new Promise((done) => door.close(done).closeAllConnections())
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
