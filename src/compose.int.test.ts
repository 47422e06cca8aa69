import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Holdpoint, openHoldpoint, openRehearsal, type Rehearsal, readDocument } from './compose.ts'
import type { Answerer } from './engine/ports.ts'
import { read } from './read/index.ts'
import type { Actor } from './run/index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-compose-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const place = () => ({ cwd: folder, store: join(folder, '.holdpoint') })
const by: Actor = { kind: 'rehearsal', id: 'test', name: null, key: null }

async function drive(held: Holdpoint, path: string, answer: Answerer, rehearsal: boolean) {
  const source = readDocument(path)
  const { plan } = read(source)
  const options = { assumeConfirmed: false, only: [], from: null }
  const about = { environment: null, release: null, cwd: folder, options, rehearsal, continues: null, version: '0' }
  const { id } = await held.engine.create({ plan, source, inputs: [], ...about }, by)
  const { signal } = new AbortController()
  const way = { by, holder: held.holder, version: '0', terminal: false, secrets: {}, follow: false, listener() {} }
  return held.engine.drive(id, { ...way, answer, signal })
}

const document = (text: string) => {
  const path = join(folder, 'GO.md')
  writeFileSync(path, text)
  return path
}
const example =
  '# Shop\n\n## Deploy the shop\n\n```bash\nNAME=shop\necho one >> ledger\n```\n\n- [ ] Tell the others\n\n```bash\necho "$NAME" >> ledger\n```\n'

describe('a document, for real', () => {
  it('runs to its end, the shell remembering from block to block', async () => {
    const held = openHoldpoint(place(), process.env)
    const answer: Answerer = async ([decision]) =>
      decision ? { decision: decision.id, answer: { option: 'done', steps: [], reason: null, fields: {} } } : null
    const stop = await drive(held, document(example), answer, false)
    await held.close()
    expect([stop.why, stop.state.outcome]).toEqual(['ended', 'done'])
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toBe('one\nshop\n')
  })
})

describe('a rehearsal', () => {
  const rehearse = async (path: string, fail: readonly number[] = []) => {
    const held: Rehearsal = openRehearsal(place(), read(readDocument(path)).plan, {
      fail,
      refuse: [],
      absent: [],
      degrade: [],
    })
    let asked = 0
    const answer: Answerer = (...question) => {
      if (++asked > 5000) throw new Error('asks for ever')
      return held.answer(...question)
    }
    try {
      return await drive(held, path, answer, true)
    } finally {
      await held.close()
    }
  }

  it('runs nothing, and ends as done', async () => {
    expect((await rehearse(document(example))).state.outcome).toBe('done')
    expect(existsSync(join(folder, 'ledger'))).toBe(false)
  })
  it('aborts at a failure that was asked for when there is no way back', async () => {
    expect((await rehearse(document(example), [7])).state.outcome).toBe('aborted')
  })
})
