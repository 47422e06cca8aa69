import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptSpec } from '../../engine/ports.ts'
import {
  anotherHost,
  anotherRunner,
  file,
  host,
  leave,
  never,
  reach,
  root,
  runner,
  specOf,
  textOf,
} from '../../testing/on-a-host.ts'
import { hasSshd } from '../../testing/ssh-daemon.ts'
import { attemptFormat } from '../shell/attempt-format.ts'

describe.skipIf(!hasSshd)('what keeps a step from a host', () => {
  beforeEach(reach)
  afterEach(leave)
  const refused = async (more: Partial<AttemptSpec> = {}) => {
    const error = await runner.start(specOf(1, ['echo never >>ledger'], more)).catch((caught: unknown) => caught)
    expect(existsSync(file('ledger'))).toBe(false)
    return error
  }

  it('a key that is refused', async () => {
    writeFileSync(join(host.home, '..', 'authorized_keys'), '')
    expect(await refused()).toMatchObject({ code: 'target-key-refused' })
  })

  it('a host key that is not known', async () => {
    writeFileSync(join(host.home, '..', 'known_hosts'), '')
    expect(await refused()).toMatchObject({ code: 'target-host-unknown' })
  })

  it('a host key that has changed', async () => {
    const known = join(host.home, '..', 'known_hosts')
    const [name] = readFileSync(known, 'utf8').split(' ')
    writeFileSync(known, `${name} ${readFileSync(join(host.home, '..', 'user.pub'), 'utf8')}`)
    const error = await refused()
    expect(error).toMatchObject({ code: 'target-host-changed' })
    expect(String(error)).toContain('known_hosts:1')
  })

  it('a name that has no address', async () => {
    const target = { name: 'web', ssh: 'no-such-host.invalid', options: [], cwd: null }
    expect(await refused({ target })).toMatchObject({ code: 'target-name-unknown' })
  })

  it('nobody who answers', async () => {
    await host.stop(true)
    expect(await refused()).toMatchObject({ code: 'target-unreachable' })
  })

  it('no bash', async () => {
    const bin = mkdtempSync(join(tmpdir(), 'no-bash-'))
    await anotherHost({ config: [`ForceCommand PATH=${bin} /bin/sh -c "$SSH_ORIGINAL_COMMAND"`] })
    await anotherRunner()
    expect(await refused()).toMatchObject({ code: 'target-bash' })
    rmSync(bin, { recursive: true })
  })

  it('a bash that is too old', async () => {
    const old = attemptFormat.script.replace(/^\[ "\$\{BASH_VERSINFO.*$/m, 'exit 44')
    await anotherRunner({ format: { ...attemptFormat, script: old } })
    expect(await refused()).toMatchObject({ code: 'target-bash' })
  })

  it('a folder that is not there', async () => {
    const target = { name: 'web', ssh: 'there', options: [], cwd: '/no/such/folder' }
    expect(await refused({ target })).toMatchObject({ code: 'target-directory' })
  })

  it('a folder for our files that cannot be made', async () => {
    writeFileSync(join(host.home, 'state'), 'a file')
    expect(await refused()).toMatchObject({ code: 'target-folder' })
  })

  const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

  it.skipIf(!canMount)('a disk that is full there', async () => {
    const state = join(host.home, 'state')
    mkdirSync(state)
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'none', state])
    const much = join(state, 'much')
    const fill = () => spawnSync('dd', ['if=/dev/zero', `of=${much}`, 'bs=1k'])
    const other = specOf(2, ['echo ran >>ledger'], { run: 'other' })
    const tried = () => runner.start(other).catch((caught: unknown) => caught)
    try {
      fill()
      expect(await tried()).toMatchObject({ code: 'target-full' })
      rmSync(much)
      await (await runner.start(specOf(1, ['true']))).end
      await runner.leave?.('run', [specOf(1, []).target ?? never()])
      fill()
      expect(await tried()).toMatchObject({ code: 'target-full' })
      expect(existsSync(file('ledger'))).toBe(false)
      // Nothing half-made is left of what did not fit.
      rmSync(much)
      expect((await (await runner.start(other)).end).status).toBe(0)
    } finally {
      spawnSync('umount', ['-l', state])
    }
  })

  it.skipIf(userInfo().uid === 0)('a folder for our files that is not writable', async () => {
    mkdirSync(join(host.home, 'state'))
    chmodSync(join(host.home, 'state'), 0o500)
    expect(await refused()).toMatchObject({ code: 'target-folder' })
  })

  it('no ssh on this machine', async () => {
    await anotherRunner({ environment: { PATH: join(root, 'empty') } })
    expect(await refused()).toMatchObject({ code: 'ssh-missing' })
  })

  it('says nothing of a greeting that the host gives to everybody', async () => {
    await anotherHost({ config: ['ForceCommand echo "Welcome to there"; sh -c "$SSH_ORIGINAL_COMMAND"'] })
    await anotherRunner()
    const running = await runner.start(specOf(1, ['echo fine']))
    await running.end
    expect(textOf(running)).toBe('fine\n')
  })
})
