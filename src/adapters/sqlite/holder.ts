import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { LeaseHolder } from '../../engine/ports.ts'

/** A holder on another host is believed for this long after it last renewed or appended; milliseconds. */
export const elsewhereLimit = 15 * 60_000

/** This process as a lease's holder; `id` is any string that no other holder has. */
export function thisProcess(id: string): LeaseHolder {
  return { id, pid: process.pid, startTime: startTime(process.pid) ?? '', boot: boot(), host: hostname() }
}

/**
 * Whether a holder still lives. On this host and boot the kernel knows: its pid is alive and began when the holder did.
 * After a reboot nobody does. Of another host only its silence tells.
 */
export function lives(holder: LeaseHolder, renewedAt: number, now: number): boolean {
  if (holder.host !== hostname()) return now - renewedAt < elsewhereLimit
  if (holder.boot !== boot()) return false
  return startTime(holder.pid) === holder.startTime
}

/** When the kernel started a process, in its own unit; null when there is none. A zombie no longer drives anything. */
function startTime(pid: number): string | null {
  if (process.platform !== 'linux') return asked('ps', ['-o', 'lstart=', '-p', String(pid)])
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold spaces and parentheses; the fields after the last one are counted from 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

function boot(): string {
  if (process.platform !== 'linux') return asked('sysctl', ['-n', 'kern.bootsessionuuid']) ?? ''
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
}

function asked(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}
