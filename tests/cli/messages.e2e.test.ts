import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { entry, folderWith } from './holdpoint.ts'

const document = [
  '# Release',
  '',
  '## Deploy',
  '',
  '```bash',
  'echo deployed',
  '```',
  '',
  '## Communication',
  '',
  '### After the release',
  '',
  '```',
  'Subject: [Version] is live',
  '',
  'Since [Time]. Ask [Contact].',
  '```',
  '',
].join('\n')

let server: Server
let url = ''
let posts: string[] = []
/** What the server answers, post by post; 200 once the list is empty. */
let answers: number[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      posts.push(body)
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
beforeEach(() => {
  posts = []
  answers = []
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const project = `notifiers:\n  chat: { webhook: "\${HOOK}" }\nmessages: [chat]\n`

/** The server of these tests lives in this process, which must not wait for the binary. */
const run = (cwd: string, ...args: readonly string[]) =>
  new Promise<{ status: number | null; out: string }>((resolve) => {
    const child = spawn(process.execPath, [entry, ...args], { cwd, env: { ...process.env, HOOK: url } })
    let out = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      out += part
    })
    child.stdin.end()
    child.on('close', (status) => resolve({ status, out }))
  })

it('a message goes out by the notifier of the project, in the words that stand in the record', async () => {
  const folder = folderWith({ 'D.md': document, 'holdpoint.yaml': project })
  const waits = await run(folder, 'run', 'D.md', '--release', '2.0.1')
  expect(waits.status).toBe(3)
  expect(waits.out).toContain('Subject: 2.0.1 is live')
  expect(posts).toEqual([])
  expect((await run(folder, 'decide', 'D.md', 'send', '--field', '3=Ada')).status).toBe(0)
  const done = await run(folder, 'resume')
  expect(done).toMatchObject({ status: 0 })
  expect(posts.map((post) => JSON.parse(post))).toMatchObject([
    { subject: '2.0.1 is live', text: expect.stringMatching(/^Since \d\d:\d\d UTC\. Ask Ada\.$/) },
  ])
  const record = (await run(folder, 'report')).out
  expect(record).toMatch(/Subject: 2\.0\.1 is live\n\nSince \d\d:\d\d UTC\. Ask Ada\./)
  expect(record).toContain('delivered to chat: 200')
  expect((await run(folder, 'verify')).status).toBe(0)
})

it('one that cannot be delivered holds nothing up, and the record says so', async () => {
  answers = [500, 500, 500]
  const folder = folderWith({ 'D.md': document, 'holdpoint.yaml': project })
  await run(folder, 'run', 'D.md')
  await run(folder, 'decide', 'D.md', 'send')
  const done = await run(folder, 'resume')
  expect(done.status).toBe(0)
  expect(done.out).toContain('chat was not told: it answered 500')
  expect((await run(folder, 'report')).out).toContain('not delivered to chat')
})

it('a rehearsal tells nobody', async () => {
  const folder = folderWith({ 'D.md': document, 'holdpoint.yaml': project })
  expect((await run(folder, 'rehearse', 'D.md')).status).toBe(0)
  expect(posts).toEqual([])
})
