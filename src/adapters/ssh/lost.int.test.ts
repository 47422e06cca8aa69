import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  anotherHost,
  anotherRunner,
  attach,
  file,
  host,
  leave,
  never,
  reach,
  reachThrough,
  root,
  runner,
  seenOf,
  specOf,
  textOf,
  until,
  waiting,
} from '../../testing/on-a-host.ts'
import { childrenOf, hasSshd, kill } from '../../testing/ssh-daemon.ts'

describe.skipIf(!hasSshd)('a lost connection is not a lost step (promise 4)', () => {
  beforeEach(reach)
  afterEach(leave)

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
    await anotherRunner({ bound: 600 })
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

  it('when its end is asked for and its host is gone for good: nobody waits for it, the end is not known', async () => {
    await anotherRunner({ bound: 2000 })
    const running = await runner.start(waiting(1))
    const seen = seenOf(running)
    await host.stop(true)
    await until(() => seen().includes('unseen'))
    await running.cancel(0)
    expect(await running.end).toMatchObject({ how: 'unknown', status: null })
  })

  it('the same, asked of the next Holdpoint', async () => {
    const spec = waiting(1)
    await runner.start(spec)
    await anotherRunner()
    await host.stop(true)
    await expect(runner.attach(spec)).rejects.toMatchObject({ code: 'target-unreachable' })
    const found = await runner.attach(spec, true)
    expect(found === 'never-started' ? found : await found.end).toMatchObject({ how: 'unknown', status: null })
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
    for (let turn = 1; turn <= 4; turn++) {
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
      await new Promise((resolve) => setTimeout(resolve, (turn >> 1) * 16))
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
  beforeEach(reach)
  afterEach(leave)

  it('that is slow changes nothing but the time', async () => {
    await reachThrough(60)
    const running = await runner.start(specOf(1, ['seq 100000', 'echo end']))
    const end = await running.end
    expect(end.statements.map(({ status }) => status)).toEqual([0, 0])
    const numbers = Array.from({ length: 100_000 }, (_, at) => `${at + 1}\n`).join('')
    expect(textOf(running)).toBe(`${numbers}end\n`)
  })

  it('that is cut again and again in the middle of output loses none of it and doubles none', async () => {
    const proxy = await reachThrough()
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

  it('that is cut while a step is started: it ran once, or nothing of it did', async () => {
    const proxy = await reachThrough()
    for (let turn = 1; turn <= 4; turn++) {
      const spec = specOf(turn, [`echo ran >>ledger-${turn}`])
      const timer = setTimeout(() => proxy.cut('open'), turn * 120)
      const running = await runner.start(spec).catch(() => null)
      clearTimeout(timer)
      if (running !== null) expect((await running.end).status).toBe(0)
      else expect(existsSync(file(`ledger-${turn}`))).toBe(false)
      if (running !== null) expect(readFileSync(file(`ledger-${turn}`), 'utf8')).toBe('ran\n')
    }
  })
})

describe.skipIf(!hasSshd)('what a host cannot know any more', () => {
  beforeEach(reach)
  afterEach(leave)
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
    await anotherRunner()
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
    await anotherHost({ by: machine(boot) })
    await anotherRunner()
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
    await anotherRunner()
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
