import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, hasOpenssl, timeStampAuthority } from '../../src/testing/time-stamp-authority.ts'
import { entry, folderWith, holdpoint, holdpointWith } from './holdpoint.ts'

const document = '# Release\n\n## Deploy\n\n```bash\necho hello\n```\n\n- [ ] The page is there\n'

let folder: string
beforeAll(() => {
  folder = folderWith({ 'D.md': document })
  expect(holdpoint(folder, 'run', 'D.md').status).toBe(3)
  expect(holdpoint(folder, 'decide', 'D.md', 'done').status).toBe(0)
  expect(holdpoint(folder, 'resume').status).toBe(0)
}, 120_000)

describe('a bundle', () => {
  it('proves itself in any folder, and names what somebody altered in it', () => {
    expect(holdpoint(folder, 'report', '--bundle', 'proof')).toMatchObject({ status: 0, out: '' })
    const bundle = join(folder, 'proof')
    const elsewhere = folderWith({})
    const whole = holdpoint(elsewhere, 'verify', bundle)
    expect(whole).toMatchObject({ status: 0, err: '' })
    expect(whole.out).toMatch(/1 answer is\s+signed by who gave it/)
    const key = /SHA256:[\w+/]{43}/.exec(whole.out)?.[0] ?? ''
    expect(holdpoint(elsewhere, 'verify', bundle, '--key', key)).toMatchObject({ status: 0 })
    expect(holdpoint(elsewhere, 'verify', bundle, '--key', 'SHA256:another').out).toContain('made anew')

    const record = join(bundle, 'record.md')
    writeFileSync(record, readFileSync(record, 'utf8').replace('2 passed', '3 passed'))
    const altered = holdpoint(elsewhere, 'verify', bundle)
    expect(altered.status).toBe(1)
    expect(altered.out).toContain('record.md is not as it was written')
  })

  it('is not written over what is there', () => {
    const used = folderWith({ file: '' })
    const refused = holdpoint(folder, 'report', '--bundle', used)
    expect(refused).toMatchObject({ status: 2, out: '' })
    expect(refused.err).toContain('is not empty')
  })
})

it('a mail that somebody kept proves what had happened when it was sent', () => {
  const { run, seq, hash } = lastEvent()
  const mail = (head: string) =>
    `Subject: Done\r\nMessage-ID:\r\n <${run}.m1.${seq}.${head}@holdpoint>\r\n\r\nAll is well.\r\n`
  writeFileSync(join(folder, 'done.eml'), mail(hash))
  const good = holdpoint(folder, 'verify', '--anchor', 'done.eml')
  expect(good).toMatchObject({ status: 0, out: expect.stringMatching(/done\.eml ends\s+with\s+the\s+same\s+hash/) })
  writeFileSync(join(folder, 'done.eml'), mail('0'.repeat(64)))
  expect(holdpoint(folder, 'verify', '--anchor', 'done.eml')).toMatchObject({
    status: 1,
    out: expect.stringContaining('was made anew'),
  })
  writeFileSync(join(folder, 'done.eml'), 'Subject: another mail')
  expect(holdpoint(folder, 'verify', '--anchor', 'done.eml').err).toContain('holds no anchor of run')
})

function lastEvent(): { readonly run: string; readonly seq: number; readonly hash: string } {
  const database = new DatabaseSync(join(folder, '.holdpoint', 'holdpoint.db'), { readOnly: true })
  const row = database.prepare('select run, seq, hash from events order by seq desc limit 1').get()
  database.close()
  return { run: String(row?.run), seq: Number(row?.seq), hash: String(row?.hash) }
}

it('a root that was noted in git is looked for by verify', () => {
  expect(holdpoint(folder, 'report', '--anchor', 'git').err).toContain('is in no git work tree')
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args])
  git('init', '-q')
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.org')
  git('commit', '-q', '--allow-empty', '-m', 'one')
  expect(holdpoint(folder, 'report', '--anchor', 'git').err).toContain('is noted on commit')
  expect(holdpoint(folder, 'verify')).toMatchObject({ status: 0, out: expect.stringContaining('are anchored') })
  const note = String(git('notes', '--ref=holdpoint', 'show')).replace(/root=.{8}/, 'root=00000000')
  git('notes', '--ref=holdpoint', 'add', '-f', '-m', note)
  expect(holdpoint(folder, 'verify')).toMatchObject({ status: 1, out: expect.stringContaining('was made anew') })
})

describe.skipIf(!hasOpenssl)('a root that an authority has stamped (needs openssl)', () => {
  let tsa: Authority
  beforeAll(async () => {
    tsa = await timeStampAuthority()
  }, 60_000)
  afterAll(() => tsa.close())

  /** The authority lives in this process, which must not wait for the binary. */
  const run = (cwd: string, ...args: readonly string[]) =>
    new Promise<{ status: number | null; out: string }>((resolve) => {
      const child = spawn(process.execPath, [entry, ...args], { cwd })
      let out = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (out += part))
      child.stdin.end()
      child.on('close', (status) => resolve({ status, out }))
    })

  it('is checked offline, here and in a bundle, and every change of the stamp is named', async () => {
    const own = folderWith({ 'D.md': document })
    expect((await run(own, 'run', 'D.md', '--assume-confirmed')).status).toBe(0)
    expect((await run(own, 'report', '--anchor', 'tsa')).out).toContain('names no authority')
    writeFileSync(join(own, 'holdpoint.yaml'), `anchors: { tsa: "${tsa.url}", ca: "${tsa.ca}" }\n`)
    const made = await run(own, 'report', '--anchor', 'tsa', '--bundle', 'proof')
    expect(made).toMatchObject({ status: 0, out: expect.stringContaining('is stamped by') })
    expect(await run(own, 'verify')).toMatchObject({ status: 0, out: expect.stringMatching(/is\s+stamped/) })

    const elsewhere = folderWith({})
    const bundle = join(own, 'proof')
    expect((await run(elsewhere, 'verify', bundle)).out).toMatch(/was\s+not\s+checked/)
    const whole = await run(elsewhere, 'verify', bundle, '--ca', tsa.ca)
    expect(whole).toMatchObject({ status: 0, out: expect.stringMatching(/is\s+stamped/) })
    for (const name of ['timestamp.txt', 'timestamp.tsr']) {
      const file = join(bundle, name)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.subarray(0, -2))
      expect(await run(elsewhere, 'verify', bundle)).toMatchObject({ status: 1, out: expect.stringContaining(name) })
      writeFileSync(file, bytes)
    }
    rmSync(join(bundle, 'timestamp.tsr'))
    expect((await run(elsewhere, 'verify', bundle)).out).toContain('timestamp.tsr is not as it was written: it is gone')
  })
})

it('a key that others can read is refused before anything is signed with it', () => {
  const own = folderWith({ 'D.md': document, 'key.pem': '-----BEGIN PRIVATE KEY-----' })
  chmodSync(join(own, 'key.pem'), 0o644)
  const ran = holdpointWith({ HOLDPOINT_KEY: join(own, 'key.pem') }, own, 'run', 'D.md')
  expect(ran).toMatchObject({ status: 2, out: '' })
  expect(ran.err).toContain('can be read by others (mode 0644)')
})
