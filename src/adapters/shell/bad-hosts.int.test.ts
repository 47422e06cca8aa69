import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attemptSpec } from '../../testing/runner-contract.ts'
import { shellRunner } from './shell-runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bad-hosts-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const shell = (bash?: string) =>
  shellRunner({ environment: { PATH: process.env.PATH }, store: root, ...(bash ? { bash } : {}) })

describe('a host on which no step can run', () => {
  it('has no bash', async () => {
    const spec = attemptSpec(root, 1, ['true'])
    await expect(shell('/nowhere/bash').start(spec)).rejects.toMatchObject({ code: 'bash-missing' })
    expect(await shell().attach(spec)).toBe('never-started')
  })

  it('has a bash that is too old', async () => {
    const old = join(root, 'old-bash')
    writeFileSync(old, '#!/bin/sh\nexit 44\n')
    chmodSync(old, 0o755)
    await expect(shell(old).start(attemptSpec(root, 1, ['true']))).rejects.toMatchObject({ code: 'bash-too-old' })
  })

  it('has a shell that ends without a word', async () => {
    const spec = attemptSpec(root, 1, ['true'])
    await expect(shell('true').start(spec)).rejects.toMatchObject({ code: 'attempt-not-started' })
  })

  it('lacks the directory that commands run in', async () => {
    const spec = attemptSpec(root, 1, ['true'], { cwd: join(root, 'none') })
    await expect(shell().start(spec)).rejects.toMatchObject({ code: 'directory-missing' })
  })

  it('does not let the folder be made', async () => {
    writeFileSync(join(root, 'file'), '')
    const spec = attemptSpec(root, 1, ['true'], { folder: join(root, 'file', 'attempt') })
    await expect(shell().start(spec)).rejects.toMatchObject({ code: 'attempt-folder' })
    const runner = shell()
    runner.warm(spec)
    await runner.close()
  })
})

const small = (megabytes: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
}
const disk = small(1)
afterAll(() => {
  if (!disk) return
  execFileSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

describe.skipIf(!disk)('a full disk (skipped where no tmpfs can be mounted)', () => {
  const folder = disk ?? ''

  it('never makes a success of a step whose output could not be kept', async () => {
    const running = await shell().start(
      attemptSpec(root, 1, ['head -c 3000000 /dev/zero || true', 'true'], { folder: join(folder, 'a') }),
    )
    const end = await running.end
    expect(end).toMatchObject({ how: 'unknown', status: null })
    rmSync(join(folder, 'a'), { recursive: true })
  })

  it('runs nothing when the command cannot be written, and works again with room', async () => {
    mkdirSync(join(folder, 'b'))
    execFileSync('sh', ['-c', `head -c 2000000 /dev/zero >'${folder}/filler' || true`], { stdio: 'ignore' })
    const spec = attemptSpec(root, 1, [`echo ran >>'${root}/ran'`], { folder: join(folder, 'b') })
    await expect(shell().start(spec)).rejects.toMatchObject({ code: 'attempt-folder' })
    expect(existsSync(join(root, 'ran'))).toBe(false)
    rmSync(join(folder, 'filler'))
    const running = await shell().start(spec)
    expect((await running.end).status).toBe(0)
    expect(readFileSync(join(root, 'ran'), 'utf8')).toBe('ran\n')
  })
})
