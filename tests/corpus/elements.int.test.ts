import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownDocuments, noneKnown, ofKnown } from '../../src/testing/known-documents.ts'
import { type Element, elementsOf } from './elements.ts'
import { type Rehearsed, rehearse } from './rehearse.ts'

/** Documents of a service each, with nearly everything that a document can hold among them. */
const five = [
  'event-auto-closure.md',
  'integrated-operations.md',
  'tournament-registration.md',
  'repair-portal.md',
  'character-validation.md',
]

describe('documents that hold everything', () => {
  let folder = ''
  const found = new Map<string, readonly Element[]>()
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdpoint-elements-'))
    for (const path of knownDocuments.filter((each) => five.includes(basename(each)))) {
      const main = await rehearse(folder, path, { note: 'The harbour was quiet' })
      const ways = new Map<string, Rehearsed>()
      for (const { id, aftermath } of main.plan.procedures)
        if (!aftermath) ways.set(id, await rehearse(folder, path, { procedure: id }))
      found.set(basename(path), elementsOf(main, ways))
    }
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.skipIf(noneKnown)(ofKnown('are rehearsed with all of it, on the main line and on every way back'), () => {
    expect([...found.keys()].sort()).toEqual([...five].sort())
    for (const [path, elements] of found)
      expect(
        elements.filter(({ left }) => left.length > 0),
        path,
      ).toEqual([])
    if (process.env.SHOW_ELEMENTS) for (const [path, elements] of found) process.stdout.write(table(path, elements))
  })

  it.skipIf(noneKnown)(ofKnown('hold, taken together, every kind of element'), () => {
    const held = [...found.values()].flat().filter(({ count }) => count > 0)
    const kinds = new Set([...found.values()].flat().map(({ name }) => name))
    expect(new Set(held.map(({ name }) => name))).toEqual(kinds)
  })
})

/** For `SHOW_ELEMENTS=1`: a table in Markdown. */
const table = (path: string, elements: readonly Element[]) =>
  [`\n**${path}**\n`, '| element | how many | what became of them |', '| --- | --- | --- |']
    .concat(elements.filter(({ count }) => count > 0).map((one) => `| ${one.name} | ${one.count} | ${one.became} |`))
    .join('\n')
    .concat('\n')
