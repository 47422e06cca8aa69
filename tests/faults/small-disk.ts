import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' })

/** A file system of its own with room for `size` (`512k`); null where mounting is not allowed. */
export function smallDisk(size: string): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'holdpoint-fault-'))
  try {
    mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk)
    return disk
  } catch {
    rmdirSync(disk)
    return null
  }
}

export const remount = (disk: string, as: 'ro' | 'rw'): void => void mount('-o', `remount,${as}`, disk)

export function removeDisk(disk: string): void {
  execFileSync('umount', ['-l', disk])
  rmdirSync(disk)
}

const probe = smallDisk('64k')
if (probe !== null) removeDisk(probe)

export const mayMount = probe !== null
