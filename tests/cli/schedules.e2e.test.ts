import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sqliteStore } from '../../src/adapters/sqlite/index.ts'
import { entry, folderWith } from './holdpoint.ts'

const document = `# Shop

## Deploy
- [ ] Switch over

## Cron jobs
\`\`\`bash
# Add this line:
0 1 * * * cd /path/to/shop && ./close-orders.sh --quiet
\`\`\`

## Monitoring
### Weekly Checks
Owner: SRE on duty
- [ ] No complaints
- [ ] Log read

## Review (1 month after production)
- [ ] All metrics met
`

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder with a \`crontab\` of its own, which prints the file \`table\`; without one nobody has a table. */
const inFolder = (more: Readonly<Record<string, string>> = {}): string => {
  const folder = folderWith({ 'OPS.md': document, ...more })
  folders.push(folder)
  mkdirSync(join(folder, 'bin'))
  const table = join(folder, 'table')
  writeFileSync(
    join(folder, 'bin/crontab'),
    `#!/bin/sh\ncat ${table} 2>/dev/null || { echo no crontab for me >&2; exit 1; }\n`,
  )
  chmodSync(join(folder, 'bin/crontab'), 0o755)
  return folder
}

/** A server may live in this process, which must not wait for the binary. */
const run = (cwd: string, ...args: readonly string[]) =>
  new Promise<{ status: number | null; out: string }>((resolve) => {
    const { HOLDPOINT_TEST_URL: HOOK = '', PATH = '', ...env } = process.env
    const child = spawn(process.execPath, [entry, ...args], {
      cwd,
      env: { ...env, HOOK, PATH: `${join(cwd, 'bin')}:${PATH}`, TZ: 'Europe/Berlin', COLUMNS: '200' },
    })
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        out += part
      })
    child.stdin.end()
    child.on('close', (status) => resolve({ status, out }))
  })

const day = 86_400_000

/** The same runs as they would be told of had they been so many days ago: nobody can wait for a week here. */
const ago = async (folder: string, days: number): Promise<void> => {
  const kept = join(folder, '.holdpoint')
  const old = sqliteStore(kept, () => {})
  const runs = (await old.runs()).toReversed()
  const journals = await Promise.all(runs.map((one) => old.read(one.run, 0)))
  await old.close()
  for (const name of ['holdpoint.db', 'holdpoint.db-wal', 'holdpoint.db-shm']) rmSync(join(kept, name), { force: true })
  const past = sqliteStore(kept, () => {})
  for (const journal of journals)
    for (const { run, seq, event, actor, at } of journal)
      await past.append(run, seq - 1, [event], actor, at - days * day)
  await past.close()
}

const schedules = async (folder: string) => JSON.parse((await run(folder, 'runs', '--schedules', '--json')).out)
const released = async (folder: string) => await run(folder, 'run', 'OPS.md', '--assume-confirmed')

describe('what recurs, by the binary', () => {
  it('does not hold the release up, and stands at its end and in its record', async () => {
    const folder = inFolder()
    const done = await released(folder)
    expect(done.status).toBe(0)
    expect(done.out).toContain('Left to its schedule: weekly.')
    expect(done.out).toMatch(
      /What recurs from now on\n {2}Cron jobs \(by cron\): not installed: `crontab -l` does not have it\./,
    )
    expect(done.out).toContain('Weekly Checks (weekly): Due at ')
    const record = (await run(folder, 'report')).out
    expect(record).toContain('- [-] No complaints *(skipped: Left to its schedule: weekly, ')
    expect(record).toMatch(/\| Deviations \| 1 \|/)
    expect((await run(folder, 'verify')).status).toBe(0)
    expect((await run(folder, 'runs', '--schedules')).status).toBe(0)
  })

  it('is missed when nobody did it within a week and a quarter, until somebody does', async () => {
    const folder = inFolder()
    await released(folder)
    await ago(folder, 9)
    const missed = await run(folder, 'runs', '--schedules')
    expect(missed.status).toBe(1)
    expect(missed.out).toMatch(
      /✗ Weekly Checks: weekly, OPS\.md line 13, for SRE on duty\n {4}Missed, last at .* \(Europe\/Berlin\); next due at/,
    )
    expect(missed.out).toContain("run OPS.md --only 'Weekly Checks'")
    expect((await run(folder, 'status')).out).toContain('Missed: ')
    expect((await run(folder, 'doctor')).out).toContain('Weekly Checks')
    const check = await run(folder, 'run', 'OPS.md', '--only', 'Weekly Checks', '--assume-confirmed')
    expect(check.status).toBe(0)
    expect(check.out).toContain('2 passed')
    const [, weekly, review] = await schedules(folder)
    expect(weekly).toMatchObject({ title: 'Weekly Checks', overdue: 0, missed: 1, last: { by: { kind: 'person' } } })
    expect(review).toMatchObject({ cadence: { is: 'once', after: 2_592_000 }, overdue: 0, last: null })
  })

  it('that cron is to do is looked for in its tables, whatever stands in the blanks of the document', async () => {
    const folder = inFolder({ table: '0 1 * * *  cd /srv/shop && ./close-orders.sh --quiet\n' })
    await released(folder)
    const [cron] = await schedules(folder)
    expect(cron).toMatchObject({ title: 'Cron jobs', overdue: 0, cron: { is: 'installed', why: '`crontab -l`' } })
    await ago(folder, 3)
    writeFileSync(join(folder, 'table'), '# 0 1 * * *  cd /srv/shop && ./close-orders.sh --quiet\n')
    const gone = await run(folder, 'runs', '--schedules')
    expect(gone.status).toBe(1)
    expect(gone.out).toContain('not installed: `crontab -l` does not have it; it should have run at')
    expect(gone.out).toContain('      0 1 * * * cd /path/to/shop && ./close-orders.sh --quiet\n')
  })

  it('and that nobody can see is neither installed nor missed', async () => {
    const folder = inFolder()
    writeFileSync(join(folder, 'bin/crontab'), '#!/bin/sh\necho you may not use this program >&2\nexit 1\n')
    await released(folder)
    await ago(folder, 3)
    const all = await run(folder, 'runs', '--schedules')
    expect(all.out).toContain('cannot be seen here: you may not use this program')
    expect(all.status).toBe(0)
  })

  it('is told once by the notifiers of the project when it was missed', async () => {
    const posts: { readonly subject: string; readonly text: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        posts.push(JSON.parse(body))
        response.end('ok')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    process.env.HOLDPOINT_TEST_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const folder = inFolder({
        'holdpoint.yaml': `notifiers:\n  chat: { webhook: "\${HOOK}" }\nmessages: [chat]\n`,
        table: '0 1 * * * cd /srv/shop && ./close-orders.sh --quiet\n',
      })
      await released(folder)
      await ago(folder, 9)
      expect((await run(folder, 'runs', '--schedules')).status).toBe(1)
      expect((await run(folder, 'runs', '--schedules')).status).toBe(1)
      expect((await run(folder, 'soak')).out).toContain('Missed: Weekly Checks.')
      expect(posts.map(({ subject }) => subject)).toEqual(['Missed: Weekly Checks (OPS.md)'])
      expect(posts[0]?.text).toContain('It is for SRE on duty.')
      expect((await run(folder, 'verify')).status).toBe(0)
    } finally {
      delete process.env.HOLDPOINT_TEST_URL
      server.close()
    }
  })
})
