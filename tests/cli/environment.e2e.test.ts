import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { entry, folderWith, holdpoint, holdpointWith } from './holdpoint.ts'
import { closeTerminals, pty, terminal, title } from './terminal.ts'

const document = [
  '# Deploy',
  '',
  '## Prepare',
  '```bash',
  'echo prepare >> ledger',
  '```',
  '',
  '## Deploy',
  '```bash',
  'echo deploy >> ledger',
  '```',
  '',
  '## Rollback',
  '```bash',
  'echo back >> ledger',
  '```',
  '',
].join('\n')

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const frozen = `freezes: [{ from: ${day(-1)}, to: ${day(1)}, reason: Quarter end }]`
const project = (production: string, more = '') =>
  `environments:\n  staging: {}\n  production:\n    zone: UTC\n    ${production}\n${more}`
const folder = (production: string, more = '') =>
  folderWith({ 'D.md': document, 'holdpoint.yaml': project(production, more), 'shop.tar': 'one' })
const ledger = (place: string) => {
  try {
    return readFileSync(join(place, 'ledger'), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}
const run = (place: string, ...args: readonly string[]) => holdpoint(place, 'run', 'D.md', ...args)
const inProduction = ['--environment', 'production'] as const

describe('a freeze', () => {
  it('holds the run before anything happens, until somebody goes on with a reason, which the record keeps', () => {
    const place = folder(frozen)
    const began = run(place, ...inProduction)
    expect([began.status, ledger(place)]).toEqual([3, []])
    expect(began.out).toContain('There is a freeze in production: Quarter end')
    expect(holdpoint(place, 'resume').status).toBe(3)
    expect(holdpoint(place, 'decide', 'D.md', 'accept').err).toContain('reason')
    expect(holdpoint(place, 'decide', 'D.md', 'accept', '--reason', 'OPS-12 burns').status).toBe(0)
    expect(holdpoint(place, 'resume').status).toBe(0)
    expect(ledger(place)).toEqual(['prepare', 'deploy'])
    const record = holdpoint(place, 'report').out
    expect(record).toMatch(
      /overridden \| Gone on all the same: There is a freeze in production: Quarter end.*\| OPS-12 burns/,
    )
    expect(record).toMatch(/Changes are made \| not during Quarter end/)
    expect(holdpoint(place, 'verify').status).toBe(0)
    const audit = holdpoint(place, 'report', '--all', ...inProduction).out
    expect(audit).toMatch(
      /\| Overridden \| .+, \d{4}-.+: There is a freeze in production: Quarter end.*\(OPS-12 burns\)/,
    )
  })

  it('holds no way back: of this run, and of one that has ended', () => {
    const place = folder(frozen)
    run(place, ...inProduction)
    expect(holdpoint(place, 'back', 'D.md').status).toBe(4)
    expect(ledger(place)).toEqual(['back'])
    expect(holdpoint(place, 'back', 'D.md').status).toBe(4)
    expect(ledger(place)).toEqual(['back', 'back'])
  })

  it('may be overridden by those alone whom the project names', () => {
    const more =
      'people: { cto: { users: nobody-here } }\nroles: { cto: [cto] }\napprovals: [{ of: override, who: cto }]\n'
    const place = folder(frozen, more)
    run(place, ...inProduction)
    const refused = holdpoint(place, 'decide', 'D.md', 'accept', '--reason', 'because')
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('it takes cto (cto)')])
    expect(ledger(place)).toEqual([])
  })

  it('shows what could draw on a terminal, wherever its reason is shown', () => {
    const place = folder('freezes: [{ from: Mon, to: Sun, reason: "\\e[31mred" }]')
    expect(holdpoint(place, 'doctor', ...inProduction).out).toContain('␛[31mred')
    expect(run(place, ...inProduction).out).toContain('␛[31mred')
  })

  it('says when it is over, to people and programs', () => {
    const place = folder(`windows: [{ dates: [${day(-3)}] }, { dates: [${day(3)}], from: "10:00", to: "11:00" }]`)
    run(place, ...inProduction)
    expect(holdpoint(place, 'status').out).toContain(`Again from ${weekday(3)} ${day(3)} 10:00 (UTC)`)
    expect(holdpoint(place, 'doctor', ...inProduction).out).toContain(`Again from ${weekday(3)} ${day(3)} 10:00 (UTC)`)
    expect(JSON.parse(holdpoint(place, 'status', '--json').out)).toMatchObject({
      closed: [{ until: Date.parse(`${day(3)}T10:00Z`) }],
      opensAt: null,
      windowEnd: null,
    })
    expect(holdpoint(place, 'decide', 'D.md', 'wait').status).toBe(0)
    expect(holdpoint(place, 'status').out).toContain(`goes on by itself: ${weekday(3)} ${day(3)} 10:00 (UTC)`)
  })
})

afterEach(closeTerminals)

describe.skipIf(!pty)(title('somebody at a terminal, in a freeze'), () => {
  it('lets the run wait, sees until when, and leaves it to somebody who goes on', async () => {
    const place = folder(frozen)
    const driving = terminal(place, ['run', 'D.md', ...inProduction], {}, { cols: 100, rows: 40 })
    await driving.seen('There is a freeze in production: Quarter end')
    await driving.seen('Begin this run all the same?')
    await driving.seen('w wait')
    driving.press('w')
    await driving.seen(`waits until changes may be made: ${weekday(2)} ${day(2)} 00:00 (UTC)`)
    expect(ledger(place)).toEqual([])
    expect(holdpoint(place, 'decide', 'D.md', 'accept', '--reason', 'OPS-12').status).toBe(0)
    await driving.seen('Gone on all the same')
    await driving.seen('Done.')
    expect(await driving.status()).toBe(0)
    expect(ledger(place)).toEqual(['prepare', 'deploy'])
  })
})

const weekday = (days: number) =>
  ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(Date.now() + days * 86_400_000).getUTCDay()]

describe('an environment', () => {
  it('has one unfinished run at a time; another one begins beside it with a reason, which the record keeps', () => {
    const place = folder(frozen)
    writeFileSync(join(place, 'E.md'), document.replace('# Deploy', '# Hotfix'))
    run(place, ...inProduction)
    const second = holdpoint(place, 'run', 'E.md', ...inProduction)
    expect(second.status).toBe(2)
    expect(second.err).toMatch(/^holdpoint: Run \w+ of .* is unfinished in production since .* UTC; one run at a time/)
    expect(second.err).toMatch(/resume \w+.*abort \w+.*--beside/)
    expect(holdpoint(place, 'doctor', ...inProduction).out).toMatch(/Lock: run \w+ of/)
    expect(holdpoint(place, 'rehearse', 'E.md', ...inProduction).status).toBe(0)
    expect(holdpoint(place, 'run', 'E.md', '--environment', 'staging').status).toBe(0)
    expect(holdpoint(place, 'run', 'E.md', ...inProduction, '--beside', 'cannot wait').status).toBe(3)
    holdpoint(place, 'decide', 'E.md', 'accept', '--reason', 'burns')
    expect(holdpoint(place, 'resume', 'E.md').status).toBe(0)
    expect(holdpoint(place, 'report', 'E.md').out).toMatch(
      /overridden \| Begun in production beside the unfinished run \w+ of .*\| cannot wait/,
    )
    holdpoint(place, 'abort', 'D.md')
    expect(holdpoint(place, 'doctor', ...inProduction).out).toContain('Lock: free')
  })

  it('of many who begin at once, each in a process of its own, lets one begin', async () => {
    const place = folder(frozen)
    const statuses = await Promise.all(
      Array.from(
        { length: 5 },
        () =>
          new Promise<number | null>((over) =>
            spawn(process.execPath, [entry, 'run', 'D.md', ...inProduction, '--new'], {
              cwd: place,
              stdio: 'ignore',
            }).on('exit', over),
          ),
      ),
    )
    expect(statuses.toSorted()).toEqual([2, 2, 2, 2, 3])
    expect(JSON.parse(holdpoint(place, 'runs', '--json').out)).toHaveLength(1)
  })

  it('has as many as its file lets, without a lock', () => {
    const place = folder(`lock: false\n    ${frozen}`)
    run(place, ...inProduction)
    expect(run(place, ...inProduction, '--new').status).toBe(3)
    expect(holdpoint(place, 'doctor', ...inProduction).out).toContain('Lock: none')
  })

  it('may be begun in by those alone whom the project names, and rehearsed by all', () => {
    const more =
      'people: { cto: { users: nobody-here } }\nroles: { cto: [cto] }\napprovals: [{ of: start, match: production, who: cto }]\n'
    const place = folder('lock: true', more)
    expect(run(place, ...inProduction)).toMatchObject({
      status: 2,
      err: expect.stringContaining('may not begin a run'),
    })
    expect(run(place, '--environment', 'staging').status).toBe(0)
    expect(holdpoint(place, 'rehearse', 'D.md', ...inProduction).status).toBe(0)
  })

  it('says when it has no such name', () => {
    expect(holdpoint(folder('lock: true'), 'doctor', '--environment', 'prod')).toMatchObject({
      status: 2,
      err: expect.stringContaining('It has staging, production'),
    })
  })
})

describe('the order of promotion', () => {
  const release = 'release: { files: [shop.tar] }\n'
  it('lets what was done in staging into production, by its digest and with its evidence', () => {
    const place = folder('after: staging', release)
    expect(run(place, '--environment', 'staging', '--release', '2.0.0').status).toBe(0)
    const promoted = run(place, ...inProduction, '--release', '2.0.0')
    expect([promoted.status, promoted.out]).toEqual([0, expect.stringContaining('was done in staging by run')])
    const record = JSON.parse(holdpoint(place, 'report', '--format', 'json').out)
    expect(record.promotes).toMatchObject({ environment: 'staging', release: '2.0.0', digest: record.identity.digest })
    const attested = JSON.parse(holdpoint(place, 'report', '--format', 'attestation').out)
    const { predicate } = JSON.parse(Buffer.from(attested.payload, 'base64').toString())
    expect(predicate.promotes).toEqual(record.promotes)
    expect(holdpoint(place, 'report', '--all').out).toMatch(/Done before \| in staging by run \w+ as 2\.0\.0/)
    expect(holdpoint(place, 'doctor', ...inProduction).out).toMatch(/Released last: 2\.0\.0.*\n?.*run/)
  })

  it.each([
    ['the document was changed', (place: string) => writeFileSync(join(place, 'D.md'), `${document}\n`)],
    ['a file of the release was built anew', (place: string) => writeFileSync(join(place, 'shop.tar'), 'two')],
    ['it was taken back there', (place: string) => void holdpoint(place, 'back', 'D.md')],
  ])('holds a release when %s since', (_, change) => {
    const place = folder('after: staging', release)
    run(place, '--environment', 'staging')
    change(place)
    const held = run(place, ...inProduction)
    expect([held.status, held.out]).toEqual([3, expect.stringContaining('No finished run in staging did')])
    expect(ledger(place).filter((line) => line === 'deploy')).toHaveLength(1)
  })

  it('holds a release of which only a part was done, and one that was only rehearsed', () => {
    const place = folder('after: staging')
    run(place, '--environment', 'staging', '--only', 'Prepare')
    holdpoint(place, 'rehearse', 'D.md', '--environment', 'staging')
    expect(run(place, ...inProduction).out).toContain('No finished run in staging did')
  })

  it('knows a release in a work tree by its commit and what is changed in it', () => {
    const place = folder('after: staging')
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: place, stdio: 'pipe' })
    git('init', '-q')
    git('add', 'D.md', 'shop.tar', 'holdpoint.yaml')
    git('commit', '-qm', 'one')
    const env = { GIT_CEILING_DIRECTORIES: '' }
    expect(holdpointWith(env, place, 'run', 'D.md', '--environment', 'staging').status).toBe(0)
    writeFileSync(join(place, 'shop.tar'), 'changed')
    expect(run(place, ...inProduction).status).toBe(3)
    holdpoint(place, 'abort')
    git('checkout', '-q', 'shop.tar')
    expect(run(place, ...inProduction).status).toBe(0)
  })

  it('says which file of a release is not there', () => {
    const place = folder('after: staging', 'release: { files: [missing.tar] }\n')
    expect(run(place, '--environment', 'staging')).toMatchObject({
      status: 2,
      err: expect.stringContaining('missing.tar is part of the release and cannot be read: it does not exist.'),
    })
  })
})
