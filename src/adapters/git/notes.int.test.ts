import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addNote, notes } from './notes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-notes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()

function aRepository(): void {
  git('init', '-q')
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.org')
  git('commit', '-q', '--allow-empty', '-m', 'one')
  git('tag', 'v1')
  git('commit', '-q', '--allow-empty', '-m', 'two')
}

it('a note stands on the commit that the release names, else on HEAD; each line once', () => {
  aRepository()
  expect(addNote(folder, 'v1', 'line')).toBe(git('rev-parse', 'v1'))
  expect(addNote(folder, 'v1', 'line')).toBe(git('rev-parse', 'v1'))
  expect(addNote(folder, 'no such tag', 'other')).toBe(git('rev-parse', 'HEAD'))
  expect(addNote(folder, '--all', 'other')).toBe(git('rev-parse', 'HEAD'))
  const found = notes(folder).map(({ commit, text }) => [commit, text.trim()])
  expect(found).toHaveLength(2)
  expect(found).toContainEqual([git('rev-parse', 'v1'), 'line'])
  expect(found).toContainEqual([git('rev-parse', 'HEAD'), 'other'])
})

it('where there is no repository there are no notes, and none can be made', () => {
  expect(notes(folder)).toEqual([])
  expect(() => addNote(folder, null, 'x')).toThrow(expect.objectContaining({ code: 'anchor-no-commit' }))
  git('init', '-q')
  expect(() => addNote(folder, null, 'x')).toThrow(expect.objectContaining({ code: 'anchor-no-commit' }))
})
