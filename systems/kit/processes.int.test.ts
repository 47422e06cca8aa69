import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../src/testing/servers/server.ts'
import { processState, reloadProcesses, type Service, startProcesses, stopProcesses } from './processes.ts'

const kit = resolve(import.meta.dirname)

/** A service that says its release; `/slow` takes until a file is there. */
const source = (release: string, port: number, folder: string) => `
import cluster from 'node:cluster'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { runPrimary, runWorker } from '${kit}/cluster.ts'
if (cluster.isPrimary) {
  cluster.on('fork', ({ process: { stdout, stderr } }) => { stdout.resume(); stderr.resume() })
  await runPrimary({ entry: process.argv[1], workers: 2, state: '${folder}/state.json', say: console.log })
} else {
  await runWorker(async () => {
    if (existsSync('${folder}/broken')) throw new Error('no configuration')
    const server = createServer(async (request, response) => {
      if (request.url === '/slow') while (!existsSync('${folder}/go')) await new Promise((r) => setTimeout(r, 20))
      response.setHeader('connection', 'close')
      response.end('${release} ' + process.pid)
    })
    await new Promise((done) => server.listen(${port}, '127.0.0.1', done))
    return { close: () => new Promise((done) => server.close(done)) }
  }).catch(() => process.exit(1))
  process.exit(0)
}
`

let folder = ''
let port = 0
let service: Service
const get = async (path = '/') => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
const current = (release: string) => {
  try {
    unlinkSync(join(folder, 'current.ts'))
  } catch {}
  symlinkSync(`${release}.ts`, join(folder, 'current.ts'))
}
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await sleep(20)
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'systems-processes-'))
  port = await freePort()
  for (const release of ['one', 'two']) writeFileSync(join(folder, `${release}.ts`), source(release, port, folder))
  current('one')
  service = { entry: join(folder, 'current.ts'), state: join(folder, 'state.json'), log: join(folder, 'log') }
})
afterEach(async () => {
  writeFileSync(join(folder, 'go'), '')
  await stopProcesses(service)
  rmSync(folder, { recursive: true, force: true })
})

describe('the processes of a service', () => {
  it('are started once, serve together and stop', async () => {
    const state = await startProcesses(service)
    expect(state).toMatchObject({ wanted: 2, complete: true, restarts: 0 })
    expect(new Set(state.ready).size).toBe(2)
    expect(await get()).toMatch(/^one \d+$/)
    await expect(startProcesses(service)).rejects.toThrow(`It runs already: process ${state.pid}`)
    expect(await stopProcesses(service)).toBe(true)
    expect(await stopProcesses(service)).toBe(false)
    expect(processState(service)).toBe(null)
    await expect(get()).rejects.toThrow()
  })

  it('answer what they have begun before they stop', async () => {
    await startProcesses(service)
    const slow = get('/slow')
    // A second request shows that the first has been taken.
    await get()
    const stopped = stopProcesses(service)
    await until(async () => processState(service)?.stopping ?? true)
    writeFileSync(join(folder, 'go'), '')
    expect(await slow).toMatch(/^one/)
    expect(await stopped).toBe(true)
  })

  it('are replaced when one is killed', async () => {
    const { ready } = await startProcesses(service)
    process.kill(ready[0] ?? 0, 'SIGKILL')
    await until(() => (processState(service)?.restarts ?? 0) > 0 && processState(service)?.ready.length === 2)
    expect(processState(service)?.ready).not.toContain(ready[0])
    expect(await get()).toMatch(/^one/)
  })

  it('are reloaded into the release of the day, and stay where that one does not start', async () => {
    const before = await startProcesses(service)
    current('two')
    const after = await reloadProcesses(service)
    expect(after.pid).toBe(before.pid)
    expect(await get()).toMatch(/^two/)
    writeFileSync(join(folder, 'broken'), '')
    process.kill(after.pid, 'SIGHUP')
    await until(() => readFileSync(service.log, 'utf8').includes('the old ones go on'))
    expect(processState(service)?.ready).toEqual(after.ready)
  })

  it('that cannot start say why, and leave nothing behind', async () => {
    writeFileSync(join(folder, 'broken'), '')
    await expect(startProcesses(service)).rejects.toThrow(/It did not start:.*no configuration/s)
    expect(processState(service)).toBe(null)
  })

  it('of a primary that was killed are gone, and can be started anew', async () => {
    const { pid } = await startProcesses(service)
    process.kill(pid, 'SIGKILL')
    await until(() => processState(service) === null)
    expect((await startProcesses(service)).pid).not.toBe(pid)
    expect(await get()).toMatch(/^one/)
  })
})
