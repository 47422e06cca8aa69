import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { documentsIn } from './files.ts'

const isRoot = process.getuid?.() === 0
const folderWith = (...names: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-lint-'))
  mkdirSync(join(folder, 'below'))
  for (const name of names) writeFileSync(join(folder, name), '- [ ] Look\n')
  return folder
}
const found = async (path: string) => {
  const { sources, unread } = await documentsIn([path], Readable.from([]))
  return [sources.map((one) => one.path.slice(path.length + 1)), unread.map(({ error }) => error.code)]
}

it('a folder stands for the documents in it and below', async () => {
  expect(await found(folderWith('a.md', 'below/b.markdown', 'c.txt'))).toEqual([['a.md', 'below/b.markdown'], []])
})

it('a name that no file can have is a document that is not there', async () => {
  expect((await found('a'.repeat(5000)))[1]).toEqual(['document-unreadable'])
})

it.skipIf(isRoot)('a folder that cannot be listed is told, and the others are read (skipped: root may)', async () => {
  const folder = folderWith('a.md')
  chmodSync(join(folder, 'below'), 0)
  expect(await found(folder)).toEqual([['a.md'], ['document-unreadable']])
})
