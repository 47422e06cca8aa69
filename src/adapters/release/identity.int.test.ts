import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { releaseIdentity } from './identity.ts'

describe('what a release is', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdpoint-release-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, stdio: 'pipe' })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const identity = (files: readonly string[] = [], document = 'd') =>
    releaseIdentity(folder, document, files, 'holdpoint.yaml')
  const commit = (text: string) => {
    write('app.js', text)
    git('add', 'app.js')
    git('commit', '-qm', text)
  }

  it('is the same for the same commit, whoever looks, and another one with every commit', () => {
    git('init', '-q')
    commit('one')
    const first = identity()
    expect(first).toEqual(identity())
    expect(first.commit).toMatch(/^[0-9a-f]{40}$/)
    commit('two')
    expect(identity().digest).not.toBe(first.digest)
    git('checkout', '-q', 'HEAD~1')
    expect(identity()).toEqual(first)
  })

  it('is another one with changes that are not committed, each with its own; new files that git does not know are no part', () => {
    git('init', '-q')
    commit('one')
    const clean = identity()
    write('app.js', 'changed')
    const changed = identity()
    write('app.js', 'changed again')
    const again = identity()
    write('app.js', 'one')
    write('notes.txt', 'new')
    expect(identity()).toEqual(clean)
    expect([clean.changes, changed.changes === again.changes, changed.commit]).toEqual([null, false, clean.commit])
  })

  it('is the document and the files that are named, in any order, without a work tree too', () => {
    write('a', 'one')
    write('b', 'two')
    expect(identity(['b', 'a'])).toEqual(identity(['a', 'b']))
    expect(identity(['a']).digest).not.toBe(identity(['b']).digest)
    expect(identity([], 'other').digest).not.toBe(identity().digest)
    expect(identity().commit).toBe(null)
  })

  it('takes a file that is larger than what is read at once', () => {
    write('large', '')
    truncateSync(join(folder, 'large'), 3_000_000)
    const digest = createHash('sha256').update(new Uint8Array(3_000_000)).digest('hex')
    expect(identity(['large']).files).toEqual([{ path: 'large', digest }])
  })

  it('names a file that is not there, and one that cannot be read', () => {
    expect(() => identity(['gone'])).toThrow('gone is part of the release and cannot be read: it does not exist.')
    expect(() => identity(['.'])).toThrow('is part of the release and cannot be read: ')
  })
})
