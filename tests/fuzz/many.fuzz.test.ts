import { expect, it } from 'vitest'
import { sourceOf } from '../../src/read/index.ts'
import fc from '../../src/testing/properties.ts'
import { documents } from './documents.ts'
import { wrongIn } from './wrong.ts'

/** The promise for documents of any size; these have a few hundred lines at most. */
const LONGEST = 5000
const cases = Number(process.env.HOLDPOINT_FUZZ_CASES ?? 100_000)
const seed = Number(process.env.HOLDPOINT_SEED) || Math.floor(Math.random() * 2 ** 31)

it(`reads ${cases} documents, from seed ${seed}`, () => {
  let slowest = 0
  fc.assert(
    fc.property(documents, (bytes) => {
      const before = performance.now()
      expect(wrongIn(sourceOf('RELEASE.md', bytes, '0'.repeat(64)))).toEqual([])
      slowest = Math.max(slowest, performance.now() - before)
      expect(slowest).toBeLessThan(LONGEST)
    }),
    { numRuns: cases, seed },
  )
  console.log(`${cases} documents, seed ${seed}; the slowest took ${slowest.toFixed(0)} ms`)
})
