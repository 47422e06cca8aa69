import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openMetrics } from './metrics.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kit-metrics-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const served = /^http_request_duration_seconds_count\{.*\} (\d+)$/m

it('any process tells of all that are alive, and of none that has ended', async () => {
  const other = join(folder, 'other.mjs')
  writeFileSync(
    other,
    `import { openMetrics } from ${JSON.stringify(join(import.meta.dirname, 'metrics.ts'))}
     openMetrics(${JSON.stringify(folder)}, '1.0.0').requests.observe({ method: 'GET', route: '/', status: 200 }, 0.01)
     process.on('disconnect', () => process.exit())
     setInterval(() => {}, 1000)`,
  )
  const child = fork(other)
  const gone = new Promise((done) => child.once('exit', done))
  const metrics = openMetrics(folder, '1.0.0')
  metrics.requests.observe({ method: 'GET', route: '/', status: 200 }, 0.01)
  await vi.waitFor(() => expect(existsSync(join(folder, 'metrics', `${child.pid}.json`))).toBe(true), 10_000)
  expect(served.exec(await metrics.text())?.[1]).toBe('2')
  expect(await metrics.text()).toContain('service_info{version="1.0.0"} 1')
  child.kill('SIGKILL')
  await gone
  expect(served.exec(await metrics.text())?.[1]).toBe('1')
  metrics.close()
  expect(readdirSync(join(folder, 'metrics')).filter((name) => name.endsWith('.json'))).toEqual([])
})
