import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { noPostgres, startPostgres } from '../../src/testing/servers/postgres.ts'
import { folderWith, holdpoint, holdpointWith } from './holdpoint.ts'

const document = [
  '# Release',
  '',
  '## Deploy',
  '',
  '```bash',
  'export MARK=ready.txt',
  "nohup sh -c 'sleep 1; echo 2.0.1 > ready.txt' >/dev/null 2>&1 &",
  '```',
  '',
  '## Verify',
  '',
  '- [ ] The release reports for duty <!-- check: file ${MARK} text~2.0.1 wait=30s -->',
  '- [ ] Nobody left a lock <!-- check: file lock exists=no -->',
  '',
  '```bash',
  'echo "after $MARK" > ledger',
  '```',
  '',
].join('\n')

it('a check is looked at again until it holds, with what the shell before it has set, and its evidence is in the record', () => {
  const folder = folderWith({ 'D.md': document })
  const ran = holdpoint(folder, 'run', 'D.md')
  expect(ran).toMatchObject({ status: 0 })
  const record = holdpoint(folder, 'report').out
  expect(record).toContain('- [x] The release reports for duty')
  expect(record).toContain('- [x] Nobody left a lock')
  expect(holdpoint(folder, 'report', '--format', 'html').out).toContain('met: text ~ 2.0.1, was 2.0.1')
  expect(holdpoint(folder, 'verify').status).toBe(0)
})

it('a check that does not hold stops the run until somebody decides', () => {
  const folder = folderWith({ 'D.md': document, lock: '' })
  const ran = holdpoint(folder, 'run', 'D.md')
  expect(ran.status).toBe(3)
  expect(ran.out).toContain('UNMET: exists = no, was yes')
  expect(ran.out).toContain('what was seen is not as it must be')
  expect(holdpoint(folder, 'decide', 'D.md', 'accept', '--reason', 'the lock is mine').status).toBe(0)
  expect(holdpoint(folder, 'resume').status).toBe(0)
  expect(holdpoint(folder, 'verify').status).toBe(0)
})

it('a check that cannot be made is asked of a person, and is a finding', () => {
  const folder = folderWith({ 'D.md': '# Release\n\n- [ ] Up <!-- check: htp http://localhost -->\n' })
  const linted = holdpoint(folder, 'lint', 'D.md')
  expect(linted.status).toBe(1)
  expect(linted.out).toContain('check-cannot-be-made')
  const ran = holdpoint(folder, 'run', 'D.md')
  expect(ran.status).toBe(3)
  expect(ran.out).toContain('“htp” is no kind of check')
})

it('lint looks at the checks of holdpoint.yaml too, at the items that they are for', () => {
  const document = '# Release\n\n- [ ] Health endpoint answers\n\n## Rollback\n\n- [ ] Call the captain\n'
  const folder = folderWith({
    'D.md': document,
    'holdpoint.yaml': 'checks:\n  Health endpoint: redis redis://a SET x y\n',
  })
  const linted = holdpoint(folder, 'lint', 'D.md')
  expect(linted.status).toBe(1)
  const said = linted.out.replace(/\s+/g, ' ')
  expect(said).toContain('The check that holdpoint.yaml has for “Health endpoint” cannot be made: a check only looks')
  expect(said).toMatch(/“SET” belongs into a command.*D\.md:3:7/)
  const idle = folderWith({ 'D.md': document, 'holdpoint.yaml': 'checks:\n  Nobody says so: htp x\n' })
  const refused = holdpoint(idle, 'lint', 'D.md')
  expect(refused.status).toBe(2)
  expect(refused.err).toMatch(/holdpoint\.yaml:2.*“htp” is no\s+kind/s)
})

it.skipIf(noPostgres !== null)('the password of a database that is asked lies nowhere', async () => {
  const password = 'never-to-be-kept'
  const server = await startPostgres(password)
  try {
    const folder = folderWith({
      'D.md': '# Release\n\n- [ ] Up <!-- check: postgres ${DATABASE_URL} "select 7 as seven" value=7 -->\n',
    })
    const env = { DATABASE_URL: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres` }
    const ran = holdpointWith(env, folder, 'run', 'D.md')
    expect([ran.status, ran.out]).toEqual([0, expect.stringMatching(/seven = 7[\s\S]*met: value = 7/)])
    expect(ran.out).not.toContain(password)
    // `grep` ends with 1 where it finds nothing.
    expect(spawnSync('grep', ['-rla', password, '.'], { cwd: folder, encoding: 'utf8' })).toMatchObject({
      status: 1,
      stdout: '',
    })
    expect(spawnSync('grep', ['-rlaq', 'seven = 7', '.'], { cwd: folder })).toMatchObject({ status: 0 })
  } finally {
    await server.stop()
  }
})
