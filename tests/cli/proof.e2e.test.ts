import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, holdpoint, holdpointWith } from './holdpoint.ts'

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

it('a key that others can read is refused before anything is signed with it', () => {
  const own = folderWith({ 'D.md': document, 'key.pem': '-----BEGIN PRIVATE KEY-----' })
  chmodSync(join(own, 'key.pem'), 0o644)
  const ran = holdpointWith({ HOLDPOINT_KEY: join(own, 'key.pem') }, own, 'run', 'D.md')
  expect(ran).toMatchObject({ status: 2, out: '' })
  expect(ran.err).toContain('can be read by others (mode 0644)')
})
