import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptSpec, Progress, RunningAttempt, StepRunner } from '../../engine/ports.ts'
import { type DropProxy, dropProxy } from '../../testing/drop-proxy.ts'
import { attemptSpec, type SpecStatement, statement } from '../../testing/runner-contract.ts'
import { childrenOf, hasSshd, kill, type SshDaemon, startSshd } from '../../testing/ssh-daemon.ts'
import { attemptFormat } from '../shell/attempt-format.ts'
import { sshRunner } from './ssh-runner.ts'

let root: string
let host: SshDaemon
let runner: StepRunner
let over: ReadonlySet<string>

const runnerOf = (more: Partial<Parameters<typeof sshRunner>[0]> = {}) =>
  sshRunner({
    environment: host.environment,
    store: root,
    format: attemptFormat,
    identity: 'ada on laptop, here',
    isOver: async (run) => over.has(run),
    ...more,
  })

const start = async () => {
  root = mkdtempSync(join(tmpdir(), 'ssh-lost-'))
  mkdirSync(join(root, 'work'))
  over = new Set()
  host = await startSshd()
  runner = runnerOf()
}
const end = async () => {
  await runner.close()
  await host.dispose()
  rmSync(root, { recursive: true, force: true })
}

const specOf = (
  attempt: number,
  statements: readonly (string | SpecStatement)[],
  more: Partial<AttemptSpec> = {},
): AttemptSpec =>
  attemptSpec(root, attempt, statements, {
    target: { name: 'web', ssh: 'there', options: [], cwd: join(root, 'work') },
    ...more,
  })

const file = (name: string) => join(root, 'work', name)
const textOf = (running: RunningAttempt) => readFileSync(running.output, 'utf8')
const attach = async (spec: AttemptSpec) => {
  const found = await runner.attach(spec)
  if (found === 'never-started') throw new Error('expected a started attempt')
  return found
}
const until = async (holds: () => boolean, within = 20_000) => {
  for (const from = Date.now(); !holds() && Date.now() - from < within; )
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}
const seenOf = (running: RunningAttempt) => {
  const seen: Progress[] = []
  running.onProgress((progress) => seen.push(progress))
  return () => seen.flatMap((one) => (one.is === 'unseen' ? (one.why === null ? 'seen again' : 'unseen') : []))
}
/** Prints one, waits until it may go on, prints two; an interrupted test leaves nothing behind for ever. */
const waits = [
  'echo one',
  `until [[ -e ${'$GO'} ]] || ((SECONDS > 90)); do sleep 0.05; done; echo two; echo ran >>ledger`,
  'exit 7',
]
const waiting = (attempt: number, more: Partial<AttemptSpec> = {}) =>
  specOf(attempt, waits, { env: { GO: file('go') }, ...more })

describe.skipIf(!hasSshd)('a lost connection is not a lost step (promise 4)', () => {
  beforeEach(start)
  afterEach(end)

  it('when the process that serves it is killed: it goes on, and its output and status are found again', async () => {
    const running = await runner.start(waiting(1))
    const seen = seenOf(running)
    await until(() => existsSync(running.output) && textOf(running) === 'one\n')
    for (const pid of childrenOf(host.pid)) kill(pid)
    await until(() => seen().includes('unseen'))
    writeFileSync(file('go'), '')
    const end = await running.end
    expect(end).toMatchObject({ how: 'exit', status: 7 })
    expect(textOf(running)).toBe('one\ntwo\n')
    expect(readFileSync(file('ledger'), 'utf8')).toBe('ran\n')
    expect(seen()).toEqual(['unseen', 'seen again'])
  })

  it('when sshd is ended with all its sessions, and started anew', async () => {
    const running = await runner.start(waiting(1))
    const seen = seenOf(running)
    await host.stop(true)
    await until(() => seen().includes('unseen'))
    writeFileSync(file('go'), '')
    await until(() => existsSync(file('ledger')))
    await host.start()
    expect(await running.end).toMatchObject({ how: 'exit', status: 7 })
    expect(textOf(running)).toBe('one\ntwo\n')
  })

  it('when it is not reached for longer than anybody waits: it is left running, and attached to later', async () => {
    await runner.close()
    runner = runnerOf({ bound: 600 })
    const spec = waiting(1)
    const running = await runner.start(spec)
    await host.stop(true)
    await expect(running.end).rejects.toMatchObject({ code: 'target-lost' })
    expect(readdirSync(spec.folder)).not.toContain('left')
    await expect(runner.attach(spec)).rejects.toMatchObject({ code: 'target-unreachable' })
    await host.start()
    const again = await attach(spec)
    writeFileSync(file('go'), '')
    expect(await again.end).toMatchObject({ how: 'exit', status: 7 })
    expect(readFileSync(file('ledger'), 'utf8')).toBe('ran\n')
  })

  it('when Holdpoint is killed: its next one attaches, and nothing ran twice', async () => {
    const spec = waiting(1)
    writeFileSync(join(root, 'spec.json'), JSON.stringify(spec))
    const script = fileURLToPath(new URL('../../testing/ssh-process.ts', import.meta.url))
    const child = spawn(process.execPath, [script, join(root, 'spec.json'), root], {
      env: host.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    const running = await attach(spec)
    writeFileSync(file('go'), '')
    expect(await running.end).toMatchObject({ how: 'exit', status: 7 })
    expect(textOf(running)).toBe('one\ntwo\n')
    expect(readFileSync(file('ledger'), 'utf8')).toBe('ran\n')
  })

  it('when Holdpoint is killed at any moment of a start: what is said of it is true, and it ran at most once (promise 3)', async () => {
    const script = fileURLToPath(new URL('../../testing/ssh-process.ts', import.meta.url))
    await runner.reach?.(specOf(1, []).target ?? never())
    const said: string[] = []
    for (let turn = 1; turn <= 8; turn++) {
      const spec = specOf(turn, [`echo ran >>ledger-${turn}`])
      writeFileSync(join(root, 'spec.json'), JSON.stringify(spec))
      const child = spawn(process.execPath, [script, join(root, 'spec.json'), root], {
        env: host.environment,
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([
        ended,
        turn % 2 === 0
          ? until(() => existsSync(join(spec.folder, 'command')))
          : until(() => existsSync(join(spec.folder, 'told'))),
      ])
      await new Promise((resolve) => setTimeout(resolve, (turn >> 1) * 8))
      child.kill('SIGKILL')
      await ended
      const found = await runner.attach(spec)
      const ledger = file(`ledger-${turn}`)
      said.push(found === 'never-started' ? found : 'started')
      if (found === 'never-started') {
        expect(existsSync(ledger)).toBe(false)
        expect((await (await runner.start(spec)).end).status).toBe(0)
      } else expect((await found.end).status).toBe(0)
      expect(readFileSync(ledger, 'utf8')).toBe('ran\n')
    }
    // Kills that all came too early, or too late, prove nothing.
    expect(said).toContain('started')
  })

  it('an attempt that is over is found again with the end it had, without the host', async () => {
    const spec = specOf(1, ['echo once >>ledger', 'false'])
    const first = await (await runner.start(spec)).end
    await host.stop(true)
    expect(await (await attach(spec)).end).toEqual(first)
  })
})

describe.skipIf(!hasSshd)('a network in between', () => {
  let proxy: DropProxy
  const through = async (delay = 0) => {
    proxy = await dropProxy(host.port, delay)
    host.configure(['Match all', `  Port ${proxy.port}`, `  HostKeyAlias [127.0.0.1]:${host.port}`])
  }
  beforeEach(start)
  afterEach(async () => {
    await end()
    await proxy.close()
  })

  it('that is slow changes nothing but the time', async () => {
    await through(60)
    const running = await runner.start(specOf(1, ['seq 100000', 'echo end']))
    const end = await running.end
    expect(end.statements.map(({ status }) => status)).toEqual([0, 0])
    const numbers = Array.from({ length: 100_000 }, (_, at) => `${at + 1}\n`).join('')
    expect(textOf(running)).toBe(`${numbers}end\n`)
  })

  it('that is cut again and again in the middle of output loses none of it and doubles none', async () => {
    await through()
    const running = await runner.start(specOf(1, ['for i in {1..40}; do seq 2000; sleep 0.05; done']))
    for (let turn = 0; turn < 4; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 300))
      proxy.cut('open')
    }
    const end = await running.end
    expect(end).toMatchObject({ how: 'exit', status: 0 })
    const once = Array.from({ length: 2000 }, (_, at) => `${at + 1}\n`).join('')
    expect(textOf(running)).toBe(once.repeat(40))
    expect(end.output.bytes).toBe(once.length * 40)
  })

  it('that swallows everything and says nothing is noticed', async () => {
    await through()
    const running = await runner.start(waiting(1))
    const seen = seenOf(running)
    proxy.swallow()
    writeFileSync(file('go'), '')
    await until(() => seen().includes('unseen'), 45_000)
    proxy.cut('open')
    proxy.open()
    expect(await running.end).toMatchObject({ how: 'exit', status: 7 })
    expect(textOf(running)).toBe('one\ntwo\n')
  })

  it('that is cut while a step is started: it ran once, or nothing of it did', async () => {
    await through()
    for (let turn = 1; turn <= 8; turn++) {
      const spec = specOf(turn, [`echo ran >>ledger-${turn}`])
      const timer = setTimeout(() => proxy.cut('open'), turn * 60)
      const running = await runner.start(spec).catch(() => null)
      clearTimeout(timer)
      if (running !== null) expect((await running.end).status).toBe(0)
      else expect(existsSync(file(`ledger-${turn}`))).toBe(false)
      if (running !== null) expect(readFileSync(file(`ledger-${turn}`), 'utf8')).toBe('ran\n')
    }
  })
})

describe.skipIf(!hasSshd)('what a host cannot know any more', () => {
  beforeEach(start)
  afterEach(end)
  const state = () => join(host.home, 'state', 'holdpoint', 'attempts')

  it('is unknown after it was started anew, also where another process has got the number', async () => {
    const spec = waiting(1)
    const running = await runner.start(spec)
    await until(() => existsSync(running.output) && textOf(running) === 'one\n')
    await runner.close()
    const [folder = ''] = readdirSync(state())
    const claim = join(state(), folder, 'claim.0')
    const [pid, since, , session] = readFileSync(claim, 'utf8').trim().split(' ')
    writeFileSync(claim, `${pid} ${since} 00000000-0000-0000-0000-000000000000 ${session}\n`)
    runner = runnerOf()
    expect(await (await attach(spec)).end).toMatchObject({ how: 'unknown', status: null })
    writeFileSync(file('go'), '')
  })

  /** A namespace of processes with a kernel's word of its own for which boot this is: its end is that of all that runs in it. */
  const machine = (boot: string) => [
    ...['unshare', '--mount', '--pid', '--fork', '--kill-child=KILL', '--mount-proc'],
    ...['sh', '-c', 'mount --bind "$0" /proc/sys/kernel/random/boot_id && exec "$@"', boot],
  ]
  const canBoot = spawnSync('unshare', ['--mount', '--pid', '--fork', '--mount-proc', 'true']).status === 0

  it.skipIf(!canBoot)('is unknown after the machine was started anew, which ended all that ran on it', async () => {
    const boot = join(root, 'boot')
    writeFileSync(boot, 'aaaaaaaa-0000-0000-0000-000000000001\n')
    await host.dispose()
    host = await startSshd({ by: machine(boot) })
    await runner.close()
    runner = runnerOf()
    const running = await runner.start(waiting(1))
    await until(() => existsSync(running.output) && textOf(running) === 'one\n')
    await host.stop(true)
    writeFileSync(boot, 'aaaaaaaa-0000-0000-0000-000000000002\n')
    await host.start()
    expect(await running.end).toMatchObject({ how: 'unknown', status: null, survivors: [] })
    expect(textOf(running)).toBe('one\n')
    expect(existsSync(file('ledger'))).toBe(false)
  })

  it('is unknown, and never run again, when the host has forgotten all about it', async () => {
    const spec = specOf(1, ['echo ran >>ledger', 'sleep 0.2'])
    const running = await runner.start(spec)
    await until(() => existsSync(file('ledger')))
    await runner.close()
    rmSync(join(host.home, 'state'), { recursive: true, force: true })
    void running
    runner = runnerOf()
    expect(await (await attach(spec)).end).toMatchObject({ how: 'unknown' })
    expect(readFileSync(file('ledger'), 'utf8')).toBe('ran\n')
  })

  it('is unknown when what ran it was killed there, and names what still runs of it', async () => {
    const spec = specOf(1, ['sleep 300'])
    const running = await runner.start(spec)
    const [folder = ''] = readdirSync(state())
    const [pid = '0', , , session = '0'] = readFileSync(join(state(), folder, 'claim.0'), 'utf8').split(' ')
    kill(Number(pid))
    const end = await running.end
    expect(end).toMatchObject({ how: 'unknown', status: null })
    expect(end.survivors.map(({ command }) => command)).toContain('sleep 300')
    process.kill(-Number(session), 'SIGKILL')
  })
})

describe.skipIf(!hasSshd)('on a host', () => {
  beforeEach(start)
  afterEach(end)

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
    over = new Set(['run'])
    const other = specOf(2, ['true'], { run: 'other' })
    expect((await (await runner.start(other)).end).status).toBe(0)
  })

  it('what a run of another store holds is not taken, though ours of that name be over', async () => {
    await (await runner.start(specOf(1, ['true']))).end
    over = new Set(['run'])
    await runner.close()
    runner = runnerOf({ identity: 'bob on desktop, there' })
    await expect(runner.start(specOf(2, ['true'], { run: 'other' }))).rejects.toMatchObject({ code: 'target-locked' })
  })
})

describe.skipIf(!hasSshd)('what keeps a step from a host', () => {
  beforeEach(start)
  afterEach(end)
  const refused = async (more: Partial<AttemptSpec> = {}) => {
    const error = await runner.start(specOf(1, ['echo never >>ledger'], more)).catch((caught: unknown) => caught)
    expect(existsSync(file('ledger'))).toBe(false)
    return error
  }

  it('a key that is refused', async () => {
    writeFileSync(join(host.home, '..', 'authorized_keys'), '')
    expect(await refused()).toMatchObject({ code: 'target-key-refused' })
  })

  it('a host key that is not known', async () => {
    writeFileSync(join(host.home, '..', 'known_hosts'), '')
    expect(await refused()).toMatchObject({ code: 'target-host-unknown' })
  })

  it('a host key that has changed', async () => {
    const known = join(host.home, '..', 'known_hosts')
    const [name] = readFileSync(known, 'utf8').split(' ')
    writeFileSync(known, `${name} ${readFileSync(join(host.home, '..', 'user.pub'), 'utf8')}`)
    const error = await refused()
    expect(error).toMatchObject({ code: 'target-host-changed' })
    expect(String(error)).toContain('known_hosts:1')
  })

  it('a name that has no address', async () => {
    const target = { name: 'web', ssh: 'no-such-host.invalid', options: [], cwd: null }
    expect(await refused({ target })).toMatchObject({ code: 'target-name-unknown' })
  })

  it('nobody who answers', async () => {
    await host.stop(true)
    expect(await refused()).toMatchObject({ code: 'target-unreachable' })
  })

  it('no bash', async () => {
    await host.dispose()
    const bin = mkdtempSync(join(tmpdir(), 'no-bash-'))
    host = await startSshd({ config: [`ForceCommand PATH=${bin} /bin/sh -c "$SSH_ORIGINAL_COMMAND"`] })
    await runner.close()
    runner = runnerOf()
    expect(await refused()).toMatchObject({ code: 'target-bash' })
    rmSync(bin, { recursive: true })
  })

  it('a bash that is too old', async () => {
    const old = attemptFormat.script.replace(/^\[ "\$\{BASH_VERSINFO.*$/m, 'exit 44')
    await runner.close()
    runner = runnerOf({ format: { ...attemptFormat, script: old } })
    expect(await refused()).toMatchObject({ code: 'target-bash' })
  })

  it('a folder that is not there', async () => {
    const target = { name: 'web', ssh: 'there', options: [], cwd: '/no/such/folder' }
    expect(await refused({ target })).toMatchObject({ code: 'target-directory' })
  })

  it('a folder for our files that cannot be made', async () => {
    writeFileSync(join(host.home, 'state'), 'a file')
    expect(await refused()).toMatchObject({ code: 'target-folder' })
  })

  const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

  it.skipIf(!canMount)('a disk that is full there', async () => {
    const state = join(host.home, 'state')
    mkdirSync(state)
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'none', state])
    const much = join(state, 'much')
    const fill = () => spawnSync('dd', ['if=/dev/zero', `of=${much}`, 'bs=1k'])
    const other = specOf(2, ['echo ran >>ledger'], { run: 'other' })
    const tried = () => runner.start(other).catch((caught: unknown) => caught)
    try {
      fill()
      expect(await tried()).toMatchObject({ code: 'target-full' })
      rmSync(much)
      await (await runner.start(specOf(1, ['true']))).end
      await runner.leave?.('run', [specOf(1, []).target ?? never()])
      fill()
      expect(await tried()).toMatchObject({ code: 'target-full' })
      expect(existsSync(file('ledger'))).toBe(false)
      // Nothing half-made is left of what did not fit.
      rmSync(much)
      expect((await (await runner.start(other)).end).status).toBe(0)
    } finally {
      spawnSync('umount', ['-l', state])
    }
  })

  it.skipIf(userInfo().uid === 0)('a folder for our files that is not writable', async () => {
    mkdirSync(join(host.home, 'state'))
    chmodSync(join(host.home, 'state'), 0o500)
    expect(await refused()).toMatchObject({ code: 'target-folder' })
  })

  it('no ssh on this machine', async () => {
    await runner.close()
    runner = runnerOf({ environment: { PATH: join(root, 'empty') } })
    expect(await refused()).toMatchObject({ code: 'ssh-missing' })
  })

  it('says nothing of a greeting that the host gives to everybody', async () => {
    await host.dispose()
    host = await startSshd({ config: ['ForceCommand echo "Welcome to there"; sh -c "$SSH_ORIGINAL_COMMAND"'] })
    await runner.close()
    runner = runnerOf()
    const running = await runner.start(specOf(1, ['echo fine']))
    await running.end
    expect(textOf(running)).toBe('fine\n')
  })
})

const never = (): never => {
  throw new Error('there is none')
}

/** Command lines of processes, our own test aside, in which a pattern stands. */
const processesCalled = (pattern: string): readonly string[] =>
  readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return []
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return new RegExp(pattern).test(line) && !line.includes('vitest') ? [line] : []
    } catch {
      return []
    }
  })

const filesWith = (folder: string, text: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isFile() && readFileSync(path, 'latin1').includes(text) ? [path] : []
  })
