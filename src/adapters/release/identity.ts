import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import { digestOf } from '../../run/chain.ts'
import type { ReleaseIdentity } from '../../run/index.ts'

/** Bytes of a difference that git may print: more than this is no small change before a release. */
const largest = 256 * 1024 * 1024

/**
 * What is released from a folder: the commit and what differs from it, the document (its SHA-256), and the files that
 * `holdpoint.yaml` (`project`) names, beside it. Fails with `release-file-unreadable`.
 */
export function releaseIdentity(
  cwd: string,
  document: string,
  files: readonly string[],
  project: string,
): ReleaseIdentity {
  const commit = git(cwd, ['rev-parse', '--verify', '--quiet', 'HEAD'])?.toString().trim() ?? null
  const difference = commit === null ? null : git(cwd, ['diff', '--binary', '--no-ext-diff', '--no-color', 'HEAD'])
  const identity = {
    commit,
    changes: difference === null || difference.length === 0 ? null : sha256(difference),
    document,
    files: files.toSorted().map((path) => ({ path, digest: digestOfFile(resolve(cwd, path), project) })),
  }
  return { digest: digestOf(identity), ...identity }
}

function git(cwd: string, args: readonly string[]): Buffer | null {
  try {
    return execFileSync('git', ['-C', cwd, ...args], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: largest })
  } catch {
    return null
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An artefact may be larger than memory. */
function digestOfFile(path: string, project: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const part = Buffer.alloc(1024 * 1024)
      for (let read = readSync(file, part); read > 0; read = readSync(file, part)) hash.update(part.subarray(0, read))
      return hash.digest('hex')
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : (cause as Error).message
    throw new HoldpointError('release-file-unreadable', { path, reason, project }, { cause })
  }
}
