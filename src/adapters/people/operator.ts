import { execFileSync } from 'node:child_process'
import { userInfo } from 'node:os'
import type { Actor } from '../../run/index.ts'

/**
 * Who acts in this process: the operating system's user, with the name and address that git knows for `cwd`. `key`: the
 * fingerprint of the key that they sign with, if they have one.
 */
export function operator(cwd: string, key: string | null): Actor {
  const name = git(cwd, 'user.name')
  const address = git(cwd, 'user.email')
  const known = [name, address === null ? null : `<${address}>`].filter((part) => part !== null).join(' ')
  return { kind: 'person', id: user(), name: known === '' ? null : known, key }
}

/** A container may run as a user that has no entry. */
function user(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}

function git(cwd: string, key: string): string | null {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    return (
      execFileSync('git', ['-C', cwd, 'config', '--get', key], {
        encoding: 'utf8',
        timeout: 2_000,
        stdio: [...stdio],
      }).trim() || null
    )
  } catch {
    return null
  }
}
