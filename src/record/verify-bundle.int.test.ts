import { expect, it } from 'vitest'
import { alterationsIn, namedIn } from '../testing/a-bundle.ts'
import { anAlteration } from '../testing/alterations.ts'
import fc from '../testing/properties.ts'

it('of 1,000 random alterations of journal, outputs, record and proof none passes, and each is named', () => {
  const kinds = new Map<string, number>()
  fc.assert(
    fc.property(anAlteration(), ({ how, file, files }) => {
      kinds.set(how, (kinds.get(how) ?? 0) + 1)
      expect(namedIn(alterationsIn(files)), how).toContain(file)
    }),
    { numRuns: 1_000 },
  )
  expect([...kinds.keys()].sort()).toEqual(
    [
      ...['add', 'continue', 'cut', 'drop', 'drop and seal', 'edit', 'edit and seal', 'flip', 'insert', 'lines'],
      ...['rebuild', 'remove', 'replace', 'sign', 'swap', 'truncate'],
    ].sort(),
  )
})
