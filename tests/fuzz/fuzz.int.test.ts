import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/read/index.ts'
import fc from '../../src/testing/properties.ts'
import { documents, texts } from './documents.ts'
import { wrongIn } from './wrong.ts'

const digest = '0'.repeat(64)

describe('any document is read, with every position and every text where it says', () => {
  it('1,200 documents made of pieces, some of their bytes changed', () => {
    fc.assert(
      fc.property(documents, (bytes) => {
        expect(wrongIn(sourceOf('RELEASE.md', bytes, digest))).toEqual([])
      }),
      { numRuns: 1200 },
    )
  })

  it('800 texts that no file holds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(wrongIn({ path: 'RELEASE.md', text, encoding: 'utf8', digest })).toEqual([])
      }),
      { numRuns: 800 },
    )
  })
})
