import { expect, it } from 'vitest'
import { writtenStatements } from './written.ts'

const texts = (text: string) => writtenStatements(text).map((one) => one.text)

it('cuts what a person wrote into statements, as a document is cut', () => {
  expect(writtenStatements('false\n\ncat <<X\na\nX\nif true\nthen echo b; fi')).toEqual([
    { text: 'false', line: 0 },
    { text: 'cat <<X\na\nX', line: 2 },
    { text: 'if true\nthen echo b; fi', line: 5 },
  ])
})

it.each(['', 'make \\\n  all', 'set -e\nfalse\ntrue', '#!/bin/sh\nfalse\ntrue', 'a; b'])('leaves %j whole', (text) => {
  expect(texts(text)).toEqual([text])
})

it('does not cut what another program reads', () => {
  const sql = 'sqlite3 shop.db\nselect 1;\nselect 2;'
  expect(texts(sql)).toEqual([sql])
})
