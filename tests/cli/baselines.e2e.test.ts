import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'

const query = 'sqlite app.db "select count(*) from users"'
const document = [
  '# Release',
  '',
  '## Deployment',
  '',
  '```bash',
  'bash change.sh',
  '```',
  '',
  '## Verification',
  '',
  `- [ ] No data loss <!-- check: ${query} value>=before -->`,
  '',
  '## Rollback',
  '',
  '```bash',
  'cp app.db.kept app.db',
  '```',
  '',
  `- [ ] Every user is back <!-- check: ${query} value=before -->`,
  '',
].join('\n')

/** A folder with three users in a database, and a copy of it; the change leaves `left` of them. */
function folder(left: number): string {
  const cwd = folderWith({ 'D.md': document, 'change.sh': left === 3 ? 'true\n' : 'cp app.db.less app.db\n' })
  for (const [name, users] of [
    ['app.db', 3],
    ['app.db.kept', 3],
    ['app.db.less', left],
  ] as const) {
    const database = new DatabaseSync(join(cwd, name))
    database.exec('create table users (id)')
    for (let id = 0; id < users; id += 1) database.exec(`insert into users values (${id})`)
    database.close()
  }
  return cwd
}

it('a deployment that loses rows stops with both numbers, and the way back compares as well', () => {
  const cwd = folder(2)
  const ran = holdpoint(cwd, 'run', 'D.md')
  expect(ran.status).toBe(3)
  const said = ran.out.replace(/\s+/g, ' ')
  expect(said).toContain('Before: No data loss')
  expect(said).toContain('value was 3 before and is 2 now, >= 3 is allowed')
  expect(said).toMatch(/Take the way back/)

  expect(holdpoint(cwd, 'back', 'D.md', '1', '--reason', 'users are lost').status).toBe(4)
  const record = holdpoint(cwd, 'report').out
  expect(record).toContain('Before and after')
  expect(record).toMatch(/No data loss: value \| 3 \| 2 \| .*3 \| unmet/)
  expect(record).toMatch(/Every user is back: value \| 3 \| 3 \| .*3 \| met/)
  expect(record).toContain('- [x] Every user is back')
  const { beforeAndAfter } = JSON.parse(holdpoint(cwd, 'report', '--format', 'json').out)
  expect(beforeAndAfter).toMatchObject([
    { title: 'No data loss', measure: 'value', before: '3', after: '2', allowed: '>= 3', verdict: 'unmet' },
    { title: 'Every user is back', before: '3', after: '3', verdict: 'met' },
  ])
  expect(holdpoint(cwd, 'report', '--format', 'html').out).toContain('Before and after')
  expect(holdpoint(cwd, 'verify').status).toBe(0)
})

it('a deployment that loses nothing passes, also when nobody held the numbers but the journal', () => {
  const cwd = folder(3)
  // The change waits for a person, so that another process compares than the one that has measured.
  writeFileSync(join(cwd, 'D.md'), document.replace('## Verification', '## Verification\n\n- [ ] All are well\n'))
  expect(holdpoint(cwd, 'run', 'D.md').status).toBe(3)
  expect(holdpoint(cwd, 'tick', 'D.md', 'L11').status).toBe(0)
  expect(holdpoint(cwd, 'resume').status).toBe(0)
  const record = holdpoint(cwd, 'report').out
  expect(record).toMatch(/No data loss: value \| 3 \| 3 \| .*3 \| met/)
  expect(record).toMatch(/Every user is back: value \| 3 \| not measured \| +\| not compared/)
})

it('a part of the document without the change compares with nothing, and asks', () => {
  const cwd = folder(2)
  const ran = holdpoint(cwd, 'run', 'D.md', '--only', 'Verification')
  expect(ran.status).toBe(3)
  expect(ran.out.replace(/\s+/g, ' ')).toContain('Nothing was measured before the change')
})

it('a rehearsal is as good as before, and worse where it is told to', () => {
  const cwd = folder(3)
  const good = holdpoint(cwd, 'rehearse', 'D.md')
  expect(good.status).toBe(0)
  expect(good.out).toContain('Before: No data loss')
  const worse = holdpoint(cwd, 'rehearse', 'D.md', '--degrade', 'data loss').out.replace(/\s+/g, ' ')
  expect(worse).toContain('Take the way back')
  expect(worse).toContain('Backed out')
  expect(readFileSync(join(cwd, 'D.md'), 'utf8')).toBe(document)
})
