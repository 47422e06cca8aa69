import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
let folder = ''
const copy = (...parts: string[]) => join(folder, 'hello-release', ...parts)

/** `npm start`, without a terminal. */
const start = (...args: string[]) =>
  spawnSync('npm', ['start', '--silent', '--', ...args, '--in', folder], {
    cwd: root,
    encoding: 'utf8',
    timeout: 120_000,
  })
const holdpoint = (...args: string[]) =>
  spawnSync(join(root, 'holdpoint'), [...args, '--store', join(folder, 'store')], { cwd: root, encoding: 'utf8' })
const health = () => {
  const url = `http://127.0.0.1:${readFileSync(copy('state/port'), 'utf8').trim()}/health`
  return JSON.parse(spawnSync('curl', ['-fsS', url], { encoding: 'utf8' }).stdout)
}
const commands = () =>
  readFileSync(copy('ledger.log'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('command ') && !line.startsWith('command status'))
    .map((line) => line.replace(/backups\/\S+/, 'BACKUP').trim())

const forward = ['port', 'backup BACKUP', 'verify-backup BACKUP', 'stop', 'migrate', 'switch 2', 'start'].map(
  (command) => `command ${command}`,
)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-demo-'))
})
afterEach(() => {
  if (existsSync(copy('bin/stop'))) spawnSync(copy('bin/stop'))
  rmSync(folder, { recursive: true, force: true })
})

describe('npm start, without a terminal', () => {
  it('deploys release 2, each command once, and says what to try next', () => {
    const { status, stdout, stderr } = start()
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Release 2 is in service.')
    expect(stdout).toContain('./holdpoint report')
    expect(health()).toEqual({ status: 'ok', release: 2, format: 2 })
    expect(commands()).toEqual([...forward, 'command smoke-test'])
  })

  it('leaves a record that says where its answers came from', () => {
    expect(start().status).toBe(0)
    const { status, stdout } = holdpoint('report')
    expect(status).toBe(0)
    expect(stdout).toContain('- [x] Nobody else is deploying')
    expect(stdout).toContain('answers.yaml')
    // The way back was not taken.
    expect(stdout.match(/^- \[ \].*/gm)).toEqual(['- [ ] The greetings are those of before the release'])
  })

  it('with --fault takes the way back, with the data of the backup that it made', () => {
    const { status, stdout } = start('--fault')
    expect(status).toBe(0)
    expect(stdout).toContain('The way back was taken: release 1 is in service.')
    expect(health()).toEqual({ status: 'ok', release: 1, format: 1 })
    expect(commands()).toEqual([
      ...forward,
      'command stop',
      'command restore BACKUP',
      'command switch 1',
      'command start',
    ])
  })

  it('can be started again', () => {
    expect(start('--fault').status).toBe(0)
    expect(start().status).toBe(0)
    expect(health().release).toBe(2)
  })

  it('changes nothing in the work tree', () => {
    const before = spawnSync('git', ['status', '--porcelain', 'examples'], { cwd: root, encoding: 'utf8' }).stdout
    start()
    const after = spawnSync('git', ['status', '--porcelain', 'examples'], { cwd: root, encoding: 'utf8' }).stdout
    expect(after).toBe(before)
  })

  it('refuses arguments that it does not know', () => {
    expect(start('--faulty').status).toBe(2)
  })
})
