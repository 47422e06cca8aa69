import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account } from '../../src/read/plan/index.ts'
import { appended, apply, edits, markdown, unapply } from '../../src/record/index.ts'
import { type Recorded, type RunState, replay } from '../../src/run/index.ts'
import { knownDocuments, noneKnown, ofKnown } from '../../src/testing/known-documents.ts'
import { strangeLines } from './filled-in.ts'
import { type Rehearsed, rehearse } from './rehearse.ts'

/** The run that a journal tells of. */
const folded = (history: readonly Recorded[]): RunState => {
  const state = replay(history)
  if (!state) throw new Error('the journal is empty')
  return state
}

describe('every known document', () => {
  let folder = ''
  const rehearsed = new Map<string, Rehearsed>()
  const runs = () => [...rehearsed].filter(([, one]) => one.history.length > 0)
  const refused = () => [...rehearsed].filter(([, one]) => one.history.length === 0)
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdpoint-corpus-'))
    for (const path of knownDocuments) rehearsed.set(basename(path), await rehearse(folder, path))
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.skipIf(noneKnown)(ofKnown('is rehearsed to its end, or refused because it has no steps'), () => {
    const ends = [...rehearsed].map(([path, { stop }]) => [
      path,
      typeof stop === 'string' ? stop : `${stop.why} ${stop.state.outcome}`,
    ])
    expect(ends.filter(([, end]) => end !== 'ended done' && end !== 'no-steps')).toEqual([])
    expect(runs().length).toBeGreaterThan(200)
  })

  it.skipIf(noneKnown)(ofKnown('that is refused holds no box and no command that a run would have to take'), () => {
    for (const [path, { plan, judged }] of refused()) {
      expect(
        plan.main.flatMap((block) => block.steps),
        path,
      ).toEqual([])
      expect(account(plan, judged).missing, path).toEqual([])
    }
  })

  it.skipIf(noneKnown)(ofKnown('leaves no step of the main line open'), () => {
    for (const [path, { plan, history }] of runs()) {
      const state = folded(history)
      const due = plan.main.flatMap((block) => block.steps)
      expect(
        due.filter((step) => state.steps.get(step).phase !== 'settled'),
        path,
      ).toEqual([])
    }
  })

  it.skipIf(noneKnown)(ofKnown('comes back as it was, less what was filled in'), () => {
    for (const [path, { source, history }] of runs()) {
      const state = folded(history)
      const record = markdown(state, history)
      const made = edits(state)
      const body = apply(source.text, made)
      expect(record, path).toBe(body + appended(state, history))
      expect(unapply(body, made), path).toBe(source.text)
      expect(strangeLines(source.text, record), path).toEqual([])
    }
  })
})

describe('what counts as filled in', () => {
  const section = '\n<!-- holdpoint record r -->\n'
  it.each([
    ['- [ ] The team knows', '- [x] The team knows'],
    ['- [ ] The team knows', '- [-] The team knows *(skipped: ill, Ada)*'],
    ['Name: ______ Date: ______', 'Name: Ada Date: today'],
    ['| Ada |  |', '| Ada | yes |'],
    ['Subject: Live since [Date/Time]', 'Subject: Live since 2026-11-21 15:00 UTC'],
  ])('%s as %s', (source, filled) => {
    expect(strangeLines(source, filled + section)).toEqual([])
  })
  it.each([
    ['- [ ] The team knows', '- [x] The team known'],
    ['Restart the server', 'Restart server'],
    ['- [ ] a', ''],
    ['echo one', 'echo one two'],
  ])('not %s as %s', (source, other) => {
    expect(strangeLines(source, other + section)).toHaveLength(1)
  })
})
