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

it('tells what is new since the release before, by its commit, its name, or the tag before', async () => {
  const own = mkdtempSync(join(tmpdir(), 'holdpoint-changes-'))
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', own, ...args], { encoding: 'utf8' }).trim()
  const commit = (message: string) =>
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '--allow-empty', '-m', message)
  expect(await capture.gitChanges(own, [], null)).toBeNull()
  git('init', '-q')
  commit('one')
  expect(await capture.gitChanges(own, [], null)).toBeNull()
  git('tag', 'v1.0.0')
  commit('Search is faster\n\nMuch.')
  const second = git('rev-parse', 'HEAD')
  commit('Carts survive')
  git('tag', 'v2.0.0')
  commit('not released yet')
  expect(await capture.gitChanges(own, [], 'v2.0.0')).toEqual({
    since: 'v1.0.0',
    from: git('rev-parse', 'v1.0.0'),
    to: git('rev-parse', 'v2.0.0'),
    subjects: ['Carts survive', 'Search is faster'],
    count: 2,
  })
  expect(await capture.gitChanges(own, ['--all', 'no-such-release', second], 'v2.0.0')).toMatchObject({
    since: second,
    subjects: ['Carts survive'],
  })
  // A release that git does not know by that name is what is checked out.
  expect(await capture.gitChanges(own, ['v1.0.0'], 'build 17')).toMatchObject({ count: 3 })
  for (let n = 0; n < 60; n += 1) commit(`change ${n} ${'x'.repeat(300)}`)
  const many = await capture.gitChanges(own, ['v2.0.0'], null)
  expect(many).toMatchObject({ count: 61 })
  expect(many?.subjects).toHaveLength(50)
  expect(Math.max(...(many?.subjects ?? []).map(({ length }) => length))).toBe(200)
  rmSync(own, { recursive: true })
})
