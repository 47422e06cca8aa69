import { createHash } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { replaceDocument } from './write-document.ts'

const before = Buffer.from('# Release\n')
const digest = createHash('sha256').update(before).digest('hex')
const file = () => {
  const path = join(mkdtempSync(join(tmpdir(), 'holdpoint-write-')), 'DEPLOY.md')
  writeFileSync(path, before)
  return path
}
const isRoot = process.getuid?.() === 0

it('a document that is mended keeps its mode', () => {
  const path = file()
  chmodSync(path, 0o640)
  replaceDocument(path, digest, Buffer.from('# Mended\n'))
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['# Mended\n', 0o640])
})

it.skipIf(isRoot)('one that nobody may write is not replaced (skipped: root may write everything)', () => {
  const path = file()
  chmodSync(path, 0o444)
  expect(() => replaceDocument(path, digest, Buffer.from('x'))).toThrow('cannot be written')
  expect(readFileSync(path)).toEqual(before)
})

it.skipIf(!isRoot)('one that root mends stays its owner’s (skipped: only root can tell)', () => {
  const path = file()
  chownSync(path, 65534, 65534)
  replaceDocument(path, digest, Buffer.from('x'))
  expect(statSync(path)).toMatchObject({ uid: 65534, gid: 65534 })
})
