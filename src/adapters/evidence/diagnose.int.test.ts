import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diagnostics } from './diagnose.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-diagnose-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const look = async (wanted: Parameters<ReturnType<typeof diagnostics>>[0], timeout = 5_000) =>
  (await diagnostics(process.env)(wanted, folder, timeout)).map((one) =>
    typeof one === 'string' ? { why: one } : Buffer.from(one).toString(),
  )
const program = (name: string, ...args: string[]) => ({ is: 'program', program: name, args }) as const

describe('how things stand', () => {
  it('is told by the ends of files, of which a large one is not read whole', async () => {
    writeFileSync(join(folder, 'app.log'), 'it failed\n')
    writeFileSync(join(folder, 'large.log'), `${'x'.repeat(1_000_000)}the end\n`)
    const [small, large] = await look([
      { is: 'file', path: 'app.log' },
      { is: 'file', path: join(folder, 'large.log') },
    ])
    expect(small).toBe('it failed\n')
    expect(large).toHaveLength(256 * 1024)
    expect(String(large).endsWith('the end\n')).toBe(true)
  })
  it('is told by what programs print, also those that end badly because something is down', async () => {
    expect(await look([program('sh', '-c', 'echo down >&2; exit 3')])).toEqual(['down\n'])
  })
  it('says of each thing that cannot be had why', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.log')])
    expect(
      await look([
        { is: 'file', path: 'gone.log' },
        { is: 'file', path: '.' },
        { is: 'file', path: 'pipe.log' },
        program('no-such-program'),
      ]),
    ).toEqual([
      { why: 'it is not there' },
      { why: 'it is no file' },
      { why: 'it is no file' },
      { why: 'there is no such program here' },
    ])
  })
  it('is given up when the time is over, and what came before that is kept', async () => {
    writeFileSync(join(folder, 'app.log'), 'here')
    const found = await look([{ is: 'file', path: 'app.log' }, program('sleep', '60')], 300)
    expect(found).toEqual(['here', { why: 'it took too long' }])
  })
})
