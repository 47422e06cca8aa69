import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runDocument as contract } from '../../contract/index.ts'
import { read, sourceOf } from '../../read/index.ts'
import { digestOf } from '../../run/chain.ts'
import { knownDocuments, noneKnown, ofKnown } from '../../testing/known-documents.ts'
import { runDocument } from './run-document.ts'

describe.skipIf(noneKnown)(ofKnown('Documents of real teams as rows'), () => {
  it.each(knownDocuments.map((path) => [basename(path), path] as const))('%s', (_, path) => {
    const bytes = readFileSync(path)
    const source = sourceOf(path, bytes, digestOf(bytes.toString('latin1')))
    const document = contract.parse(runDocument(source, read(source).plan))
    const shown = document.rows.flatMap((row) => ('step' in row && row.step !== null ? [row.step] : []))
    expect([...shown].sort()).toEqual(Object.keys(document.steps).sort())
    const lines = document.rows.map(({ line }) => line)
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  })
})
