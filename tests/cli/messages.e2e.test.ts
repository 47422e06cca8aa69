import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as listen, type Socket } from 'node:net'
import { userInfo } from 'node:os'
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
let paths: string[] = []
/** What the server answers, post by post; 200 once the list is empty. */
let answers: number[] = []
/** Done once, when a post has come and before it is answered. */
let beforeAnswer: (() => void) | null = null
/** The process that `run` started last. */
let started: ChildProcess | null = null

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      posts.push(body)
      paths.push(request.url ?? '')
      beforeAnswer?.()
      beforeAnswer = null
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
beforeEach(() => {
  posts = []
  paths = []
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
    const child = spawn(process.execPath, [entry, ...args], {
      cwd,
      env: { ...process.env, HOOK: url, PD_KEY: 'an-integration-key' },
    })
    started = child
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

it('one that had gone out when Holdpoint was killed goes out again under the same name, also after the end of the run', async () => {
  const folder = folderWith({ 'D.md': document, 'holdpoint.yaml': project })
  await run(folder, 'run', 'D.md')
  await run(folder, 'decide', 'D.md', 'send')
  beforeAnswer = () => started?.kill('SIGKILL')
  expect((await run(folder, 'resume')).status).toBe(null)
  expect(posts).toHaveLength(1)
  const again = await run(folder, 'resume')
  expect(again.status).toBe(0)
  const ids = posts.map((post) => JSON.parse(post).id)
  expect(ids).toEqual([ids[0], ids[0]])
  expect((await run(folder, 'report')).out).toContain('delivered to chat: 200')
  // It has arrived: nobody tries again.
  await run(folder, 'resume')
  expect(posts).toHaveLength(2)
  expect((await run(folder, 'verify')).status).toBe(0)
})

it('one that was not delivered when the run ended is tried again by `resume`', async () => {
  answers = [500, 500, 500]
  const folder = folderWith({ 'D.md': document, 'holdpoint.yaml': project })
  await run(folder, 'run', 'D.md')
  await run(folder, 'decide', 'D.md', 'send')
  expect((await run(folder, 'resume')).status).toBe(0)
  answers = [500]
  expect((await run(folder, 'resume')).out).toContain('Not told chat')
  answers = []
  const told = await run(folder, 'resume')
  expect(told).toMatchObject({ status: 0, out: expect.stringContaining('Told chat') })
  expect((await run(folder, 'report')).out).toContain('delivered to chat: 200')
})

it('a mail server that takes the connection and says nothing holds nothing up', async () => {
  const held: Socket[] = []
  const silent = listen((socket) => held.push(socket))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const team = `{ mail: "smtp://127.0.0.1:${port}", from: a@example.org, to: [b@example.org] }`
  const folder = folderWith({ 'D.md': document, 'holdpoint.yaml': `notifiers:\n  team: ${team}\nmessages: [team]\n` })
  await run(folder, 'run', 'D.md')
  await run(folder, 'decide', 'D.md', 'send')
  const done = await run(folder, 'resume')
  for (const socket of held) socket.destroy()
  await new Promise((resolve) => silent.close(resolve))
  expect(done.status).toBe(0)
  expect(done.out).toContain('team was not told')
  expect((await run(folder, 'report')).out).toContain('not delivered to team')
})

it('a question that waits while nobody drives calls who is on call as soon as anybody does, and lets them go with its answer', async () => {
  const folder = folderWith({
    'D.md': '# Release\n\n## Approval\n\n- [ ] **QA Lead**: ________\n\n## Deploy\n\n```bash\necho deployed\n```\n',
    'holdpoint.yaml': `people:
  me: { users: ["${userInfo().username}"] }
roles:
  qa-lead: [me]
approvals:
  - { of: signoff, who: qa-lead, deadline: 1s }
notifiers:
  oncall: { pagerduty: "\${PD_KEY}", at: "\${HOOK}" }
`,
  })
  expect((await run(folder, 'run', 'D.md')).status).toBe(3)
  expect(posts).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  // What a timer calls looks, calls who is due, and goes.
  expect((await run(folder, 'soak')).status).toBe(3)
  expect((await run(folder, 'resume')).status).toBe(3)
  expect(posts.map((post) => JSON.parse(post))).toMatchObject([
    {
      routing_key: 'an-integration-key',
      event_action: 'trigger',
      payload: { summary: expect.stringContaining('Overdue') },
    },
  ])
  expect((await run(folder, 'decide', 'D.md', 'sign')).status).toBe(0)
  expect((await run(folder, 'resume')).status).toBe(0)
  const keys = posts.map((post) => [JSON.parse(post).event_action, JSON.parse(post).dedup_key])
  expect(keys).toEqual([
    ['trigger', keys[0]?.[1]],
    ['resolve', keys[0]?.[1]],
  ])
  expect(paths).toEqual(['/hook/v2/enqueue', '/hook/v2/enqueue'])
  expect((await run(folder, 'report')).out).toContain('deadline')
})

it('what the release brings is told from git: since the last run that was done, in words that are shown first', async () => {
  const folder = folderWith({
    'D.md': document
      .replace('Since [Time].', "What's new: [List key features]. Known issues: [List if any].")
      .replace('Ask [Contact].', ''),
    'holdpoint.yaml': project,
  })
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args])
  const commit = (message: string) =>
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '--allow-empty', '-m', message)
  git('init', '-q')
  commit('The first of all')
  git('tag', 'v1')
  commit('Search is faster')
  const release = async (version: string) => {
    const asked = await run(folder, 'run', 'D.md', '--release', version)
    expect((await run(folder, 'decide', 'D.md', 'send')).status).toBe(0)
    expect((await run(folder, 'resume')).status).toBe(0)
    return asked.out
  }
  expect(await release('2')).toContain("What's new: Search is faster. Known issues: none known.")
  commit('Carts survive')
  expect(await release('3')).toContain("What's new: Carts survive. Known issues: none known.")
  expect(posts.map((post) => JSON.parse(post).text)).toEqual([
    "What's new: Search is faster. Known issues: none known.",
    "What's new: Carts survive. Known issues: none known.",
  ])
  expect((await run(folder, 'verify')).status).toBe(0)
})
