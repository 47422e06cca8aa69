import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apply, edits, htmlPage, json, junit, markdown, unapply, verify } from '../../src/record/index.ts'
import { type Recorded, type RunState, replay, upcast } from '../../src/run/index.ts'
import type { KeptJournal } from './kept.ts'

const folder = import.meta.dirname
const kept = globSync('*.json', { cwd: folder })
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as KeptJournal)

const opened = (journal: readonly Recorded[]): RunState => {
  const state = replay(upcast(journal, null))
  if (!state) throw new Error('an empty journal')
  return state
}

it('a journal of every released version is kept, from the first one on', () => {
  expect(kept[0]?.version).toBe('0.1.0')
})

describe.each(kept)('Promise 22: the journal that version $version left', ({ version, journal, outputs }) => {
  it('opens as the run that it was', () => {
    const state = opened(journal)
    expect(state).toMatchObject({ status: 'ended', outcome: 'backed-out', release: '2.0.0', seq: journal.length })
    expect(journal[0]?.event).toMatchObject({ type: 'RunCreated', version })
    const notPassed = state.plan.steps.flatMap(({ number, id }) => {
      const { outcome, attempts } = state.steps.get(id)
      return outcome === 'passed' ? [] : [{ number, outcome, attempts: attempts.length }]
    })
    expect(notPassed).toEqual([{ number: 11, outcome: 'failed', attempts: 2 }])
    expect(state.deviations).toMatchObject([
      { kind: 'assumed' },
      { kind: 'edited', diff: { before: 'rm -rf data/cache', after: 'rm -rf data/cache data/old' } },
    ])
    expect(state.inputs).toMatchObject({ INPUT_VERSION: { value: '2.0.0', from: 'person' } })
    expect(Object.values(state.procedures)).toMatchObject([{ reason: 'orders are missing', outcome: 'done' }])
    expect(json(state, journal)).toMatchObject({ counts: { failed: 1 } })
  })

  it('opens at each of its events', () => {
    for (let length = 1; length <= journal.length; length += 1)
      expect(opened(journal.slice(0, length)).seq).toBe(length)
  })

  it('is proved as it was written, with its outputs', () => {
    const last = journal.at(-1)
    const head = last ? { seq: last.seq, hash: last.hash } : null
    const digest = (text: string) => createHash('sha256').update(text).digest('hex')
    const found = (of: Pick<(typeof outputs)[number], 'step' | 'attempt' | 'log'>) => {
      const one = outputs.find((it) => it.step === of.step && it.attempt === of.attempt && it.log === of.log)
      return one ? { bytes: Buffer.byteLength(one.text), digest: digest(one.text) } : null
    }
    expect(outputs.some(({ text }) => text !== '')).toBe(true)
    expect(verify(journal, head, found)).toEqual([])
    expect(verify(journal.with(1, { ...(journal[1] as Recorded), at: 0 }), head, found)).toMatchObject([{ seq: 2 }])
  })

  it('gives its record in every form', () => {
    const state = opened(journal)
    const filled = apply(state.source.text, edits(state))
    expect(filled).toContain('- [x] Approved by the release manager: Ada Lovelace\n')
    expect(unapply(filled, edits(state))).toBe(state.source.text)
    expect(markdown(state, journal)).toContain('backed out')
    expect(htmlPage(state, journal, () => null)).toContain('Deploy the shop')
    expect(junit(state, journal, () => null)).toMatch(/<testsuites [^>]*failures="1"/)
  })
})
