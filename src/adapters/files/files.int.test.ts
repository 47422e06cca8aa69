import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locate } from './locate.ts'
import { runFiles } from './run-files.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'holdpoint-files-')))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('where a run takes place', () => {
  const document = () => join(folder, 'repo', 'docs', 'DEPLOY.md')
  beforeEach(() => {
    mkdirSync(join(folder, 'repo', 'docs'), { recursive: true })
    writeFileSync(document(), '# Deploy\n')
  })

  it("is the document's folder outside of git", () => {
    const docs = join(folder, 'repo', 'docs')
    expect(locate(document())).toEqual({ cwd: docs, store: join(docs, '.holdpoint') })
  })

  it.each(['folder', 'file'])('is the top of the git work tree (.git is a %s)', (kind) => {
    const git = join(folder, 'repo', '.git')
    if (kind === 'folder') mkdirSync(git)
    else writeFileSync(git, 'gitdir: /elsewhere\n')
    expect(locate(document())).toEqual({ cwd: join(folder, 'repo'), store: join(folder, 'repo', '.holdpoint') })
  })

  it('follows a symbolic link to where the document is', () => {
    symlinkSync(document(), join(folder, 'link.md'))
    expect(locate(join(folder, 'link.md')).cwd).toBe(join(folder, 'repo', 'docs'))
  })

  it('is what the operator says; the store stays with the document when only --cwd is given', () => {
    const said = locate(document(), { cwd: '/usr', store: '/var/lib/holdpoint' })
    expect(said).toEqual({ cwd: '/usr', store: '/var/lib/holdpoint' })
    expect(locate(document(), { cwd: '/usr' }).store).toBe(join(folder, 'repo', 'docs', '.holdpoint'))
  })
})

it.each(['none', 'file'])('no run takes place in a folder that is none (%s)', (name) => {
  writeFileSync(join(folder, 'file'), '')
  const cwd = join(folder, name)
  expect(() => locate(null, { cwd })).toThrow(expect.objectContaining({ code: 'directory-missing', values: { cwd } }))
})

describe("a run's files", () => {
  const bytes = Buffer.from([0, 255, 10, 13, 200, 65])
  const sha256 = (of: Uint8Array) => createHash('sha256').update(of).digest('hex')

  it('lie in folders that only their owner may enter', () => {
    const attempt = runFiles(folder).attempt('r', 'step', 1)
    expect(statSync(attempt).mode & 0o777).toBe(0o700)
    expect(runFiles(folder).attempt('r', 'step', 1)).toBe(attempt)
  })

  it('hold a key of their own that marks secrets: made once, and for nobody else to read', async () => {
    const files = runFiles(folder)
    const keys = await Promise.all([files.markKey('r'), runFiles(folder).markKey('r')])
    const again = await files.markKey('r')
    expect(again).toHaveLength(32)
    for (const key of keys) if (key !== null) expect(Buffer.from(key).equals(Buffer.from(again ?? []))).toBe(true)
    expect(await files.markKey('other')).not.toEqual(again)
    expect(statSync(join(folder, 'runs', 'r', 'mark-key')).mode & 0o777).toBe(0o600)
    writeFileSync(join(folder, 'runs', 'r', 'mark-key'), 'cut')
    expect(await files.markKey('r')).toBeNull()
  })

  it('stay inside the store whatever a step is called', () => {
    const files = runFiles(folder)
    const ids = ['../../../etc/passwd', '..', 'a/b', 'a-b', 'a b', 'ä', 'x'.repeat(500), 'NUL\u0000', '']
    const folders = ids.map((id) => files.attempt('r', id, 1))
    for (const path of folders) expect(path.startsWith(`${join(folder, 'runs', 'r')}/`)).toBe(true)
    expect(new Set(folders).size).toBe(ids.length)
  })

  it('give back bytes as they are, and fewer where the file ends', async () => {
    const files = runFiles(folder)
    writeFileSync(join(files.attempt('r', 's', 1), 'output'), bytes)
    expect(Buffer.from(await files.output('r', 's', 1, 1, 4))).toEqual(bytes.subarray(1, 4))
    expect(Buffer.from(await files.output('r', 's', 1, 4, 99))).toEqual(bytes.subarray(4))
    expect(await files.output('r', 's', 1, 50, 99)).toHaveLength(0)
    expect(await files.output('r', 's', 2, 0, 99)).toHaveLength(0)
  })

  it('are sealed whole or in stretches', async () => {
    const files = runFiles(folder)
    writeFileSync(join(files.attempt('r', 's', 1), 'output'), bytes)
    expect(await files.seal('r', 's', 1)).toEqual({ bytes: 6, digest: sha256(bytes) })
    expect(await files.seal('r', 's', 1, 2, 4)).toEqual({ bytes: 2, digest: sha256(bytes.subarray(2, 4)) })
    expect(await files.seal('r', 's', 1, 0, 0)).toEqual({ bytes: 0, digest: sha256(Buffer.alloc(0)) })
    expect(await files.seal('r', 's', 2)).toBeNull()
    writeFileSync(join(files.attempt('r', 's', 1), 'service-0.log'), 'up\n')
    const log = { bytes: 2, digest: sha256(Buffer.from('up')) }
    expect(await files.seal('r', 's', 1, 0, 2, 'service-0.log')).toEqual(log)
    expect(await files.seal('r', 's', 1, 0, 2, '../../../holdpoint.db')).toBeNull()
  })

  it('have a copy in which something is hidden, and none where nothing was', async () => {
    const files = runFiles(folder)
    writeFileSync(join(files.attempt('r', 's', 1), 'output'), Buffer.alloc(3_000_000, 'no a, no b\n'))
    const masker = (from: number, to: number) => ({
      write: (part: Uint8Array) => Buffer.from(part).map((byte) => (byte === from ? to : byte)),
      end: () => Buffer.alloc(0),
    })
    const same = await files.mask('r', 's', 1, 3_000_000, masker(122, 42))
    expect(same).toEqual(await files.seal('r', 's', 1))
    expect(await files.masked('r', 's', 1, 0, 9)).toBeNull()
    const hidden = await files.mask('r', 's', 1, 2_000_000, masker(97, 42))
    expect(hidden.bytes).toBe(2_000_000)
    expect(hidden).toEqual(await files.seal('r', 's', 1, 0, 2_000_000, 'output.masked'))
    expect(Buffer.from((await files.masked('r', 's', 1, 0, 10)) ?? []).toString()).toBe('no *, no b')
    expect(statSync(join(files.attempt('r', 's', 1), 'output.masked')).mode & 0o777).toBe(0o600)
  })

  it('are not waited for when something else has taken their place', async () => {
    const files = runFiles(folder)
    execFileSync('mkfifo', [join(files.attempt('r', 's', 1), 'output')])
    mkdirSync(join(files.attempt('r', 's', 2), 'output'))
    for (const attempt of [1, 2]) {
      expect(await files.seal('r', 's', attempt)).toBeNull()
      expect(await files.output('r', 's', attempt, 0, 9)).toHaveLength(0)
    }
  })

  it('are kept once, whoever adds the same at once, and leave nothing half written', async () => {
    const files = runFiles(folder)
    const bytes = Buffer.alloc(3_000_000, 'x')
    const kept = await Promise.all(Array.from({ length: 6 }, () => files.keep('same', 'evidence-1', bytes)))
    expect(new Set(kept.map(({ digest }) => digest)).size).toBe(1)
    expect(Buffer.compare((await files.kept('same', 'evidence-1')) ?? Buffer.alloc(0), bytes)).toBe(0)
    mkdirSync(join(folder, 'runs', 'same', 'kept', 'taken', 'by'), { recursive: true })
    await expect(files.keep('same', 'taken', bytes)).rejects.toThrow()
    expect(readdirSync(join(folder, 'runs', 'same', 'kept')).sort()).toEqual(['evidence-1', 'taken'])
  })

  it('are removed with their run, and no others', async () => {
    const files = runFiles(folder)
    const gone = files.attempt('a', 's', 1)
    const kept = files.attempt('b', 's', 1)
    await files.remove('a')
    await files.remove('never was')
    expect([existsSync(gone), existsSync(kept)]).toEqual([false, true])
  })
})
