import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as listen, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { entry, folderWith } from '../cli/holdpoint.ts'
import { cli } from './cli.ts'

/** A release that is watched, and goes on only when that went well. */
const watched = (soak: string, look: string) =>
  [
    '# Release',
    '## Deploy',
    '```bash\necho 2 > version\n```',
    '## Monitoring',
    `<!-- soak: ${soak} -->`,
    `\`\`\`bash\n${look}\n\`\`\``,
    '## Deploy the rest',
    '```bash\necho rest >> ledger\n```',
    '',
  ].join('\n\n')

/** A release that tells people when it is done. */
const told =
  '# Release\n\n## Deploy\n\n```bash\necho one >> ledger\n```\n\n## Communication\n\n### After the release\n\n```\nSubject: It is live\n\nAsk Ada.\n```\n'

let folder = ''
let driver: ChildProcess | null = null
let server: Server | ReturnType<typeof listen> | null = null
const sockets: Socket[] = []
afterEach(() => {
  driver?.kill('SIGKILL')
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.close()
  server = null
  rmSync(folder, { recursive: true, force: true })
})

/** Starts `args` there; killed with `kill -9` once `holds`. */
async function killedWhen(holds: () => boolean, ...args: readonly string[]): Promise<void> {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const child = spawn(process.execPath, [entry, ...args], { cwd: folder, env, stdio: 'ignore' })
  driver = child
  const gone = new Promise((resolve) => child.on('exit', resolve))
  for (let turn = 0; turn < 400 && !holds(); turn += 1) await sleep(50)
  expect(holds()).toBe(true)
  child.kill('SIGKILL')
  await gone
}

/** What cron would call, until somebody is asked, at most `most` times. */
function soaked(most: number): string {
  for (let visit = 0; visit < most; visit += 1) {
    const { status, out } = cli(folder, ['soak'])
    expect(status).toBe(3)
    if (/inconclusive|unmet/.test(out)) return out
  }
  throw new Error('nobody was asked')
}

describe('killed with kill -9, and gone on with', () => {
  it('while a probe hangs: it is ended, and three that hang ask', async () => {
    folder = folderWith({ 'D.md': watched('every=1s for=8s missed=100', 'echo look >> looks; sleep 60') })
    await killedWhen(() => existsSync(join(folder, 'looks')), 'run', 'D.md')
    expect(soaked(12)).toContain('inconclusive')
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
    expect(cli(folder, ['verify']).status).toBe(0)
  }, 60_000)

  it('before anybody looked again: what was missed is no health', async () => {
    folder = folderWith({ 'D.md': watched('every=1s for=4s', 'echo look >> looks') })
    await killedWhen(() => existsSync(join(folder, 'looks')), 'run', 'D.md')
    await sleep(5000)
    expect(soaked(2)).toMatch(/inconclusive.*missed/s)
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
  }, 60_000)

  it('while a service flaps: the red sample that comes then asks', async () => {
    const flaps = 'echo look >> looks; (( $(wc -l < looks) % 2 ))'
    folder = folderWith({ 'D.md': watched('every=1s for=20s missed=100', flaps) })
    await killedWhen(() => existsSync(join(folder, 'looks')), 'run', 'D.md')
    expect(soaked(6)).toContain('unmet')
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
  }, 60_000)

  it('while a mail server says nothing: the run goes on, and the mail is tried again', async () => {
    const smtp = listen((socket) => sockets.push(socket))
    server = smtp
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.address() as AddressInfo
    const mail = `{ mail: "smtp://127.0.0.1:${port}", from: ada@example.org, to: [all@example.org] }`
    folder = folderWith({ 'D.md': told, 'holdpoint.yaml': `notifiers:\n  team: ${mail}\nmessages: [team]\n` })
    expect(cli(folder, ['run', 'D.md']).status).toBe(3)
    expect(cli(folder, ['decide', 'D.md', 'send']).status).toBe(0)
    await killedWhen(() => sockets.length > 0, 'resume')
    const tries = sockets.length
    for (const socket of sockets) socket.destroy()
    smtp.on('connection', (socket) => socket.destroy())
    await killedWhen(() => sockets.length > tries, 'resume')
    expect(cli(folder, ['status', 'D.md']).out).not.toContain('delivered to team')
  }, 60_000)

  it('while a webhook answers 500: it goes out again, under the same name', async () => {
    const ids: string[] = []
    const answers = [500, 500]
    const hook = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        ids.push(JSON.parse(body).id)
        response.writeHead(answers.shift() ?? 200).end()
      })
    })
    server = hook
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
    const { port } = hook.address() as AddressInfo
    const project = `notifiers:\n  chat: { webhook: "http://127.0.0.1:${port}/" }\nmessages: [chat]\n`
    folder = folderWith({ 'D.md': told, 'holdpoint.yaml': project })
    expect(cli(folder, ['run', 'D.md']).status).toBe(3)
    expect(cli(folder, ['decide', 'D.md', 'send']).status).toBe(0)
    await killedWhen(() => ids.length > 0, 'resume')
    const again = spawn(process.execPath, [entry, 'resume'], { cwd: folder, stdio: 'ignore' })
    driver = again
    await new Promise((resolve) => again.on('exit', resolve))
    expect(new Set(ids).size).toBe(1)
    expect(ids.length).toBeGreaterThan(1)
  }, 60_000)
})
