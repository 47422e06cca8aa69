import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brokenLinks } from '../../record/index.ts'
import { ada, comment, runCreated } from '../../testing/run-events.ts'
import { makeStoreFolder } from '../files/index.ts'
import { sqliteStore } from './store.ts'

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' })

/** A small file system of our own; null where mounting is not allowed. */
function smallDisk(): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'holdpoint-disk-'))
  try {
    mount('-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk)
    return disk
  } catch {
    rmdirSync(disk)
    return null
  }
}

const probe = smallDisk()
if (probe !== null) execFileSync('umount', [probe])
if (probe !== null) rmdirSync(probe)

describe('promise 13: a disk that is full or read-only fails closed and recovers without a repair', () => {
  let disk: string
  let store: ReturnType<typeof sqliteStore>
  const open = () => sqliteStore(join(disk, '.holdpoint'), () => makeStoreFolder(join(disk, '.holdpoint')))
  beforeEach(() => {
    if (probe === null) return
    disk = smallDisk() as string
    store = open()
  })
  afterEach(async () => {
    if (probe === null) return
    await store.close()
    execFileSync('umount', ['-l', disk])
    rmdirSync(disk)
  })

  it.skipIf(probe === null)('full: what was acknowledged stays (skipped: may not mount a tmpfs)', async () => {
    await store.append('r', 0, [runCreated()], ada, 1)
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(200_000))
    let last = 1
    let refused: unknown = null
    while (refused === null && last < 1_000) {
      await store.append('r', last, [comment('x'.repeat(20_000))], ada, last).then(
        () => {
          last += 1
        },
        (error) => {
          refused = error
        },
      )
    }
    expect(refused).toMatchObject({ code: 'store-full', next: expect.stringContaining('resume') })
    expect(await store.last('r')).toBe(last)

    rmSync(ballast)
    await store.append('r', last, [comment('after')], ada, last)
    await store.close()
    store = open()
    const journal = await store.read('r', 0)
    expect(journal).toHaveLength(last + 1)
    expect(brokenLinks(journal)).toEqual([])
  })

  it.skipIf(probe === null)('full before the store exists (skipped: may not mount a tmpfs)', async () => {
    const ballast = join(disk, 'ballast')
    expect(() => writeFileSync(ballast, Buffer.alloc(600_000))).toThrow()
    await expect(store.append('r', 0, [runCreated()], ada, 1)).rejects.toMatchObject({ code: 'store-full' })
    rmSync(ballast)
    expect(await store.append('r', 0, [runCreated()], ada, 1)).toHaveLength(1)
  })

  it.skipIf(probe === null)('read-only: refused, unchanged, writable again (skipped: may not mount)', async () => {
    await store.append('r', 0, [runCreated()], ada, 1)
    await store.close()
    const before = readFileSync(join(disk, '.holdpoint', 'holdpoint.db'))
    mount('-o', 'remount,ro', disk)
    await expect(store.append('r', 1, [comment('a')], ada, 1)).rejects.toMatchObject({ code: 'store-read-only' })
    mount('-o', 'remount,rw', disk)
    expect(readFileSync(join(disk, '.holdpoint', 'holdpoint.db')).equals(before)).toBe(true)
    expect(await store.append('r', 1, [comment('a')], ada, 1)).toHaveLength(1)
  })

  it.skipIf(probe === null)('read-only: what is there can be read (skipped: may not mount)', async () => {
    await store.append('r', 0, [runCreated()], ada, 1)
    await store.close()
    store = open()
    await store.append('r', 1, [comment('in the log')], ada, 2)
    // As a process leaves it that dies: with the log, and with or without its index.
    for (const [name, files] of [
      ['whole', ['', '-wal', '-shm']],
      ['unindexed', ['', '-wal']],
    ] as const) {
      mkdirSync(join(disk, name))
      for (const end of files)
        copyFileSync(join(disk, '.holdpoint', `holdpoint.db${end}`), join(disk, name, `holdpoint.db${end}`))
    }
    await store.close()
    mount('-o', 'remount,ro', disk)
    const unread: string[] = []
    const last = async (name: string) => {
      const looked = sqliteStore(
        join(disk, name),
        () => undefined,
        (log) => unread.push(log),
      )
      try {
        return await looked.last('r')
      } finally {
        await looked.close()
      }
    }
    expect([await last('.holdpoint'), await last('whole')]).toEqual([2, 2])
    expect(unread).toEqual([])
    expect(await last('unindexed')).toBeLessThan(2)
    expect(unread).toEqual([join(disk, 'unindexed', 'holdpoint.db-wal')])
    await expect(open().append('r', 2, [comment('a')], ada, 1)).rejects.toMatchObject({ code: 'store-read-only' })
  })

  it.skipIf(probe === null)('read-only without a store (skipped: may not mount)', async () => {
    mount('-o', 'remount,ro', disk)
    await expect(store.append('r', 0, [runCreated()], ada, 1)).rejects.toMatchObject({ code: 'store-read-only' })
  })
})
