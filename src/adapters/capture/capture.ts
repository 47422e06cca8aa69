import { execFile } from 'node:child_process'
import { glob, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Capture } from '../../engine/ports.ts'
import type { Changes } from '../../run/index.ts'

/** Files looked at for one pattern: a document may say `/**`, and a release does not wait for a disk to be searched. */
const fileLimit = 20_000
/** Milliseconds. */
const gitTimeout = 5_000

export function createCapture(): Capture {
  return {
    newestFile,
    gitCommit: (cwd) => git(cwd, ['rev-parse', '--verify', 'HEAD']),
    gitTag: (cwd) => git(cwd, ['describe', '--tags', '--abbrev=0']),
    gitChanges,
  }
}

async function newestFile(pattern: string, cwd: string, since: number): Promise<string | null> {
  let newest: { readonly path: string; readonly at: number } | null = null
  let looked = 0
  for await (const path of glob(pattern, { cwd, exclude: (name) => name === 'node_modules' || name === '.git' })) {
    if (++looked > fileLimit) break
    const file = await stat(resolve(cwd, path)).catch(() => null)
    // File systems keep times more coarsely than the clock tells them: a file of this very second counts.
    if (!file?.isFile() || file.mtimeMs < Math.floor(since / 1000) * 1000) continue
    if (newest === null || file.mtimeMs > newest.at) newest = { path, at: file.mtimeMs }
  }
  return newest?.path ?? null
}

/** As many commits are told of, in so many characters each. */
const mostChanges = 50
const longestSubject = 200

async function gitChanges(cwd: string, before: readonly string[], release: string | null): Promise<Changes | null> {
  const commitOf = (name: string) =>
    git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
  const to = (release === null ? null : await commitOf(release)) ?? (await commitOf('HEAD'))
  if (to === null) return null
  const tag = async () => await git(cwd, ['describe', '--tags', '--abbrev=0', `${to}^`])
  for (const since of [...before, await tag()]) {
    const from = since === null ? null : await commitOf(since)
    if (since === null || from === null) continue
    const range = ['--no-merges', `${from}..${to}`]
    const count = await git(cwd, ['rev-list', '--count', ...range])
    const listed = await git(cwd, ['log', '--format=%s', `--max-count=${mostChanges}`, ...range])
    if (count === null || listed === null) return null
    const subjects = listed.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(0, longestSubject)]))
    return { since, from, to, subjects, count: Number(count) }
  }
  return null
}

function git(cwd: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', ['-C', cwd, ...args], { timeout: gitTimeout, encoding: 'utf8' }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : null),
    )
  })
}
