import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

// The example by itself, as a person would go through it: block after block pasted into one shell.
const document = readFileSync(join(import.meta.dirname, 'DEPLOYMENT.md'), 'utf8')
const blocksOf = (text: string) => [...text.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, code = '']) => code)
const [forward = '', quick = '', full = ''] = document
  .split(/^## 7.*$|^### Level \d.*$/m)
  .filter((part) => part.includes('```bash'))

let folder = ''
const copy = () => join(folder, 'copy')
const prepare = (...args: string[]) =>
  spawnSync(join(import.meta.dirname, 'prepare'), [copy(), ...args], { encoding: 'utf8' })
const paste = (...parts: string[]) => {
  const script = parts.flatMap(blocksOf).join('\n')
  return spawnSync('bash', ['-e'], { cwd: copy(), input: script, encoding: 'utf8' })
}
const data = () => JSON.parse(readFileSync(join(copy(), 'data/greetings.json'), 'utf8'))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hello-release-'))
})
afterEach(() => {
  spawnSync(join(copy(), 'bin/stop'))
  rmSync(folder, { recursive: true, force: true })
})

describe('examples/hello-release', () => {
  it('goes from release 1 to release 2', () => {
    prepare()
    const { status, stdout } = paste(forward)
    expect(status).toBe(0)
    expect(stdout).toContain('"release":1')
    expect(stdout).toContain('"release":2')
    expect(stdout).toContain('4 tests passed')
    expect(data().format).toBe(2)
  })

  it('goes back by level 1 and keeps the migrated data', () => {
    prepare()
    const { status, stdout } = paste(forward, quick)
    expect({ status, last: stdout.trim().split('\n').at(-1) }).toEqual({
      status: 0,
      last: '{"status":"ok","release":1,"format":2}',
    })
  })

  it('goes back by level 2 and restores the data', () => {
    prepare()
    const before = data()
    const { status, stdout } = paste(forward, full)
    expect({ status, last: stdout.trim().split('\n').at(-1) }).toEqual({
      status: 0,
      last: '{"status":"ok","release":1,"format":1}',
    })
    expect(data()).toEqual(before)
  })

  it('with a fault fails at the health check of release 2', () => {
    prepare('--fault')
    const { status, stderr } = paste(forward)
    expect(status).toBe(22)
    expect(stderr).toContain('500')
  })

  it('makes its working copy anew, and touches no other folder', () => {
    prepare()
    paste(forward)
    expect(prepare().status).toBe(0)
    expect(data().format).toBe(1)
    const { status, stderr } = spawnSync(join(import.meta.dirname, 'prepare'), [`${import.meta.dirname}/data`], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('not touched') })
  })

  it('carries no word of annotation', () => {
    expect(document).not.toMatch(/holdpoint|<!--|^---|```bash \{/im)
  })
})
