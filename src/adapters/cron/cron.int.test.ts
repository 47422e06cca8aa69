import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemCron } from './cron.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-cron-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The cron of a machine on which `crontab` is this script. */
const cronWith = (script: string) => {
  writeFileSync(join(folder, 'crontab'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'crontab'), 0o755)
  return systemCron({ PATH: `${folder}:/usr/bin:/bin` })
}

describe('the tables of cron', () => {
  it('are those that `crontab -l` prints', async () => {
    const { seen, unseen } = await cronWith('[ "$1" = -l ] && echo "0 2 * * * /opt/backup"').tables()
    expect(unseen).toBeNull()
    expect(seen[0]).toEqual({ of: '`crontab -l`', system: false, lines: ['0 2 * * * /opt/backup', ''] })
  })

  it('are empty for a user who has none', async () => {
    const { seen, unseen } = await cronWith('echo "no crontab for ada" >&2; exit 1').tables()
    expect(unseen).toBeNull()
    expect(seen[0]?.lines.join('')).toBe('')
  })

  it('cannot be seen where there is no such program, or it refuses', async () => {
    expect((await systemCron({ PATH: '/nowhere' }).tables()).unseen).toBe('there is no `crontab` on the PATH')
    expect((await cronWith('echo "you are not allowed" >&2; exit 1').tables()).unseen).toBe('you are not allowed')
  })
})

describe('the times of cron', () => {
  const { next, zone } = systemCron({})
  const wall = (times: string, after: Date) => {
    const at = next(times, after.getTime())
    return at === null ? null : new Date(at)
  }

  it('are those of the wall of this machine', () => {
    expect(zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(wall('30 2 * * *', new Date(2026, 4, 1, 12))).toEqual(new Date(2026, 4, 2, 2, 30))
    expect(wall('@weekly', new Date(2026, 4, 1, 12))).toEqual(new Date(2026, 4, 3, 0, 0))
  })

  it('take a day of the month or of the week, where both are named', () => {
    expect(wall('0 0 13 * 5', new Date(2026, 4, 1, 12))).toEqual(new Date(2026, 4, 8))
  })

  it('are not known of what comes with a start, or of what no cron takes', () => {
    expect(wall('@reboot', new Date(2026, 4, 1))).toBeNull()
    expect(wall('61 * * * *', new Date(2026, 4, 1))).toBeNull()
  })
})
