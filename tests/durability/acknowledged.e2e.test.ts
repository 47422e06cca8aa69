import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entry, folderWith } from '../cli/holdpoint.ts'
import { acknowledgments } from './trace.ts'

const strace = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0
const title = (what: string) => (strace ? what : `${what} (skipped: strace is not installed or may not trace)`)

const document = [
  '# Deploy',
  '- [ ] The team knows',
  ...['one', 'two', 'three'].flatMap((word) => [`## Deploy ${word}`, '```bash', `echo ${word} >> ledger`, '```']),
  '',
].join('\n')

describe('promise 1: no acknowledgment before fdatasync of the write-ahead log returned', () => {
  it.skipIf(!strace)(title('of the events that `run --json` prints'), () => {
    const folder = folderWith({ 'D.md': document })
    const file = join(folder, 'trace')
    const calls = ['-f', '-y', '-s', '1000000', '-e', 'trace=write,pwrite64,fdatasync,fsync', '-o', file]
    const holdpoint = [process.execPath, entry, 'run', 'D.md', '--assume-confirmed', '--json']
    const ran = spawnSync('strace', [...calls, ...holdpoint], { cwd: folder, encoding: 'utf8', timeout: 120_000 })
    expect(ran.status).toBe(0)
    const events = ran.stdout.trimEnd().split('\n')
    const { printed, early, syncs } = acknowledgments(readFileSync(file, 'utf8'))
    expect(printed).toEqual(events.map((line) => JSON.parse(line).seq))
    expect(early).toEqual([])
    expect(syncs).toBeGreaterThan(3)
  })

  const log = '7 pwrite64(21</r/holdpoint.db-wal>, "x", 4096, 32) = 4096'
  const sync = '7 fdatasync(21</r/holdpoint.db-wal>) = 0'
  const print = '7 write(1<pipe:[9]>, "{\\"run\\":\\"r\\",\\"seq\\":4}\\n", 20) = 20'
  it.each([
    ['after the sync', [log, sync, print], []],
    ['before anything was synced', [print, log, sync], [4]],
    ['after a write that was not synced', [log, sync, log, print], [4]],
    [
      'after a sync that failed',
      [log, '7 fdatasync(21</r/holdpoint.db-wal>) = -1 EIO (Input/output error)', print],
      [4],
    ],
    [
      'while the sync has not returned',
      [
        log,
        '7 fdatasync(21</r/holdpoint.db-wal> <unfinished ...>',
        print.replace('7', '8'),
        '7 <... fdatasync resumed>) = 0',
      ],
      [4],
    ],
  ])('a trace tells an acknowledgment %s', (_when, lines, early) => {
    expect(acknowledgments(lines.join('\n')).early).toEqual(early)
  })
})
