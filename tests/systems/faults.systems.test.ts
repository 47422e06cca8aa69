import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '../../src/testing/servers/server.ts'
import { stopEmbedded } from '../../systems/kit/embedded-postgres.ts'
import { mayMount } from '../faults/small-disk.ts'
import { type Clients, type Kept, longestGap, startClients } from './clients.ts'
import { differences, statusOf } from './compare.ts'
import { answersOf, deploy, holdpoint, type Ran, resume } from './deploy.ts'
import { openObjects, openPost } from './outside.ts'
import { makeSite, noSite, type Site } from './site.ts'

/** What each fault came to, for the table that is printed at the end. */
const table: string[] = []

/** After what words of the run fails, the person takes this way back. */
const back = (match: string, procedure: string) => `  - kind: failure
    match: ${match}
    option: back
    reason: it does not work
  - kind: procedure
    option: start
    fields: { procedure: ${procedure} }
`

/** At this item the person leaves by a way back. */
const leaving = (match: string, procedure: string) => `  - kind: confirm
    match: ${match}
    option: back
    reason: it does not work
  - kind: procedure
    option: start
    fields: { procedure: ${procedure} }
`

describe.skipIf(noSite !== null)(`a fault in the deployment${noSite === null ? '' : ` (skipped: ${noSite})`}`, () => {
  let site: Site
  let before: readonly Kept[] = []
  let clients: Clients

  beforeEach(async () => {
    site = await makeSite()
    before = []
  })
  afterEach(async () => {
    clients?.stop()
    await site.remove()
  })
  afterAll(() => {
    console.log(
      `| fault | found by | what was done | without writes | acknowledged | in service |\n|---|---|---|---|---|---|\n${table.join('\n')}`,
    )
  })

  /** Release 1 in service, with teams that have registered; more register from now on. */
  async function inService(configuration: Readonly<Record<string, string>> = {}): Promise<void> {
    site.configure(configuration)
    for (const [command = '', ...args] of [
      ['build', '1.0.0'],
      ['release', 'switch', '1.0.0'],
      ['migrate', 'up'],
      ['service', 'start'],
    ]) {
      const { status, out } = site.run(command, ...args)
      if (status !== 0) throw new Error(`${command}: ${out}`)
    }
    const first = startClients(site, { count: 20, every: 20 })
    await first.end({ all: true })
    before = first.kept
    clients = startClients(site, { count: 400, every: 500 })
  }

  /** The service works, and has all that was ever acknowledged, as it was sent. */
  async function proven(version: string, ran: Ran, row: readonly [fault: string, found: string, done: string]) {
    await clients.end({ all: false })
    const after = startClients(site, { count: 5, every: 20 })
    await after.end({ all: true })
    const kept = [...before, ...clients.kept, ...after.kept]
    expect([...clients.refused, ...after.refused]).toEqual([])
    expect(await statusOf(site)).toMatchObject({
      status: 'running',
      database: 'connected',
      version,
      maintenance: 'off',
    })
    expect(await differences(site, kept)).toEqual([])
    expect((await holdpoint(site, ['verify'])).status).toBe(0)
    const gap = `${(longestGap(clients.kept) / 1000).toFixed(1)} s`
    table.push(`| ${[...row, gap, kept.length, version].join(' | ')} |`)
    return ran
  }

  const read = (...path: readonly string[]) => readFileSync(join(site.system, ...path), 'utf8')

  it('release 2 is not healthy: the quick rollback brings release 1 back', async () => {
    await inService()
    site.publish('A release that is not healthy', {
      'src/release.ts': (text) =>
        text.replace(
          'features: [playersRoutes]',
          "features: [playersRoutes, (app) => void app.addHook('onRequest', async (request, reply) => request.url === '/health' ? reply.code(503).send({ status: 'unhealthy' }) : undefined)]",
        ),
    })
    const ran = await deploy(site, '2.0.0', { answers: answersOf(site, back('port', 'Quick rollback')) })
    expect(ran.status).toBe(4)
    await proven('1.0.0', ran, ['release 2 is not healthy', 'its health check', 'quick rollback'])
  })

  it('the migration fails half-way: nothing of it stays, and the quick rollback opens again', async () => {
    await inService()
    site.publish('A migration that fails', {
      'migrations/0002-players.ts': (text) =>
        text.replace('await sql`create index', 'await sql`select 1 / 0`.execute(db)\n  await sql`create index'),
    })
    const ran = await deploy(site, '2.0.0', { answers: answersOf(site, back('migrate up', 'Quick rollback')) })
    expect(ran).toMatchObject({ status: 4, out: expect.stringContaining('division by zero') })
    expect(site.run('migrate', 'name').out).toBe('0001-registrations\n')
    await proven('1.0.0', ran, ['the migration fails half-way', 'its exit status', 'quick rollback'])
  })

  it('the database is stopped during the migration: it is repeated', async () => {
    await inService()
    site.publish('A migration that takes long', {
      'migrations/0002-players.ts': (text) =>
        text.replace('await sql`create index', 'await sql`select pg_sleep(5)`.execute(db)\n  await sql`create index'),
    })
    const rules = '  - kind: failure\n    match: migrate up\n    option: retry\n    times: 1\n'
    const running = deploy(site, '2.0.0', { answers: answersOf(site, rules) })
    await Promise.race([during(read('data/postgres/url'), 'select pg_sleep(5)'), running])
    await stopEmbedded(join(site.system, 'data'))
    const ran = await running
    expect(ran).toMatchObject({ status: 0, out: expect.stringContaining('Retry') })
    await proven('2.0.0', ran, ['the database is stopped during the migration', 'its exit status', 'retried'])
  })

  it.skipIf(!mayMount)('the disk is full during the backup: it is repeated when there is room', async () => {
    await inService()
    const folder = join(site.system, 'data/backups')
    execFileSync('mkdir', ['-p', folder])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
    try {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(join(folder, 'ballast'), Buffer.alloc((bavail - 2) * bsize))
      const stopped = await deploy(site, '2.0.0')
      expect(stopped).toMatchObject({ status: 3, out: expect.stringContaining('ENOSPC') })
      rmSync(join(folder, 'ballast'))
      expect((await holdpoint(site, ['decide', 'DEPLOYMENT.md', 'retry'])).status).toBe(0)
      const ran = await resume(site)
      expect(ran.status).toBe(0)
      await proven('2.0.0', ran, ['the disk is full during the backup', 'its exit status', 'room made, retried'])
    } finally {
      execFileSync('umount', ['-l', folder])
    }
  })

  it('the backup is corrupt: it is found before anything is migrated', async () => {
    await inService()
    site.publish('A disk that changes a byte', {
      'bin/backup': (text) =>
        text.replace(
          'run backup "$@"',
          '(run backup "$@") && { [[ $1 == verify ]] || printf X | dd of="$1" bs=1 seek=20 conv=notrunc status=none; }',
        ),
    })
    const ran = await deploy(site, '2.0.0', { answers: answersOf(site, back('backup', 'Quick rollback')) })
    expect(ran).toMatchObject({ status: 4, out: expect.stringContaining('was altered') })
    expect(ran.out).not.toContain('applied: 0002-players')
    await proven('1.0.0', ran, ['the backup is corrupt', 'the restore into a scratch database', 'quick rollback'])
  })

  it('the mail server is down: teams register all the same, and the deployment goes on when it is back', async () => {
    const port = await freePort()
    const post = await openPost(port)
    try {
      await inService({ SMTP_URL: `smtp://127.0.0.1:${port}` })
      await post.close()
      const stopped = await deploy(site, '2.0.0')
      expect(stopped.status).toBe(3)
      expect(unwrapped(stopped)).toContain('"mail":"unreachable"')
      await post.open()
      await sleep(2_000)
      expect((await holdpoint(site, ['decide', 'DEPLOYMENT.md', 'retry'])).status).toBe(0)
      const ran = await resume(site)
      expect(ran.status).toBe(0)
      await proven('2.0.0', ran, ['the mail server is down', 'what /status says', 'brought back, retried'])
      const told = () =>
        [...before, ...clients.kept].filter(({ team }) => post.subjects.every((one) => !one.startsWith(team)))
      await vi.waitFor(() => expect(told()).toEqual([]), { timeout: 60_000, interval: 500 })
    } finally {
      await post.close()
    }
  })

  it('the object store answers 500: teams are asked to come again, and the deployment goes on when it is back', async () => {
    const objects = await openObjects('registrations')
    try {
      await inService({
        FILES: 's3',
        S3_ENDPOINT: objects.endpoint,
        S3_BUCKET: 'registrations',
        S3_ACCESS_KEY_ID: 'S3RVER',
        S3_SECRET_ACCESS_KEY: 'S3RVER',
      })
      objects.state.broken = true
      const stopped = await deploy(site, '2.0.0')
      expect(stopped.status).toBe(3)
      expect(unwrapped(stopped)).toContain('"files":"unreachable"')
      objects.state.broken = false
      await sleep(3_000)
      expect((await holdpoint(site, ['decide', 'DEPLOYMENT.md', 'retry'])).status).toBe(0)
      const ran = await resume(site)
      expect(ran.status).toBe(0)
      await proven('2.0.0', ran, ['the object store answers 500', 'what /status says', 'brought back, retried'])
    } finally {
      clients.stop()
      await objects.close()
    }
  })

  it('Holdpoint is killed in each step: it goes on each time, and nothing is done twice', async () => {
    await inService()
    const killed = new Set<string>()
    const watch = (out: string, kill: () => void) => {
      for (const [, step = ''] of out.matchAll(/^▸ (\d+) /gm))
        if (!killed.has(step)) {
          killed.add(step)
          return kill()
        }
    }
    let ran = await deploy(site, '2.0.0', { watch })
    for (let turn = 0; ran.status === null && turn < 100; turn += 1)
      ran = await holdpoint(site, ['resume', '--answers', answersOf(site)], watch)
    expect(ran.status).toBe(0)
    expect(killed.size).toBeGreaterThan(30)
    await proven('2.0.0', ran, [`Holdpoint is killed, ${killed.size} times`, 'nobody', 'resumed'])
  })

  it('the service is killed in the smoke tests: the quick rollback brings release 1 back', async () => {
    await inService()
    let killed = false
    const watch = (out: string) => {
      if (killed || !out.includes('SMOKE=smoke-')) return
      killed = true
      process.kill(JSON.parse(read('data/processes.json')).pid, 'SIGKILL')
    }
    const rules = back('curl', 'Quick rollback')
    const ran = await deploy(site, '2.0.0', { answers: answersOf(site, rules), watch })
    expect(ran.status).toBe(4)
    await proven('1.0.0', ran, ['the service is killed in the smoke tests', 'the first request', 'quick rollback'])
  })

  it('nobody is there at the sign-off: the run waits, the service is open, and whoever comes back signs', async () => {
    await inService()
    const answers = answersOf(site)
    const alone = `${answers}.alone`
    writeFileSync(alone, readFileSync(answers, 'utf8').replaceAll('kind: signoff', 'kind: byhand'))
    const waiting = await deploy(site, '2.0.0', { answers: alone })
    expect(waiting).toMatchObject({ status: 3, out: expect.stringContaining('Deployer') })
    expect(await statusOf(site)).toMatchObject({ version: '2.0.0', maintenance: 'off' })
    const ran = await resume(site)
    expect(ran.status).toBe(0)
    await proven('2.0.0', ran, ['nobody is there at the sign-off', 'the run', 'signed later'])
  })

  it('the migration loses players, which a person sees before it is open again: the database rollback restores them', async () => {
    await inService()
    site.publish('A migration that loses players', {
      'migrations/0002-players.ts': (text) =>
        text.replace(
          'await sql`create index',
          'await sql`delete from players where place > 3`.execute(db)\n  await sql`create index',
        ),
    })
    const answers = answersOf(site, leaving('No error was logged', 'Database rollback'))
    const ran = await deploy(site, '2.0.0', { answers })
    expect(ran.status).toBe(4)
    await proven('1.0.0', ran, ['the migration loses players', 'a person, before step 9', 'database rollback'])
  })

  it('release 2 is given up after teams have registered with it: the way down keeps them, and no restore is taken', async () => {
    await inService()
    const answers = answersOf(site, leaving('For 15 minutes', 'Quick rollback'))
    const ran = await deploy(site, '2.0.0', { answers })
    expect(ran.status).toBe(4)
    const { BACKUP_FILE = '' } = parseEnv(read('data/deployment.env'))
    site.run('maintenance', 'on', 'a look')
    expect(site.run('restore', BACKUP_FILE)).toMatchObject({
      status: 1,
      out: expect.stringContaining('were told is kept'),
    })
    site.run('maintenance', 'off')
    await proven('1.0.0', ran, ['release 2 is given up after it was opened', 'a person', 'quick rollback'])
  })

  it('what is installed is damaged: the full rollback builds release 1 anew', async () => {
    await inService()
    const answers = answersOf(site, leaving('Clients register again', 'Full rollback'))
    let damaged = false
    const watch = (out: string) => {
      if (damaged || !out.includes('writes are open')) return
      damaged = true
      rmSync(join(site.system, 'releases/1.0.0'), { recursive: true })
    }
    const ran = await deploy(site, '2.0.0', { answers, watch })
    expect(ran.status).toBe(4)
    await proven('1.0.0', ran, ['the releases are damaged', 'a person', 'full rollback'])
  })
})

/** What a run shows of outputs, without the ends of its own lines. */
const unwrapped = ({ out }: Ran) => out.replace(/\n\s*│ /g, '')

/** Resolves when somebody runs this query. */
async function during(url: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    for (const until = Date.now() + 300_000; Date.now() < until; ) {
      const { rows } = await client.query('select 1 from pg_stat_activity where query = $1 and state = $2', [
        query,
        'active',
      ])
      if (rows.length > 0) return
      await sleep(50)
    }
    throw new Error(`nobody asked ${query}`)
  } finally {
    await client.end().catch(() => {})
  }
}
