import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { knownDocuments, noneKnown, ofKnown } from '../../testing/known-documents.ts'
import { read, sourceOf } from '../index.ts'
import { applyFixes } from './fix.ts'

it.skipIf(noneKnown)(ofKnown('mending real documents mends what it says, and makes no error'), () => {
  let mended = 0
  for (const path of knownDocuments) {
    const source = sourceOf(path, readFileSync(path), '')
    const before = read(source).findings
    const fixed = applyFixes(source, before)
    if (fixed.mended.length === 0) continue
    mended += fixed.mended.length
    const after = read({ ...source, text: fixed.text }).findings
    const fixable = (findings: typeof before) => findings.filter((one) => one.fix !== null).length
    const errors = (findings: typeof before) => findings.filter((one) => one.severity === 'error').length
    expect(fixable(after), path).toBe(fixable(before) - fixed.mended.length)
    expect(errors(after), path).toBeLessThanOrEqual(errors(before))
  }
  expect(mended).toBeGreaterThan(50)
})
