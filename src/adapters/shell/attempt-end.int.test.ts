import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { attemptSpec } from '../../testing/runner-contract.ts'
import { readEnd } from './attempt-end.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'end-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it.each([
  ['the last statement passed, and others were left out', 'start 0 1\nend 0 2 0 0 0 - itself\n', 'unknown'],
  ['no statement was reached', '', 'unknown'],
  ['the shell ended in a statement, which left others out', 'start 0 1\n', 'exit'],
  ['a statement failed, and a trap on EXIT said otherwise', 'start 0 1\nend 0 2 1 0 0 - itself\n', 'exit'],
])('of an attempt that claims to have passed: %s', async (_, records, how) => {
  writeFileSync(join(root, 'records'), records)
  writeFileSync(join(root, 'end'), 'end exit 0 3 0 0 .\n')
  const spec = attemptSpec(root, 1, ['true', 'true'], { folder: root })
  const end = await readEnd(spec, { survivors: [], left: [], find: () => null, store: root })
  expect(end.how).toBe(how)
  expect(end.status).toBe(how === 'unknown' ? null : 0)
})
