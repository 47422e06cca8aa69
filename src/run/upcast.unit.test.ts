import { describe, expect, it } from 'vitest'
import type { Plan } from '../plan/index.ts'
import { emptyPlan } from '../testing/plan-parts.ts'
import { comment, runCreated } from '../testing/run-events.ts'
import { ada } from '../testing/scenario.ts'
import { seal } from './chain.ts'
import type { RunEvent } from './events.ts'
import { replay } from './index.ts'
import { journalFormat, upcast } from './upcast.ts'

const journalOf = (...events: readonly unknown[]) =>
  events.map((event, at) => seal({ run: 'r1', seq: at + 1, at, actor: ada, event: event as RunEvent }, ''))

describe('A journal that a newer version wrote', () => {
  it('is refused at the first event of a kind that this version does not know, instead of being read without it', () => {
    const journal = journalOf(runCreated(), comment('so far so good'), { type: 'PlanetsAligned', step: 'x' })
    expect(() => replay(journal)).toThrow('event 3 holds an event of the unknown kind PlanetsAligned')
    expect(replay(journal.slice(0, 2))?.comments).toHaveLength(1)
  })

  it('is refused for its format, at its beginning and wherever it is read on', () => {
    const format = journalFormat + 1
    expect(() => upcast(journalOf(runCreated({ format })), null)).toThrow(`a journal of format ${format}`)
    expect(() => upcast(journalOf(comment('x')), format)).toThrow(`a journal of format ${format}`)
    expect(upcast([], format)).toEqual([])
  })

  it('is refused for the version of its plan', () => {
    const plan = { ...emptyPlan, version: 2 } as unknown as Plan
    expect(() => upcast(journalOf(runCreated({ plan })), null)).toThrow('a plan of version 2')
  })
})

it('a journal of the newest format is read as it was written', () => {
  const journal = journalOf(runCreated(), comment('x'))
  expect(upcast(journal, null)).toBe(journal)
  expect(replay(journal)?.format).toBe(journalFormat)
})
