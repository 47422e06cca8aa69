import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Cron as CronTimes } from 'croner'
import type { Cron, CronTable } from '../../engine/ports.ts'

/** Where the tables of the system lie; of other users only who may read them sees any. */
const systemFolder = '/etc/cron.d'
const systemTable = '/etc/crontab'
const userFolders = ['/var/spool/cron/crontabs', '/var/spool/cron']
const largest = 1_000_000

/** The cron of this machine. It is only read: nothing is ever installed or removed. */
export function systemCron(environment: Readonly<Record<string, string | undefined>>): Cron {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    zone,
    async tables() {
      const own = await ownTable(environment)
      const system = [systemTable, ...(await filesOf(systemFolder))]
      const others = (await Promise.all(userFolders.map(filesOf))).flat()
      const read = await Promise.all([
        ...system.map((path) => tableAt(path, true)),
        ...others.map((path) => tableAt(path, false)),
      ])
      return {
        seen: [...('lines' in own ? [own] : []), ...read.flatMap((one) => one ?? [])],
        unseen: 'lines' in own ? null : own.why,
      }
    },
    next(times, after) {
      try {
        return new CronTimes(times, { timezone: zone, paused: true }).nextRun(new Date(after))?.getTime() ?? null
      } catch {
        // `@reboot`, or what no cron takes.
        return null
      }
    },
  }
}

/** What `crontab -l` prints, or why it prints nothing. A user without a table has an empty one. */
function ownTable(env: Readonly<Record<string, string | undefined>>): Promise<CronTable | { readonly why: string }> {
  return new Promise((done) => {
    const options = { env: { ...env, LC_ALL: 'C' }, timeout: 5_000, maxBuffer: largest }
    const child = execFile('crontab', ['-l'], options, (error, out, err) => {
      if (error === null || /no crontab for/i.test(err))
        return done({ of: '`crontab -l`', system: false, lines: out.split('\n') })
      const why = error.code === 'ENOENT' ? 'there is no `crontab` on the PATH' : err.trim().split('\n', 1)[0]
      done({ why: why || '`crontab -l` failed' })
    })
    child.stdin?.end()
  })
}

/** Null: it is not there, or may not be read. */
async function tableAt(path: string, system: boolean): Promise<CronTable | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text === null || text.length > largest ? null : { of: path, system, lines: text.split('\n') }
}

const filesOf = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name))
}
