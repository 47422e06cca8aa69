import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../src/testing/time-stamp-authority.ts'
import { entry, folderWith, holdpoint } from './holdpoint.ts'
import { closeTerminals, pty, terminal, title } from './terminal.ts'
import { visit } from './visitor.ts'

const served: ChildProcess[] = []
afterEach(async () => {
  closeTerminals()
  for (const child of served.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
})

const document = ['# Deploy', '- [ ] Look at it', '', '```bash', 'echo one', '```', '', '- [ ] Tell people', ''].join(
  '\n',
)
const links = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+\/enter#[\w-]{43}/

/** A process of the CLI that stays, without a terminal; `link` is the one that it prints. */
async function serving(cwd: string, ...args: readonly string[]) {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const child = spawn(process.execPath, [entry, ...args], { cwd, env: { ...env, LANG: 'C.UTF-8' } })
  served.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      text += String(data)
    })
  const deadline = Date.now() + 30_000
  while (!links.test(text)) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`no link was printed:\n${text}`)
    await new Promise((go) => setTimeout(go, 50))
  }
  return {
    link: links.exec(text)?.[0] ?? '',
    text: () => text,
    async leave(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal)
      if (child.exitCode === null) await once(child, 'exit')
      return child.exitCode
    },
    async status() {
      if (child.exitCode === null) await once(child, 'exit')
      return child.exitCode
    },
  }
}

describe('holdpoint serve', () => {
  it('prints a link that makes its opener the operator, once, and how others come to it', async () => {
    const folder = folderWith({ 'D.md': document })
    const page = await serving(folder, 'serve', '--port', '0')
    expect(page.text()).toMatch(/ssh -N -L (\d+):127\.0\.0\.1:\1 /)
    const me = await visit(page.link)
    expect(await (await me.get('/api/me')).json()).toMatchObject({ kind: 'operator', link: null })
    await expect(visit(page.link)).rejects.toThrow('link-used')
    expect(await page.leave()).toBe(0)
    await expect(me.get('/api/me')).rejects.toThrow()
  })

  it('lets in whom another process invited, as them, until their link is taken back', async () => {
    const folder = folderWith({
      'D.md': document,
      'holdpoint.yaml': 'people:\n  bob: { name: Bob, email: bob@example.org }\nroles:\n  qa-lead: [bob]\n',
    })
    const page = await serving(folder, 'serve', '--port', '0')
    const invited = holdpoint(folder, 'invite', 'Bob')
    const bob = await visit(links.exec(invited.out)?.[0] ?? '')
    const me = (await (await bob.get('/api/me')).json()) as { readonly link: string }
    expect(me).toMatchObject({ id: 'bob', name: 'Bob', kind: 'guest', roles: ['qa-lead'] })
    expect(holdpoint(folder, 'invite', '--list').out).toMatch(
      /Bob: made .*, opened .* from 127\.0\.0\.1.*signed\s+in now/s,
    )
    expect(holdpoint(folder, 'invite', '--revoke', me.link).status).toBe(0)
    expect((await bob.get('/api/me')).status).toBe(401)
    expect(await page.leave('SIGTERM')).toBe(0)
  })

  it('says what to do about a port that is taken, by itself or by others', async () => {
    const folder = folderWith({ 'D.md': document })
    const page = await serving(folder, 'serve', '--port', '0')
    const { port } = new URL(page.link)
    const again = holdpoint(folder, 'serve', '--port', port)
    expect(again).toMatchObject({ status: 2, out: '' })
    expect(again.err).toMatch(new RegExp(`served already, at http://127.0.0.1:${port} by process`))
    const other = holdpoint(folderWith({}), 'serve', '--port', port)
    expect(other.err).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is taken.*\n.*--port \\d+`))
    await page.leave()
  })

  it('listens where others could read along only with a certificate', () => {
    const folder = folderWith({ 'D.md': document, 'no.pem': 'x' })
    const bare = holdpoint(folder, 'serve', '--listen', '0.0.0.0')
    expect(bare).toMatchObject({ status: 2, err: expect.stringContaining('--cert FILE') })
    expect(holdpoint(folder, 'serve', '--listen', '0.0.0.0', '--cert', 'no.pem', '--key', 'no.pem').err).toContain(
      'no.pem cannot be used for TLS: it holds no certificate in PEM',
    )
    expect(holdpoint(folder, 'serve', '--port', '70000').err).toContain('70000 is no port')
  })
})

describe('holdpoint invite', () => {
  it('refuses roles that holdpoint.yaml does not have, and names that are none', () => {
    const folder = folderWith({ 'D.md': document })
    expect(holdpoint(folder, 'invite', 'Bob', '--role', 'boss').err).toContain('boss is no role of holdpoint.yaml')
    expect(holdpoint(folder, 'invite', 'B\u202eob').err).toContain('no name that can stand in a record')
    expect(holdpoint(folder, 'invite', '--revoke', 'x').err).toContain('No link of this store is called x')
  })

  it('says what no link proves: somebody whom holdpoint.yaml knows by their key', () => {
    const yaml = "people:\n  bob: { name: Bob, keys: ['SHA256:x'] }\nroles:\n  qa-lead: [bob]\n"
    const invited = holdpoint(folderWith({ 'holdpoint.yaml': yaml }), 'invite', 'bob')
    expect(invited.out.replace(/\s+/g, ' ')).toContain('knows Bob by a key, which no link has')
  })
})

describe.skipIf(!pty)(title('A run in a terminal, and its page'), () => {
  const begun = async () => {
    const folder = folderWith({ 'D.md': document })
    const at = terminal(folder, ['run', 'D.md'], {}, { cols: 120, rows: 40 })
    await at.seen('ssh -N')
    const link = links.exec(at.text())?.[0] ?? ''
    const person = await visit(link)
    const { unfinished } = (await (await person.get('/api/runs')).json()) as { unfinished: { run: string }[] }
    return { folder, at, person, run: unfinished[0]?.run ?? '' }
  }

  it('act on the same run: what is answered on one is withdrawn on the other', async () => {
    const { at, person, run } = await begun()
    await at.seen('Look at it')
    const first = await person.view(run, ({ open }) => open.length > 0)
    expect(first.driver).toMatchObject({ here: true })
    const question = first.open[0]
    const answered = await person.send(`/api/runs/${run}/answer`, {
      seen: first.seq,
      decision: question?.id,
      option: 'done',
    })
    expect(answered.status).toBe(200)
    await at.seen('one')
    await at.seen('Tell people')
    const second = await person.view(run, ({ open }) => open[0] !== undefined && open[0].id !== question?.id)
    at.press('d')
    await at.seen('Done.')
    const late = await person.send(`/api/runs/${run}/answer`, {
      seen: second.seq,
      decision: second.open[0]?.id,
      option: 'done',
    })
    expect(late.status).toBe(409)
    expect((await person.view(run)).outcome).toBe('done')
    await at.seen('stays open')
    at.press('q')
    expect(await at.status()).toBe(0)
  })

  it('has none with --no-page, and ends at once where nobody looked at it', async () => {
    const quick = folderWith({ 'D.md': '# Deploy\n```bash\necho one\n```\n' })
    const bare = terminal(quick, ['run', 'D.md', '--no-page'])
    await bare.seen('Done.')
    expect(await bare.status()).toBe(0)
    expect(bare.text()).not.toContain('http://')
    const beside = terminal(quick, ['run', 'D.md'])
    await beside.seen('http://')
    await beside.seen('Done.')
    expect(await beside.status()).toBe(0)
  })
})

describe('A run without a terminal', () => {
  it('goes on without its page where no link can be kept', () => {
    const folder = folderWith({ 'D.md': '# Deploy\n```bash\necho one\n```\n' })
    expect(holdpoint(folder, 'run', 'D.md').status).toBe(0)
    writeFileSync(join(folder, '.holdpoint/links'), 'in the way')
    const ran = holdpoint(folder, 'run', 'D.md', '--page')
    expect(ran.err).toMatch(/no page: Personal links cannot be kept in .*links/)
    expect(ran).toMatchObject({ status: 0, out: expect.stringContaining('Done.') })
  })

  it('serves no page unless it is told to, and then waits for answers there', async () => {
    const folder = folderWith({ 'D.md': document })
    expect(holdpoint(folder, 'run', 'D.md').out).not.toContain('http://')
    const page = await serving(folder, 'run', 'D.md', '--new', '--page', '--json')
    const person = await visit(page.link)
    const { unfinished } = (await (await person.get('/api/runs')).json()) as { unfinished: { run: string }[] }
    const run = unfinished[0]?.run ?? ''
    for (const words of ['Look at it', 'Tell people']) {
      const { seq, open } = await person.view(run, (view) => view.open[0]?.question.includes(words) ?? false)
      const body = { seen: seq, decision: open[0]?.id, option: 'done' }
      expect((await person.send(`/api/runs/${run}/answer`, body)).status).toBe(200)
    }
    expect(await page.status()).toBe(0)
  })
})

describe('Evidence', () => {
  it('goes into the record and the bundle as it is, and verify finds out when it is altered', () => {
    const folder = folderWith({ 'D.md': document, 'shot.png': Buffer.from('89504e470d0a1a0a00', 'hex') })
    expect(holdpoint(folder, 'run', 'D.md').status).toBe(3)
    const added = holdpoint(folder, 'attach', 'D.md', '1', 'shot.png', '--note', 'it looks well')
    expect(added.out.replace(/\s+/g, ' ')).toMatch(/Added shot\.png \(image\/png, 9 bytes\) to step 1.*not hidden/)
    expect(holdpoint(folder, 'attach', 'D.md', 'run', 'https://ci.example.org/build/8').status).toBe(0)
    expect(holdpoint(folder, 'attach', 'D.md', '1', 'no.png').err).toContain('no.png cannot be added')
    expect(holdpoint(folder, 'attach', 'D.md', '77', 'shot.png').err).toContain('No step')
    const record = holdpoint(folder, 'report', '--format', 'md').out
    expect(record).toContain('nothing is hidden in it')
    expect(record).toMatch(/\| 1 \| shot\.png \| image\/png \| 9 \| [0-9a-f]{64} \| it looks well \|/)
    expect(holdpoint(folder, 'report', '--format', 'html').out).toContain('shot.png')
    expect(JSON.parse(holdpoint(folder, 'report', '--format', 'json').out).evidence).toHaveLength(2)
    expect(holdpoint(folder, 'verify').status).toBe(0)
    expect(holdpoint(folder, 'report', '--bundle', 'out').status).toBe(0)
    expect(holdpoint(folder, 'verify', 'out').status).toBe(0)
    const [name = ''] = readdirSync(join(folder, 'out/evidence')).filter((one) => one.endsWith('shot.png'))
    writeFileSync(join(folder, 'out/evidence', name), 'other')
    const altered = holdpoint(folder, 'verify', 'out')
    expect(altered.status).toBe(1)
    expect(altered.out.replace(/\s+/g, ' ')).toContain('it is not what was added as evidence')
  })
})

describe.skipIf(!hasOpenssl)('A page for all who reach the machine (needs openssl)', () => {
  it('speaks TLS, answers to the names of its certificate, and binds its cookie to the host', async () => {
    const folder = folderWith({ 'D.md': document })
    const subject = ['-subj', '/CN=page', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    const made = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      'key.pem',
      '-out',
      'cert.pem',
    ]
    execFileSync('openssl', [...made, ...subject], { cwd: folder, stdio: 'ignore' })
    const page = await serving(folder, 'serve', '--port', '0', '--cert', 'cert.pem', '--key', 'key.pem', '--json')
    const { url, link } = JSON.parse(page.text()) as { url: string; link: string }
    expect(url).toMatch(/^https:\/\/localhost:\d+$/)
    const token = new URL(link).hash.slice(1)
    const ask = (path: string, headers: Record<string, string>, body: string | null) =>
      new Promise<{ status: number; cookie: string }>((done, failed) => {
        const request = httpsRequest(
          `${url}${path}`,
          {
            method: body === null ? 'GET' : 'POST',
            ca: readFileSync(join(folder, 'cert.pem')),
            servername: 'localhost',
            checkServerIdentity: () => undefined,
            headers,
          },
          (answer) => {
            answer.resume()
            answer.on('end', () =>
              done({ status: answer.statusCode ?? 0, cookie: String(answer.headers['set-cookie'] ?? '') }),
            )
          },
        )
        request.on('error', failed)
        request.end(body)
      })
    const entered = await ask('/api/enter', { 'content-type': 'application/json' }, JSON.stringify({ token }))
    expect(entered.cookie).toMatch(/^__Host-holdpoint-[0-9a-f]{8}=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const cookie = entered.cookie.split(';')[0] ?? ''
    expect((await ask('/api/me', { cookie }, null)).status).toBe(200)
    expect((await ask('/api/me', { cookie, origin: url.replace('https', 'http') }, null)).status).toBe(403)
    expect((await ask('/api/me', { cookie, host: 'elsewhere.example' }, null)).status).toBe(421)
    expect(await page.leave()).toBe(0)
  })
})
