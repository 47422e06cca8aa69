import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commitTimes } from './commit-times.ts'

it('tells when the commits of a release were made, and nothing where git knows none of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-times-'))
  const git = (at: number, ...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_DATE: `${at} +0000`, GIT_AUTHOR_DATE: `${at} +0000` },
    }).trim()
  const commit = (at: number) => {
    git(at, 'commit', '-q', '--allow-empty', '-m', `at ${at}`)
    return git(at, 'rev-parse', 'HEAD')
  }
  git(0, 'init', '-q')
  const first = commit(1_700_000_000)
  commit(1_700_000_100)
  const last = commit(1_700_000_200)
  expect(await commitTimes(folder, first, last)).toEqual([1_700_000_200_000, 1_700_000_100_000])
  expect(await commitTimes(folder, 'f'.repeat(40), last)).toEqual([])
  expect(await commitTimes(folder, '--all', last)).toEqual([])
  expect(await commitTimes(tmpdir(), first, last)).toEqual([])
  rmSync(folder, { recursive: true })
})
