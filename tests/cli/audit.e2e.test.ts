import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, holdpoint } from './holdpoint.ts'

const document = `# Shop

## Deploy

\`\`\`bash
echo deployed
\`\`\`

## Verify

\`\`\`bash
echo "3 rows"
\`\`\`

Expected: 3 rows

## Rollback

\`\`\`bash
echo back
\`\`\`
`

let folder: string
const audit = (...args: readonly string[]) => JSON.parse(holdpoint(folder, 'report', '--all', '--json', ...args).out)

beforeAll(() => {
  folder = folderWith({
    'D.md': document,
    'holdpoint.yaml': 'environments:\n  production: {}\n  staging: {}\n',
  })
  for (const environment of ['production', 'staging', 'production', 'production'])
    expect(holdpoint(folder, 'run', 'D.md', '--environment', environment, '--release', 'v2').status).toBe(0)
  holdpoint(folder, 'rehearse', 'D.md', '--environment', 'production')
}, 120_000)

describe('report --all', () => {
  it('has every run of an environment in a period, each with what an auditor asks for', () => {
    const { runs, rehearsals, missing } = audit('--environment', 'production')
    expect(runs.map(({ number }: { number: number }) => number)).toEqual([1, 3, 4])
    expect([rehearsals, missing]).toEqual([1, []])
    expect(runs[0]).toMatchObject({
      release: 'v2',
      outcome: 'done',
      tests: { steps: 1, passed: 1, met: 1 },
      backOut: [{ title: 'Rollback', taken: null }],
      altered: [],
    })
    expect(audit('--from', '2020-01-01', '--to', '2020-12-31').runs).toEqual([])
  })

  it('names a run that was pruned, one that was altered, and one of which nothing is left', () => {
    const before = audit().runs
    expect(holdpoint(folder, 'runs', '--prune', '--keep', '4', '--confirm').status).toBe(0)
    const database = new DatabaseSync(join(folder, '.holdpoint', 'holdpoint.db'))
    database.prepare('delete from runs where run = ?').run(before[1].run)
    database.prepare('delete from events where run = ?').run(before[1].run)
    database.prepare('update events set at = at + 1 where run = ? and seq = 3').run(before[2].run)
    database.close()
    const { runs, removed, missing } = audit()
    expect(removed).toMatchObject([{ number: 1, run: before[0].run, environment: 'production', outcome: 'done' }])
    expect(missing).toEqual([2])
    expect(runs.map(({ altered }: { altered: readonly string[] }) => altered.length)).toEqual([1, 0])
    expect(runs[0].altered[0]).toContain('Event 3 was edited')
    const page = holdpoint(folder, 'report', '--all', '--format', 'html').out
    expect(page).toContain('Runs that were removed')
  })

  it('is signed where it is kept as a file, and verify names what somebody altered in it', () => {
    const written = holdpoint(folder, 'report', '--all', '--format', 'html', '-o', 'q1.html')
    expect(written).toMatchObject({ status: 0, out: '' })
    expect(written.err).toContain('holdpoint verify q1.html')
    const elsewhere = folderWith({})
    const names = ['q1.html', 'q1.html.attestation.json', 'q1.html.public-key.pem']
    for (const name of names) copyFileSync(join(folder, name), join(elsewhere, name))
    const whole = holdpoint(elsewhere, 'verify', 'q1.html')
    expect(whole).toMatchObject({ status: 0, err: '' })
    expect(whole.out).toContain('is as it was signed')
    const key = /SHA256:[\w+/]{43}/.exec(whole.out)?.[0] ?? ''
    expect(holdpoint(elsewhere, 'verify', 'q1.html', '--key', key).status).toBe(0)
    expect(holdpoint(elsewhere, 'verify', 'q1.html', '--key', 'SHA256:another').status).toBe(1)
    for (const name of names) {
      const bytes = readFileSync(join(folder, name))
      writeFileSync(join(elsewhere, name), Buffer.concat([bytes, Buffer.from(' ')]))
      const altered = holdpoint(elsewhere, 'verify', 'q1.html')
      expect(altered.status).toBe(1)
      expect(altered.out).toContain(`${name} is not as it was written`)
      writeFileSync(join(elsewhere, name), bytes)
    }
  })

  it('names what in it looks like a secret that nobody declared', () => {
    const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
    const own = folderWith({ 'D.md': document })
    holdpoint(own, 'run', 'D.md', '--release', token)
    expect(holdpoint(own, 'report', '--all').err).toContain('GITHUB_TOKEN')
  })

  it.each([
    [['--all', '--from', '2026-02-30x'], 'takes a day'],
    [['--environment', 'production'], 'belongs to --all'],
    [['--all', '--format', 'junit'], 'written as md, html or json'],
  ])('refuses %j', (args, said) => {
    const { status, err } = holdpoint(folder, 'report', ...args)
    expect(status).toBe(2)
    expect(err).toContain(said)
  })
})
