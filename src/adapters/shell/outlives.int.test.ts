import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptSpec, StepRunner } from '../../engine/ports.ts'
import { attemptSpec } from '../../testing/runner-contract.ts'
import { claimHolder } from './claim.ts'
import { childrenOf, commandLine, isAlive, linkOf, processes, processOf } from './process-table.ts'
import type { FaultPoint } from './shell-runner.ts'
import { shellRunner } from './shell-runner.ts'

const driver = fileURLToPath(new URL('../../testing/runner-process.ts', import.meta.url))

let root: string
let runner: StepRunner
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outlives-'))
  runner = shellRunner({ environment: { PATH: process.env.PATH }, store: root })
})
afterEach(async () => {
  await runner.close()
  rmSync(root, { recursive: true, force: true })
})

/** Another process starts the attempt, and kills itself at `point`; 'running': a moment after it has started. */
const startAndDie = async (spec: AttemptSpec, point: FaultPoint | 'running' | 'warm') => {
  const file = join(root, `spec-${spec.attempt}.json`)
  writeFileSync(file, JSON.stringify(spec))
  const child = spawn(process.execPath, [driver, file, point, root], { stdio: ['ignore', 'inherit', 'inherit'] })
  expect(await ending(child)).toBe('SIGKILL')
}

const ending = (child: ChildProcess) => new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))

const attach = async (spec: AttemptSpec) => {
  const found = await runner.attach(spec)
  if (found === 'never-started') throw new Error('expected a started attempt')
  return found
}

const until = async (holds: () => boolean) => {
  for (let look = 0; look < 250 && !holds(); look++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}

const commandLines = () => processes().map(({ pid }) => commandLine(pid))

describe('a step outlives Holdpoint (promise 4)', () => {
  it('goes on after kill -9; its output and status are found again', async () => {
    const spec = attemptSpec(root, 1, ['echo one', 'sleep 0.5; echo two; echo ran >>ledger', 'exit 7'])
    await startAndDie(spec, 'running')
    const running = await attach(spec)
    const end = await running.end
    expect(end.how).toBe('exit')
    expect(end.status).toBe(7)
    expect(readFileSync(running.output, 'utf8')).toBe('one\ntwo\n')
    expect(readFileSync(join(root, 'ledger'), 'utf8')).toBe('ran\n')
  })

  it.each(['prepared', 'spawned', 'told', 'claimed', 'ended'] as const)(
    'killed when %s: it ran at most once, and what is said of it is true (promise 3)',
    async (point) => {
      for (let turn = 1; turn <= 3; turn++) {
        const spec = attemptSpec(root, turn, [`echo ran >>ledger-${turn}`])
        await startAndDie(spec, point)
        const found = await runner.attach(spec)
        const ledger = join(root, `ledger-${turn}`)
        if (found === 'never-started') {
          expect(existsSync(ledger)).toBe(false)
          expect((await (await runner.start(spec)).end).status).toBe(0)
        } else {
          expect((await found.end).status).toBe(0)
        }
        expect(readFileSync(ledger, 'utf8')).toBe('ran\n')
      }
    },
  )

  it('holds nothing of Holdpoint, and what was made ready for later ends with it', async () => {
    const spec = attemptSpec(root, 1, ['sleep 30 & echo up; sleep 31'])
    const file = join(root, 'spec.json')
    writeFileSync(file, JSON.stringify(spec))
    // 5: a descriptor that Holdpoint itself was given, as by a shell that runs it in a pipeline.
    const stdio = ['pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'] as const
    const child = spawn(process.execPath, [driver, file, 'running', root], { stdio: [...stdio] })
    const closed = new Promise((resolve) => child.once('close', resolve))
    expect(await ending(child)).toBe('SIGKILL')
    await closed
    const wrapper = claimHolder(spec.folder, 'claim.0')
    const made = readFileSync(join(root, 'made'), 'utf8').split(' ').map(Number)
    expect(made.length).toBeGreaterThan(3)
    const alive = () => made.filter((pid) => processOf(pid) !== null)
    const ours = [wrapper?.pid ?? 0, ...childrenOf(wrapper?.pid ?? 0)]
    await until(() => alive().length === ours.length)
    expect(alive().sort()).toEqual(ours.sort())
    const writing = () => processes().filter(({ pid }) => linkOf(pid, '1')?.startsWith(root))
    expect(writing().map(({ pid }) => linkOf(pid, '1'))).toEqual([join(spec.folder, 'output')])
    await (await attach(spec)).cancel(200)
    await until(() => alive().length + writing().length === 0)
  })

  it('leaves nothing behind when it dies with a wrapper that waits', async () => {
    const spec = attemptSpec(root, 1, ['echo ran >>ledger'])
    await startAndDie(spec, 'warm')
    const pid = Number(readFileSync(join(root, 'warmed'), 'utf8'))
    await until(() => processOf(pid) === null)
    expect(existsSync(join(spec.folder, 'claim.0'))).toBe(false)
    expect(await runner.attach(spec)).toBe('never-started')
    expect(existsSync(join(root, 'ledger'))).toBe(false)
  })
})

describe('an end that nobody saw', () => {
  it('is unknown when the wrapper was killed, and names what still runs', async () => {
    const spec = attemptSpec(root, 1, ['echo up; exec sleep 3'])
    const running = await runner.start(spec)
    await until(() => readFileSync(running.output, 'utf8') === 'up\n' && commandLines().includes('sleep 3'))
    const wrapper = claimHolder(spec.folder, 'claim.0')
    process.kill(wrapper?.pid ?? 0, 'SIGKILL')
    const end = await running.end
    expect(end).toMatchObject({ how: 'unknown', status: null })
    expect(end.statements).toMatchObject([{ index: 0, status: null }])
    expect(end.survivors.map(({ command }) => command)).toEqual(['sleep 3'])
    for (const { pid } of end.survivors) process.kill(pid, 'SIGKILL')
  })

  it('is unknown after a reboot, whoever has the pid now', async () => {
    const spec = attemptSpec(root, 1, ['true'])
    await (await runner.start(spec)).end
    const own = processOf(process.pid)
    rmSync(join(spec.folder, 'end'))
    writeFileSync(join(spec.folder, 'claim.0'), `${process.pid} ${own?.startTime} another-boot\n`)
    expect((await (await attach(spec)).end).how).toBe('unknown')
  })

  it('is unknown when the status was torn off in the middle', async () => {
    const spec = attemptSpec(root, 1, ['true'])
    await (await runner.start(spec)).end
    await runner.close()
    writeFileSync(join(spec.folder, 'end'), 'end exit 0 17')
    expect((await (await attach(spec)).end).how).toBe('unknown')
  })

  it('survives a hang-up and a request to end', async () => {
    const spec = attemptSpec(root, 1, ['sleep 0.4; exit 3'])
    const running = await runner.start(spec)
    const pid = claimHolder(spec.folder, 'claim.0')?.pid ?? 0
    process.kill(pid, 'SIGHUP')
    process.kill(pid, 'SIGTERM')
    expect(await running.end).toMatchObject({ how: 'exit', status: 3 })
    expect(isAlive(pid, '')).toBe(false)
  })
})

describe('a step on the operator’s terminal', () => {
  it('has statuses and state like others, and says that its output is not kept', async () => {
    const spec = attemptSpec(root, 1, ['x=1', 'exit 4', 'true'], { terminal: true, secrets: ['S'], env: { S: 's' } })
    const end = await (await runner.start(spec)).end
    expect(end).toMatchObject({ how: 'exit', status: 4, notReached: [2], output: { bytes: 0 } })
    expect(end.statements.map(({ status }) => status)).toEqual([0, 4])
    expect(end.notCarried).toEqual(['output (it went to the terminal)'])
    expect(await runner.variable(spec.folder, 'x')).toBe('1')
  })

  it('is lost with its terminal', async () => {
    const spec = attemptSpec(root, 1, ['echo up >up; sleep 3'], { terminal: true })
    const running = await runner.start(spec)
    await until(() => existsSync(join(root, 'up')))
    process.kill(claimHolder(spec.folder, 'claim.0')?.pid ?? 0, 'SIGKILL')
    const end = await running.end
    expect(end).toMatchObject({ how: 'lost-terminal', status: null })
    for (const { pid } of end.survivors) process.kill(pid, 'SIGKILL')
  })

  it('is cancelled with everything it started', async () => {
    const spec = attemptSpec(root, 1, ['echo $$ >pid; sleep 60'], { terminal: true })
    const running = await runner.start(spec)
    await until(() => existsSync(join(root, 'pid')))
    await running.cancel(200)
    expect(await running.end).toMatchObject({ how: 'cancelled', survivors: [] })
  })
})

describe('a wrapper', () => {
  const own = () =>
    processes().filter(({ pid, parent }) => parent === process.pid && commandLine(pid).includes('attempt.sh'))

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'ended by %s in its first moment, is replaced: a step runs once',
    async (signal) => {
      const spec = attemptSpec(root, 1, ['echo once >>ledger'])
      runner.warm(spec)
      process.kill(own()[0]?.pid ?? Number.NaN, signal)
      expect(await (await runner.start(spec)).end).toMatchObject({ how: 'exit', status: 0 })
      expect(await (await runner.start(attemptSpec(root, 2, ['echo again >>ledger']))).end).toMatchObject({ status: 0 })
      expect(readFileSync(join(root, 'ledger'), 'utf8')).toBe('once\nagain\n')
    },
  )

  it('runs one attempt after the other, whatever they ended with', async () => {
    const run = async (attempt: number, status: number) => {
      const spec = attemptSpec(root, attempt, [`exit ${status}`])
      expect(await (await runner.start(spec)).end).toMatchObject({ how: 'exit', status })
      return claimHolder(spec.folder, 'claim.0')?.pid
    }
    const first = await run(1, 0)
    expect([await run(2, 7), await run(3, 1)]).toEqual([first, first])
  })

  it('takes no other attempt while something still writes to the output of its own', async () => {
    const spec = attemptSpec(root, 1, ['sleep 0.5 && echo late &'])
    await (await runner.start(spec)).end
    const other = attemptSpec(root, 2, ['sleep 60'])
    const running = await runner.start(other)
    expect(claimHolder(other.folder, 'claim.0')?.pid).not.toBe(claimHolder(spec.folder, 'claim.0')?.pid)
    await running.cancel(200)
    await until(() => readFileSync(join(spec.folder, 'output'), 'utf8') === 'late\n')
  })
})
