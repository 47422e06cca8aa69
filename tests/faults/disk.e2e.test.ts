import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderWith } from '../cli/holdpoint.ts'
import { cli, expectError, ledger } from './cli.ts'
import { mayMount, remount, removeDisk, smallDisk } from './small-disk.ts'

/** Takes what is left of the disk on whose edge the next command is to stand. */
const deploy = (ballast: string) =>
  [
    '# Deploy',
    '',
    '## Deploy',
    '```bash',
    'echo one >> ledger',
    '```',
    '```bash',
    'echo two >> ledger',
    `head -c 99999999 /dev/zero 2>/dev/null > ${ballast}; test -s ${ballast}`,
    '```',
    '```bash',
    'echo three >> ledger',
    '```',
    '```bash',
    'echo four >> ledger',
    '```',
    '',
  ].join('\n')

const skipped = mayMount ? '' : ' (skipped: may not mount a tmpfs)'

describe(`the disk of the store${skipped}`, () => {
  let disk = ''
  let folder = ''
  let ballast = ''
  const run = (...args: string[]) => cli(folder, [...args, '--store', join(disk, '.holdpoint')])
  beforeEach(() => {
    if (!mayMount) return
    disk = smallDisk('600k') ?? ''
    ballast = join(disk, 'ballast')
    folder = folderWith({ 'D.md': deploy(ballast) })
  })
  afterEach(() => mayMount && removeDisk(disk))

  it.skipIf(!mayMount)('full in the middle of a run: it stops, and goes on when there is room', () => {
    const stopped = run('run', 'D.md')
    expectError(stopped, 5, join(disk, '.holdpoint'), 'holdpoint resume')
    expect(stopped.err).toMatch(/room/i)
    const before = ledger(folder)
    expect(before).toEqual(['one', 'two', 'three', 'four'].slice(0, before.length))

    rmSync(ballast)
    const resumed = run('resume')
    expect(ledger(folder).filter((line, at, all) => all.indexOf(line) !== at)).toEqual([])
    if (resumed.status === 3) {
      // What the step left had no room either: a person says what became of it.
      const id = /holdpoint resume (\w+)/.exec(resumed.out)?.[1] ?? ''
      expect(run('decide', id, 'accept', '--reason', 'looked at the ledger').status).toBe(0)
      expect(run('resume').status).toBe(0)
    } else expect(resumed.status).toBe(0)
    expect(ledger(folder)).toEqual(['one', 'two', 'three', 'four'])
    expect(run('verify').status).toBe(0)
  })

  it.skipIf(!mayMount)('full from the start: nothing is run, and all of it when there is room', () => {
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    expectError(run('run', 'D.md'), 5, 'could not be written', 'Make room')
    expect(ledger(folder)).toEqual([])
    rmSync(ballast)
    writeFileSync(join(folder, 'D.md'), '# D\n\n## Deploy\n```bash\necho one >> ledger\n```\n')
    expect(run('run', 'D.md').status).toBe(0)
    expect(ledger(folder)).toEqual(['one'])
  })

  it.skipIf(!mayMount)('full at a sign-off: nobody has signed, and nothing goes on, until there is room', () => {
    const document = '# D\n\n## Sign-off\n- [ ] **Captain**: ______\n\n## Deploy\n```bash\necho one >> ledger\n```\n'
    writeFileSync(join(folder, 'D.md'), document)
    expect(run('run', 'D.md').status).toBe(3)
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    const sign = () => run('decide', 'D.md', 'sign', '--field', '1=Ada')
    expectError(sign(), 5, 'could not be written', 'Make room')
    expect(ledger(folder)).toEqual([])

    rmSync(ballast)
    expect(run('status', 'D.md').out).toContain('Captain')
    expect(run('resume').status).toBe(3)
    expect(ledger(folder)).toEqual([])
    expect(sign().status).toBe(0)
    expect(sign().status).not.toBe(0)
    expect(run('resume').status).toBe(0)
    expect(ledger(folder)).toEqual(['one'])
    expect(run('verify').status).toBe(0)
  })

  it.skipIf(!mayMount)('full, with the room that was kept back: the way back is taken all the same', () => {
    const roomy = smallDisk('24m') ?? ''
    try {
      const within = (...args: string[]) => cli(folder, [...args, '--store', join(roomy, '.holdpoint')])
      const document = `${deploy(join(roomy, 'ballast'))}\n## Rollback\n\`\`\`bash\necho back >> ledger\n\`\`\`\n\n\`\`\`bash\necho again >> ledger\n\`\`\`\n`
      writeFileSync(join(folder, 'D.md'), document)
      expectError(within('run', 'D.md'), 5, join(roomy, '.holdpoint'), 'holdpoint resume')
      const before = ledger(folder)
      expect(within('back', 'D.md')).toMatchObject({ status: 4, err: '' })
      expect(ledger(folder)).toEqual([...before, 'back', 'again'])
      expect(existsSync(join(roomy, '.holdpoint', 'reserve'))).toBe(false)

      rmSync(join(roomy, 'ballast'))
      expect(within('verify').status).toBe(0)
      writeFileSync(join(folder, 'E.md'), '# E\n\n## Deploy\n```bash\ntrue\n```\n')
      expect(within('run', 'E.md').status).toBe(0)
      expect(existsSync(join(roomy, '.holdpoint', 'reserve'))).toBe(true)
    } finally {
      removeDisk(roomy)
    }
  })

  it.skipIf(!mayMount)('read-only: nothing is run and nothing is changed; looking at a run still works', () => {
    writeFileSync(join(folder, 'D.md'), '# D\n\n- [ ] Tell them\n\n## Deploy\n```bash\necho one >> ledger\n```\n')
    expect(run('run', 'D.md').status).toBe(3)
    const bytes = readFileSync(join(disk, '.holdpoint', 'holdpoint.db'))
    remount(disk, 'ro')
    expectError(run('resume'), 5, 'cannot be written', 'write access')
    expectError(run('run', 'D.md', '--new'), 5, 'cannot be written', 'write access')
    expect(ledger(folder)).toEqual([])
    expect(run('status')).toMatchObject({ status: 3, err: '', out: expect.stringContaining('Tell them') })
    expect(run('runs')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('D.md') })
    expect(run('report')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('Tell them') })
    expect(run('verify')).toMatchObject({ status: 0, err: '' })
    expectError(run('tick', 'D.md', '1'), 5, 'cannot be written', 'write access')
    remount(disk, 'rw')
    expect(readFileSync(join(disk, '.holdpoint', 'holdpoint.db')).equals(bytes)).toBe(true)
    expect(run('tick', 'D.md', '1').status).toBe(0)
    expect(run('resume').status).toBe(0)
    expect(ledger(folder)).toEqual(['one'])
  })
})
