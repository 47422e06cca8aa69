import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCapture } from './capture.ts'

const capture = createCapture()
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-capture-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, seconds: number) => {
  writeFileSync(join(folder, name), name)
  utimesSync(join(folder, name), seconds, seconds)
}

it('finds the newest file of a pattern, made since the statement started', async () => {
  file('backup_1.sql', 1000)
  file('backup_2.sql', 2000)
  file('backup_3.sql', 1500)
  file('other.sql', 3000)
  expect(await capture.newestFile('backup_*.sql', folder, 1_200_000)).toBe('backup_2.sql')
  expect(await capture.newestFile('backup_*.sql', folder, 2_000_900)).toBe('backup_2.sql')
  expect(await capture.newestFile('backup_*.sql', folder, 2_001_000)).toBeNull()
  expect(await capture.newestFile(join(folder, 'backup_1*'), '/', 0)).toBe(join(folder, 'backup_1.sql'))
})

it('knows commit and tag of a work tree, and nothing where there is none', async () => {
  expect(await capture.gitCommit(folder)).toBeNull()
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()
  git('init', '-q')
  expect(await capture.gitCommit(folder)).toBeNull()
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '--allow-empty', '-m', 'one')
  expect(await capture.gitTag(folder)).toBeNull()
  git('tag', 'v1.0.0')
  expect(await capture.gitCommit(folder)).toBe(git('rev-parse', 'HEAD'))
  expect(await capture.gitTag(folder)).toBe('v1.0.0')
})
