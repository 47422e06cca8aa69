import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownDocuments, noneKnown, ofKnown } from '../../src/testing/known-documents.ts'
import { holdpoint } from '../cli/holdpoint.ts'
import { strangeLines } from './filled-in.ts'

/** A dozen, spread over all of them. */
const some = knownDocuments.filter((_, at) => at % Math.ceil(knownDocuments.length / 12) === 0)

describe(ofKnown('a dozen known documents, by the binary'), () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdpoint-corpus-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.skipIf(noneKnown).each(noneKnown ? ['none'] : some)('%s', (path) => {
    const name = basename(path)
    copyFileSync(path, join(folder, name))
    const { status, out, err } = holdpoint(folder, 'rehearse', name, '--json')
    if (status === 2) {
      expect(err + out).toContain('has no steps')
      return
    }
    expect({ status, err }).toEqual({ status: 0, err: '' })
    const run = JSON.parse(out.slice(0, out.indexOf('\n'))).run
    const record = join(folder, 'record.md')
    expect(holdpoint(folder, 'report', run, '-o', record).status).toBe(0)
    expect(strangeLines(readFileSync(path, 'utf8'), readFileSync(record, 'utf8'))).toEqual([])
    expect(holdpoint(folder, 'verify', run).status).toBe(0)
  })
})
