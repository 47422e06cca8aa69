import { execFile, spawnSync } from 'node:child_process'
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

/** In a process of their own: two of these keep two processors busy. */
const readAll = (names: readonly string[]) =>
  new Promise<{ readonly error: Error | null; readonly out: string }>((done) => {
    const script = resolve(import.meta.dirname, 'read-hostile.ts')
    const args = [`--max-old-space-size=${memory}`, script, ...names]
    execFile(process.execPath, args, { timeout: patience, killSignal: 'SIGKILL' }, (error, out) => done({ error, out }))
  })

it('every hostile document is read, in bounded memory and with every position where it says', {
  timeout: patience + 10_000,
}, async () => {
  const names = Object.keys(hostile)
  const halves = [names.filter((_, at) => at % 2 === 0), names.filter((_, at) => at % 2 === 1)]
  const read = await Promise.all(halves.map(readAll))
  const lines = read.flatMap(({ out }) => out.trimEnd().split('\n'))
  expect(lines.filter((line) => !/^[^:]+: \d+ ms$/.test(line))).toEqual([])
  expect(read.map(({ error }) => error)).toEqual([null, null])
  expect(lines).toHaveLength(names.length)
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
