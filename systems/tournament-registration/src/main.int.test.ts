import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort, serverFolder } from '../../../src/testing/servers/server.ts'
import { stopEmbedded } from '../../kit/embedded-postgres.ts'
import { noBed } from './testing/bed.ts'
import { registerAt } from './testing/registration.ts'

const source = (name: string) => resolve(import.meta.dirname, name)

describe.skipIf(noBed !== null)(
  `the service, started by one command${noBed === null ? '' : ` (skipped: ${noBed})`}`,
  () => {
    let data = ''
    let address = ''
    let environment: NodeJS.ProcessEnv = {}
    let primary: ChildProcess
    let said = ''
    beforeAll(async () => {
      data = serverFolder('tournament')
      const port = await freePort()
      address = `http://127.0.0.1:${port}`
      environment = {
        ...process.env,
        DATA: data,
        PORT: String(port),
        HOST: '127.0.0.1',
        WORKERS: '2',
        ENV_FILE: '/dev/null',
      }
      primary = spawn(process.execPath, [source('main.ts')], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
      primary.stdout?.on('data', (part) => {
        said += part
      })
      await vi.waitFor(() => expect(said).toContain('2 workers serve'), { timeout: 120_000, interval: 50 })
    }, 150_000)
    afterAll(async () => {
      primary.kill('SIGKILL')
      await stopEmbedded(data)
      rmSync(data, { recursive: true, force: true })
    })

    const log = () =>
      readFileSync(join(data, 'logs/app.log'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)

    it('passes its own smoke test, from an empty folder on', () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [source('smoke.ts')], {
        env: environment,
        encoding: 'utf8',
      })
      expect(`${stdout}${stderr}`).toMatch(/passed\n$/)
      expect(status).toBe(0)
    })

    it('fails its smoke test where something is not as it should be', () => {
      const wrong = { ...environment, ADMIN_KEYS: 'another-admin-key' }
      const { status, stderr } = spawnSync(process.execPath, [source('smoke.ts')], { env: wrong, encoding: 'utf8' })
      expect(status).toBe(1)
      expect(stderr).toContain('FAILED with one they do: found 401, expected 200')
    })

    it('writes one log and one text of metrics, whichever process answered', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, at) => registerAt(address, `Herons ${String.fromCharCode(65 + at)}`)),
      )
      const made = answers.filter(({ status }) => status === 201).length
      expect(made).toBe(8)
      await vi.waitFor(
        async () => {
          const text = await (await fetch(`${address}/metrics`)).text()
          const count =
            /^http_request_duration_seconds_count\{method="POST",route="\/api\/registration",status="201"\} (\d+)$/m.exec(
              text,
            )?.[1]
          expect(text).toMatch(/^database_query_duration_seconds_count [1-9]/m)
          // The smoke tests registered one each.
          expect(Number(count)).toBe(made + 2)
        },
        { timeout: 10_000, interval: 100 },
      )
      const registered = log().filter(({ msg }) => msg === 'registered')
      expect(registered).toHaveLength(made + 2)
      for (const line of registered) expect(line.pid).not.toBe(primary.pid)
    })

    it('ends when it is told to, and says so', async () => {
      const ended = new Promise((done) => primary.once('exit', done))
      primary.kill('SIGTERM')
      expect(await ended).toBe(0)
      expect(log().filter(({ msg }) => msg === 'stopped').length).toBeGreaterThanOrEqual(3)
      expect(log().filter(({ level }) => level === 'error')).toEqual([])
    })

    it('names all that is wrong with its configuration, and does not start', () => {
      const wrong = { ...environment, PORT: 'eighty', FILES: 'tape' }
      const { status, stderr } = spawnSync(process.execPath, [source('main.ts')], { env: wrong, encoding: 'utf8' })
      expect(status).toBe(1)
      expect(stderr).toContain('The configuration has 2 problems:\n  PORT: found "eighty"')
      expect(stderr).toContain('  FILES: found "tape", expected disk or s3')
    })
  },
)
