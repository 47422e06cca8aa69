import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Progress, StepRunner } from '../../engine/ports.ts'
import { attemptSpec, statement } from '../../testing/runner-contract.ts'
import { isAlive, processOf } from './process-table.ts'
import { shellRunner } from './shell-runner.ts'

let root: string
let runner: StepRunner
let bystander: ChildProcess
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tree-'))
  runner = shellRunner({ environment: { PATH: process.env.PATH }, store: root })
  bystander = spawn('sleep', ['600'], { stdio: 'ignore' })
})
afterEach(async () => {
  bystander.kill('SIGKILL')
  await runner.close()
  rmSync(root, { recursive: true, force: true })
})

const until = async (holds: () => boolean) => {
  for (let look = 0; look < 300 && !holds(); look++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}
/** Pids that the command wrote into `root`, one file for each. */
const pid = (name: string) => Number(readFileSync(join(root, name), 'utf8'))
const written = (name: string) => existsSync(join(root, name)) && readFileSync(join(root, name), 'utf8').endsWith('\n')
const ended = (of: number) => {
  const found = processOf(of)
  return found === null || found.state === 'Z'
}

describe('cancel ends the whole tree (promise 5)', () => {
  it.each([
    ['a child', "bash -c 'echo $$ >pid; sleep 60'"],
    ['one that ignores TERM', 'bash -c \'trap "" TERM; echo $$ >pid; while ((SECONDS < 90)); do sleep 0.1; done\''],
    ['a background job', '(echo $BASHPID >pid; exec sleep 60) & wait'],
    ['one in a session of its own', "setsid bash -c 'echo $$ >pid; sleep 60' & sleep 60"],
    ['a double fork', "(setsid bash -c 'echo $$ >pid; exec sleep 60' &); sleep 60"],
    ['one without environment, in its own session', "env -i setsid bash -c 'echo $$ >pid; exec sleep 60' & sleep 60"],
    [
      'one without environment whose parent ended, with our output open',
      "(env -i setsid bash -c 'echo $$ >pid; exec sleep 60' &); sleep 60",
    ],
    ['a stopped one', "bash -c 'echo $$ >pid; kill -STOP $$'; sleep 60"],
  ])('%s', async (_, script) => {
    const running = await runner.start(attemptSpec(root, 1, [script, 'echo never']))
    await until(() => written('pid'))
    await running.cancel(200)
    const end = await running.end
    expect(end).toMatchObject({ how: 'cancelled', survivors: [], notReached: [1] })
    expect(end.statements).toMatchObject([{ index: 0, status: null }])
    expect(ended(pid('pid'))).toBe(true)
    expect(bystander.exitCode).toBe(null)
    expect(processOf(bystander.pid ?? 0)).not.toBe(null)
  })

  it('ends one that cut every trace but the one that it was seen', async () => {
    const script =
      'env -i bash -c \'sleep 0.5; exec setsid bash -c "echo \\$\\$ >pid; exec sleep 60"\' </dev/null >/dev/null 2>&1 & sleep 60'
    const running = await runner.start(attemptSpec(root, 1, [script]))
    await until(() => written('pid'))
    await running.cancel(200)
    expect(ended(pid('pid'))).toBe(true)
  })

  it('ends one whose time is up', async () => {
    const running = await runner.start(attemptSpec(root, 1, ['sleep 60', 'echo never'], { timeout: 300 }))
    expect(await running.end).toMatchObject({ how: 'timeout', output: { bytes: 0 }, notReached: [1] })
  })

  it('cancels an attempt that it found again', async () => {
    const spec = attemptSpec(root, 1, ['echo $$ >pid; sleep 60'])
    await runner.start(spec)
    await until(() => written('pid'))
    const found = await runner.attach(spec)
    if (found === 'never-started') throw new Error('it did start')
    await found.cancel(200)
    expect((await found.end).how).toBe('cancelled')
  })
})

describe('endless statements', () => {
  it('shows an observer, goes on when it is quiet, and stops it when asked', async () => {
    const spec = attemptSpec(root, 1, [
      statement('echo watching; sleep 60', 0, { endless: 'observer' }),
      statement('echo after', 1),
    ])
    const running = await runner.start(spec)
    const seen: Progress[] = []
    running.onProgress((progress) => seen.push(progress))
    await until(() => readFileSync(running.output, 'utf8') === 'watching\nafter\n')
    await running.stopObservers()
    const end = await running.end
    expect(end.status).toBe(0)
    expect(end.statements.map(({ ended: how, status }) => [how, status])).toEqual([
      ['observer-stopped', null],
      ['itself', 0],
    ])
    expect(end.services).toEqual([])
    expect(seen.map((progress) => progress.is)).toContain('waiting')
  })

  it('goes on at once when a person says so', async () => {
    const running = await runner.start(
      attemptSpec(root, 1, [
        statement('while sleep 0.1; do echo x; done', 0, { endless: 'observer' }),
        'echo after >after',
      ]),
    )
    let waiting = false
    running.onProgress((progress) => {
      waiting ||= progress.is === 'waiting'
    })
    await until(() => waiting)
    await running.goOn()
    await until(() => written('after'))
    await running.stopObservers()
    expect((await running.end).statements[0]?.ended).toBe('observer-stopped')
  })

  it('waits for the port of a service, and leaves it running with its own log', async () => {
    const free = createServer()
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
    const port = (free.address() as AddressInfo).port
    await new Promise((resolve) => free.close(resolve))
    const serve = `sleep 0.5; echo up; exec '${process.execPath}' -e 'require("http").createServer((q, s) => s.end("hi")).listen(${port}, "127.0.0.1"); setInterval(() => console.log("later"), 100)'`
    const running = await runner.start(
      attemptSpec(root, 1, [statement(serve, 0, { endless: 'service', port }), `curl -sS http://127.0.0.1:${port}/`]),
    )
    const end = await running.end
    expect(end.status).toBe(0)
    expect(readFileSync(running.output, 'utf8')).toBe('hi')
    expect(end.statements.map(({ ended: how, http }) => [how, http])).toEqual([
      ['service-ready', []],
      ['itself', [200]],
    ])
    const [service] = end.services
    if (!service) throw new Error('expected a service')
    expect(service).toMatchObject({ statement: 0, port, command: serve, log: 'attempt-1/service-0.log' })
    const log = join(root, service.log)
    await until(() => readFileSync(log, 'utf8').startsWith('up\nlater\nlater\n'))
    expect(await runner.alive([service])).toEqual([service])
    expect(await runner.alive([{ ...service, startTime: '1' }])).toEqual([])
    process.kill(service.pid, 'SIGKILL')
    await until(() => !isAlive(service.pid, service.startTime))
  })

  it('fails the statement of a service that ends with a failure', async () => {
    const end = await (
      await runner.start(attemptSpec(root, 1, [statement('exit 3', 0, { endless: 'service', port: 1 }), 'echo never']))
    ).end
    expect(end.statements).toMatchObject([{ status: 3, ended: 'itself' }])
    expect(end.notReached).toEqual([1])
  })

  it('ends what only watches, and is never quiet, once nobody is there to watch and nothing follows', async () => {
    const running = await runner.start(
      attemptSpec(root, 1, [
        statement('while ((SECONDS < 90)); do echo tick; sleep 0.1; done', 0, { endless: 'observer' }),
      ]),
    )
    await running.stopObservers()
    const end = await running.end
    expect(end).toMatchObject({ how: 'exit', status: 0, statements: [{ ended: 'observer-stopped' }], services: [] })
  })

  it('names a background job that outlives its step', async () => {
    const end = await (await runner.start(attemptSpec(root, 1, ['sleep 60 >/dev/null 2>&1 &', 'true']))).end
    expect(end.services).toMatchObject([{ statement: 0, command: 'sleep 60 >/dev/null 2>&1 &' }])
    expect(end.notCarried).toEqual(['`$!` and `wait` of what was left running'])
    expect(end.services).toHaveLength(1)
    process.kill(end.services[0]?.pid ?? 0, 'SIGKILL')
  })

  it.each([
    ['a subshell put into the background', '(sleep 61 >/dev/null 2>&1 &)'],
    ['was forked twice', "bash -c '(sleep 61 &)'"],
  ])('names what %s, although no shell knows of it', async (_, script) => {
    const end = await (await runner.start(attemptSpec(root, 1, ['true', script]))).end
    expect(end.services).toMatchObject([{ statement: 1, command: 'sleep 61', port: null }])
    process.kill(end.services[0]?.pid ?? 0, 'SIGKILL')
  })

  it('names nothing that is gone', async () => {
    const end = await (await runner.start(attemptSpec(root, 1, ['(sleep 0.01 &)', 'sleep 0.2 & wait']))).end
    expect(end.services).toEqual([])
  })
})

describe('output', () => {
  it('is exact, also a hundred megabytes in one line', async () => {
    const bytes = 100 * 1024 * 1024
    const running = await runner.start(attemptSpec(root, 1, [`head -c ${bytes} /dev/zero`, 'printf end']))
    const end = await running.end
    const hash = createHash('sha256')
    for (let i = 0; i < 100; i++) hash.update(Buffer.alloc(1024 * 1024))
    expect(end.output).toEqual({ bytes: bytes + 3, digest: hash.update('end').digest('hex') })
    expect(end.statements.map(({ from, to }) => [from, to])).toEqual([
      [0, bytes],
      [bytes, bytes + 3],
    ])
  })

  it('is exact and held in flat memory, also a gigabyte (promise 19)', async () => {
    const bytes = 1024 * 1024 * 1024
    const before = process.memoryUsage.rss()
    const running = await runner.start(attemptSpec(root, 1, [`head -c ${bytes} /dev/zero`]))
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before)
    }, 20)
    const end = await running.end
    clearInterval(watch)
    expect(end.output.bytes).toBe(bytes)
    expect(end.output.digest).toBe('49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14')
    expect(most).toBeLessThan(100 * 1024 * 1024)
  })

  it('ends with the step: what a job prints later is not part of it', async () => {
    const running = await runner.start(attemptSpec(root, 1, ['echo now; (sleep 0.5; echo later) &']))
    const end = await running.end
    expect(end.output.bytes).toBe(4)
    await until(() => readFileSync(running.output, 'utf8') === 'now\nlater\n')
  })
})

describe('what curl received', () => {
  it('is known in order, for every statement', async () => {
    const server = createServer((request, response) => response.writeHead(Number(request.url?.slice(1))).end('body'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const running = await runner.start(
      attemptSpec(root, 1, [
        `for s in 200 500 404; do curl -s ${url}/$s; done`,
        'true',
        `curl -s -o /dev/null ${url}/503 & wait`,
      ]),
    )
    const end = await running.end
    server.close()
    expect(end.statements.map(({ http }) => http)).toEqual([[200, 500, 404], [], [503]])
    expect(readFileSync(running.output, 'utf8')).toBe('bodybodybody')
  })
})
