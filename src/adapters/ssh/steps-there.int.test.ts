import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  anotherRunner,
  file,
  host,
  leave,
  never,
  over,
  processesCalled,
  reach,
  root,
  runner,
  specOf,
  textOf,
  until,
} from '../../testing/on-a-host.ts'
import { statement } from '../../testing/runner-contract.ts'
import { hasSshd } from '../../testing/ssh-daemon.ts'

describe.skipIf(!hasSshd)('on a host', () => {
  beforeEach(reach)
  afterEach(leave)

  it('cancelling ends the whole tree, also what left session and group (promise 5)', async () => {
    const running = await runner.start(
      specOf(1, ['setsid sleep 299 & sleep 298 & (trap "" TERM; echo up; sleep 297; sleep 297)']),
    )
    await until(() => existsSync(running.output) && textOf(running).includes('up'))
    await running.cancel(1000)
    expect(await running.end).toMatchObject({ how: 'cancelled', survivors: [] })
    expect(processesCalled('sleep 29[789]')).toEqual([])
  })

  it('ends one whose time is up', async () => {
    const running = await runner.start(specOf(1, ['sleep 296'], { timeout: 700 }))
    expect((await running.end).how).toBe('timeout')
    expect(processesCalled('sleep 296')).toEqual([])
  })

  it('a command goes on with the state of the one before it', async () => {
    const first = specOf(1, ['cd sub', 'export WHO=ada; list=(1 2); greet() { echo "hi $WHO ${list[1]}"; }'])
    mkdirSync(file('sub'))
    await (await runner.start(first)).end
    const second = await runner.start(
      specOf(2, ['greet; pwd'], { continues: { folder: first.folder, statement: null } }),
    )
    await second.end
    expect(textOf(second)).toBe(`hi ada 2\n${file('sub')}\n`)
    expect(await runner.variable(first.folder, 'WHO')).toBe('ada')
  })

  it('keeps every byte: NUL, what is no UTF-8, a long line', async () => {
    const running = await runner.start(
      specOf(1, ["printf 'a\\0b\\xff\\xfe'", 'head -c 3000000 /dev/zero | tr "\\0" x']),
    )
    const end = await running.end
    const bytes = readFileSync(running.output)
    expect([...bytes.subarray(0, 5)]).toEqual([97, 0, 98, 255, 254])
    expect(bytes.length).toBe(3_000_005)
    expect(end.output.bytes).toBe(3_000_005)
  })

  it('neither values nor secrets stand in an argument, and secrets in no file', async () => {
    const spec = specOf(1, ['echo ${#TOKEN} $NAME; sleep 0.3'], {
      env: { TOKEN: 'very-secret-4711', NAME: 'plain-value-4712' },
      secrets: ['TOKEN'],
    })
    const running = await runner.start(spec)
    await until(() => existsSync(running.output) && textOf(running) !== '')
    expect(processesCalled('very-secret-4711|plain-value-4712')).toEqual([])
    await running.end
    expect(textOf(running)).toBe('16 plain-value-4712\n')
    expect(filesWith(host.home, 'very-secret-4711')).toEqual([])
    expect(filesWith(root, 'very-secret-4711')).toEqual([])
  })

  it('curl is seen, with the configuration that its user has there', async () => {
    writeFileSync(join(host.home, '.curlrc'), 'user-agent = "of the host"\n')
    const running = await runner.start(specOf(1, ['cat "$CURL_HOME/.curlrc" # curl']))
    await running.end
    expect(textOf(running)).toContain('of the host')
    expect(textOf(running)).toContain('dump-header')
  })

  it('a service stays, is named with its host, and its log comes along when it is gone', async () => {
    const service = statement('while sleep 0.1 && ((SECONDS < 90)); do echo tick; [[ -e stop-it ]] && break; done', 0, {
      endless: 'service',
    })
    const spec = specOf(1, [service, 'echo next'])
    const running = await runner.start(spec)
    const seen: string[] = []
    running.onProgress(({ is }) => seen.push(is))
    await until(() => seen.includes('waiting'))
    await running.goOn()
    const end = await running.end
    const [found] = end.services
    expect(found).toMatchObject({ target: { name: 'web' }, log: 'attempt-1/service-0.log' })
    expect(await runner.alive(end.services)).toEqual(end.services)
    writeFileSync(file('stop-it'), '')
    await until(() => processesCalled('stop-it').length === 0)
    let alive = await runner.alive(end.services)
    for (let look = 0; look < 50 && alive.length > 0; look++) alive = await runner.alive(end.services)
    expect(alive).toEqual([])
    const [folder = ''] = readdirSync(join(host.home, 'state', 'holdpoint', 'attempts'))
    const there = join(host.home, 'state', 'holdpoint', 'attempts', folder, 'service-0.log')
    expect(readFileSync(join(spec.folder, 'service-0.log'))).toEqual(readFileSync(there))
  })

  it('where it cannot be asked, no service is taken for gone', async () => {
    const service = { pid: 1, startTime: '1', log: 'attempt-1/service-0.log', target: specOf(1, []).target ?? never() }
    await host.stop(true)
    expect(await runner.alive([service])).toEqual([service])
  })

  it('one run at a time works there; the error names who does, and how to end it', async () => {
    await (await runner.start(specOf(1, ['true']))).end
    const other = specOf(2, ['echo never >>ledger'], { run: 'other' })
    await expect(runner.start(other)).rejects.toMatchObject({ code: 'target-locked' })
    await expect(runner.start(other)).rejects.toThrow('Run run of ada on laptop, here works on web')
    expect(existsSync(file('ledger'))).toBe(false)
    const lock = join(host.home, 'state', 'holdpoint', 'lock')
    await runner.leave?.('run', [specOf(1, []).target ?? never()])
    expect(existsSync(lock)).toBe(false)
    expect((await (await runner.start(other)).end).status).toBe(0)
    expect(readdirSync(join(host.home, 'state', 'holdpoint', 'attempts'))).toHaveLength(1)
  })

  it('what a run of this store left behind when it was over is no hindrance', async () => {
    await (await runner.start(specOf(1, ['true']))).end
    over.add('run')
    const other = specOf(2, ['true'], { run: 'other' })
    expect((await (await runner.start(other)).end).status).toBe(0)
  })

  it('what a run of another store holds is not taken, though ours of that name be over', async () => {
    await (await runner.start(specOf(1, ['true']))).end
    over.add('run')
    await anotherRunner({ identity: 'bob on desktop, there' })
    await expect(runner.start(specOf(2, ['true'], { run: 'other' }))).rejects.toMatchObject({ code: 'target-locked' })
  })
})

const filesWith = (folder: string, text: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isFile() && readFileSync(path, 'latin1').includes(text) ? [path] : []
  })
