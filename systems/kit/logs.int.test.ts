import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openLog, openLogFile } from './logs.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kit-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (more: object = {}) =>
  openLogFile({ DATA: folder, LOG_LEVEL: 'info', LOG_FILE: 'logs/app.log', LOG_FILE_MB: 1, LOG_FILES: 2, ...more })
const read = (name = 'app.log') => readFileSync(join(folder, 'logs', name), 'utf8')

it('a line is a JSON object with time, level and process, and hides keys', async () => {
  const file = open()
  const log = openLog('info', file, { version: '1.0.0' })
  log.debug('not told')
  log.warn({ headers: { 'x-api-key': 'secret-1', authorization: 'secret-2', accept: '*/*' } }, 'told')
  await file.close()
  const lines = read().trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    pid: process.pid,
    version: '1.0.0',
    msg: 'told',
    headers: { accept: '*/*' },
  })
  expect(JSON.parse(lines[0] ?? '').time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  expect(lines[0]).not.toContain('secret')
})

it('a file that is full begins anew, and so many older ones are kept', async () => {
  const file = open()
  const line = `${'x'.repeat(99_999)}\n`
  for (let count = 0; count < 45; count++) file.write(line)
  await file.close()
  await vi.waitFor(() =>
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['app.log', 'app.log.1', 'app.log.2']),
  )
  expect(read('app.log.1').length).toBeLessThan(1_200_000)
})

it.each(['SIGHUP', 'SIGUSR2'] as const)('what moved the file away says so with %s', async (signal) => {
  const file = open()
  file.write('before\n')
  await vi.waitFor(() => expect(read()).toBe('before\n'))
  renameSync(join(folder, 'logs/app.log'), join(folder, 'logs/moved'))
  process.kill(process.pid, signal)
  await vi.waitFor(() => expect(existsSync(join(folder, 'logs/app.log'))).toBe(true))
  file.write('after\n')
  await file.close()
  expect(read()).toBe('after\n')
  expect(read('moved')).toBe('before\n')
})
