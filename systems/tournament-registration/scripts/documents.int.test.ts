import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { documents } from './documents.ts'

it('the documents that are made from the source are what it says (else: run scripts/docs.ts)', async () => {
  for (const [path, text] of Object.entries(await documents()))
    expect(readFileSync(resolve(import.meta.dirname, '..', path), 'utf8'), path).toBe(text)
})
