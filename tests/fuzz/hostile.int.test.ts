import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { hostile } from './hostile.ts'

/** For all of them. The promise is 5 s for one on an idle machine; this stops what never ends. */
const patience = 400_000
/** Megabytes of heap for everything; a reading that needs more ends its process. */
const memory = 1024

const node = (...args: readonly string[]) =>
  spawnSync(process.execPath, [`--max-old-space-size=${memory}`, ...args], { encoding: 'utf8', timeout: patience })

it('every hostile document is read, in bounded memory and with every position where it says', {
  timeout: patience + 10_000,
}, () => {
  const { status, signal, stdout } = node(resolve(import.meta.dirname, 'read-hostile.ts'))
  const lines = stdout.trimEnd().split('\n')
  expect(lines.filter((line) => !/^[^:]+: \d+ ms$/.test(line))).toEqual([])
  expect({ status, signal, read: lines.length }).toEqual({ status: 0, signal: null, read: Object.keys(hostile).length })
})

it('a document of twenty megabytes is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-hostile-'))
  try {
    const path = join(folder, 'large.md')
    writeFileSync(path, Buffer.alloc(20_000_000, '- [ ] x\n'))
    const { status, stderr } = node(resolve(import.meta.dirname, '../../src/cli/main.ts'), 'inspect', path)
    expect(status).toBe(2)
    expect(stderr).toContain(`${path} has 20000000 bytes`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
