import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { entry, folderWith } from '../cli/holdpoint.ts'
import { cli, expectError, ledger } from './cli.ts'

const deploy = '# D\n\n- [ ] Tell them\n\n## Deploy\n```bash\necho one >> ledger\n```\n'
const database = (folder: string) => join(folder, '.holdpoint', 'holdpoint.db')

describe('the store', () => {
  it('damaged: is named with what to do, runs nothing, and stays as it is', () => {
    const folder = folderWith({ 'D.md': deploy })
    expect(cli(folder, ['run', 'D.md']).status).toBe(3)
    writeFileSync(database(folder), 'no database at all, certainly not')
    for (const args of [['resume'], ['run', 'D.md'], ['report'], ['verify']])
      expectError(cli(folder, args), 5, 'is damaged', 'put back a backup')
    expect(readFileSync(database(folder), 'utf8')).toBe('no database at all, certainly not')
    expect(ledger(folder)).toEqual([])
  })

  it('emptied although it has runs: is damaged, not new', () => {
    const folder = folderWith({ 'D.md': '# D\n\n## Deploy\n```bash\necho one >> ledger\nfalse\n```\n' })
    expect(cli(folder, ['run', 'D.md']).status).toBe(3)
    for (const name of ['', '-wal', '-shm'])
      if (existsSync(database(folder) + name)) truncateSync(database(folder) + name)
    expectError(cli(folder, ['run', 'D.md']), 5, 'is damaged', 'put back a backup')
    expect(ledger(folder)).toEqual(['one'])
  })

  it('written by a newer version: is left alone, byte for byte', () => {
    const folder = folderWith({ 'D.md': deploy })
    expect(cli(folder, ['run', 'D.md']).status).toBe(3)
    const bytes = readFileSync(database(folder))
    // The format stands at offset 60 of a database's header.
    bytes.writeUInt32BE(99, 60)
    writeFileSync(database(folder), bytes)
    for (const args of [['resume'], ['run', 'D.md', '--new'], ['status']])
      expectError(cli(folder, args), 5, 'was written by a newer Holdpoint (format 99', 'Update Holdpoint')
    expect(readFileSync(database(folder)).equals(bytes)).toBe(true)
    expect(ledger(folder)).toEqual([])
  })
})

describe('two drivers for one run', () => {
  const started: ChildProcess[] = []
  afterEach(() => {
    for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  })

  it('the second is told who drives; it may look and pause, and every command starts once', async () => {
    const slow =
      '# D\n\n## Deploy\n```bash\necho one >> ledger\nuntil [ -e go ] || ((SECONDS > 90)); do sleep 0.1; done\n```\n```bash\necho two >> ledger\n```\n'
    const folder = folderWith({ 'D.md': slow })
    const child = spawn(process.execPath, [entry, 'run', 'D.md'], { cwd: folder, stdio: 'ignore' })
    started.push(child)
    for (let tries = 0; ledger(folder).length === 0 && tries < 200; tries += 1) await sleep(50)

    expectError(cli(folder, ['resume']), 3, `is driven by another process (process ${child.pid} on`, 'holdpoint status')
    expect(cli(folder, ['status']).out).toContain('echo one')
    expect(cli(folder, ['pause']).status).toBe(0)
    writeFileSync(join(folder, 'go'), '')
    const [code] = await once(child, 'exit')
    expect(code).toBe(3)
    expect(ledger(folder)).toEqual(['one'])

    expect(cli(folder, ['resume']).status).toBe(0)
    expect(ledger(folder)).toEqual(['one', 'two'])
    expect(cli(folder, ['verify']).status).toBe(0)
  })
})

/** The pseudo-terminal comes from an optional package: without it this test says so and is skipped. */
const pty = await import('@lydell/node-pty').catch(() => null)

describe('a terminal that goes away', () => {
  it.skipIf(!pty)(
    `detaches the run: its step goes on and is found again${pty ? '' : ' (skipped: @lydell/node-pty is not installed)'}`,
    async () => {
      if (!pty) return
      const folder = folderWith({
        'D.md':
          '# D\n\n## Deploy\n```bash\necho one >> ledger\nuntil [ -e go ] || ((SECONDS > 90)); do sleep 0.1; done\necho two >> ledger\n```\n',
      })
      const child = pty.spawn(process.execPath, [entry, 'run', 'D.md'], { cwd: folder, cols: 80, rows: 24 })
      const over = new Promise<void>((resolve) => child.onExit(() => resolve()))
      for (let tries = 0; ledger(folder).length === 0 && tries < 200; tries += 1) await sleep(50)
      child.kill('SIGHUP')
      await over
      expect(ledger(folder)).toEqual(['one'])
      writeFileSync(join(folder, 'go'), '')
      const resumed = cli(folder, ['resume'])
      expect(resumed.status).toBe(0)
      expect(ledger(folder)).toEqual(['one', 'two'])
      expect(cli(folder, ['verify']).status).toBe(0)
    },
  )
})
