import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '../../../../src/testing/servers/server.ts'
import { diskStore } from '../files/disk.ts'
import { type Bed, makeBed, noBed } from '../testing/bed.ts'
import { type Answered, registerAt } from '../testing/registration.ts'
import { sweepUploads } from './uploads.ts'

const main = resolve(import.meta.dirname, '../main.ts')

/** How often the service is killed; with all of its processes or one of its workers, by turns. */
const kills = 4

/** Registrations that are on their way at any time. */
const clients = 4

describe.skipIf(noBed !== null)(
  `kill -9 of the service under load${noBed === null ? '' : ` (skipped: ${noBed})`}`,
  () => {
    let bed: Bed
    let port = 0
    let primary: ChildProcess | null = null
    beforeAll(async () => {
      bed = await makeBed()
      port = await freePort()
    })
    afterAll(async () => {
      await killAll()
      await bed.end()
    })

    const workers = (): readonly number[] => {
      try {
        return JSON.parse(readFileSync(join(bed.data, 'processes.json'), 'utf8')).ready
      } catch {
        return []
      }
    }

    /** As an init system does: what ends before it serves, on a machine that is busy, is started again. */
    async function start(): Promise<void> {
      const env = {
        ...process.env,
        DATA: bed.data,
        PORT: String(port),
        HOST: '127.0.0.1',
        WORKERS: '2',
        REQUESTS_PER_MINUTE: '100000',
      }
      await vi.waitFor(
        async () => {
          if (primary === null || primary.exitCode !== null)
            primary = spawn(process.execPath, [main], { env, stdio: 'ignore' })
          expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
        },
        { timeout: 120_000, interval: 50 },
      )
    }

    /** Ends every process without a word, workers first, so that none is replaced. */
    async function killAll(): Promise<void> {
      const child = primary
      if (child === null) return
      const gone = new Promise((done) => child.once('exit', done))
      const pids = workers()
      child.kill('SIGKILL')
      for (const pid of pids) kill(pid)
      await gone
      primary = null
    }

    it('loses no registration that was confirmed, keeps none twice, and none without its files', async () => {
      const confirmed = new Map<string, string>()
      let stopped = false
      let sent = 0
      /** What a careful client does: the same key until there is an answer that tells the outcome. */
      const client = async () => {
        while (!stopped) {
          const number = sent++
          const [team, idempotencyKey] = [`Team ${number}`, `key-of-team-${number}`]
          for (;;) {
            const answer = await registerAt(`http://127.0.0.1:${port}`, team, { idempotencyKey }).catch(
              (): Answered | null => null,
            )
            const reference = answer?.body.reference ?? answer?.body.error?.reference
            if (reference !== undefined) {
              confirmed.set(team, reference)
              break
            }
            if (stopped) break
            await sleep(20)
          }
        }
      }

      await start()
      const running = Array.from({ length: clients }, client)
      for (let count = 0; count < kills; count++) {
        const before = confirmed.size
        await vi.waitFor(() => expect(confirmed.size).toBeGreaterThan(before + 5), { timeout: 60_000, interval: 5 })
        if (count % 2 === 0) {
          const pids = workers()
          kill(pids[count % pids.length] ?? 0)
        } else {
          await killAll()
          await start()
        }
      }
      stopped = true
      await Promise.all(running)
      await killAll()

      const store = await diskStore(join(bed.data, 'files'))
      await sweepUploads({ db: bed.db, store }, 0)
      const teams = await bed.db.selectFrom('teams').select(['name', 'reference']).execute()
      const byName = new Map(teams.map(({ name, reference }) => [name, reference]))
      expect(byName.size).toBe(teams.length)
      for (const [team, reference] of confirmed) expect(byName.get(team)).toBe(reference)

      const files = await bed.db.selectFrom('files').select(['key', 'team', 'sha256']).execute()
      expect(files).toHaveLength(2 * teams.length)
      for (const { key, sha256 } of files)
        expect(
          createHash('sha256')
            .update(readFileSync(join(bed.data, 'files', key)))
            .digest('hex'),
        ).toBe(sha256)
      const kept = bed.files().filter((path) => path.startsWith('files/'))
      expect(kept).toEqual(files.map(({ key }) => `files/${key}`).sort())
      for (const table of ['mails', 'players'] as const) {
        const { count } = await bed.db
          .selectFrom(table as 'mails')
          .select((eb) => eb.fn.countAll<string>().as('count'))
          .executeTakeFirstOrThrow()
        expect(Number(count)).toBe(teams.length * (table === 'players' ? 11 : 1))
      }
    }, 400_000)
  },
)

/** What has ended already needs no killing. */
function kill(pid: number): void {
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL')
  } catch {}
}
