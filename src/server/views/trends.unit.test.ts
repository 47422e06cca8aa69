import { describe, expect, it } from 'vitest'
import type { RunHeader } from '../../engine/ports.ts'
import { ada } from '../../testing/scenario.ts'
import type { RunFacts } from './run-facts.ts'
import { type Told, trendsView } from './trends.ts'

const day = 86_400_000
const minute = 60_000
const now = 100 * day
const of = { from: now - 28 * day, to: now, unread: 0 }

const told = (
  run: string,
  daysAgo: number,
  header: Partial<RunHeader> & { readonly minutes?: number } = {},
  facts: Partial<RunFacts> = {},
): Told => {
  const { minutes = 10, ...rest } = header
  const createdAt = now - daysAgo * day
  const updatedAt = createdAt + minutes * minute
  return {
    header: {
      run,
      document: 'DEPLOY.md',
      title: 'Deploy',
      environment: 'production',
      rehearsal: false,
      createdAt,
      updatedAt,
      last: 10,
      head: '',
      outcome: 'done',
      ...rest,
    },
    facts: {
      run,
      release: null,
      operator: ada,
      continues: null,
      startedAt: createdAt,
      endedAt: updatedAt,
      outcome: rest.outcome ?? 'done',
      whole: true,
      deployed: true,
      wrongAt: null,
      backAt: null,
      changes: null,
      times: { machine: 0, people: 0, rest: 0, steps: {} },
      steps: {},
      sections: [],
      ...facts,
    },
  }
}
const nothing = new Map<string, readonly number[]>()
const view = (all: readonly Told[], commits: ReadonlyMap<string, readonly number[]> = nothing) =>
  trendsView(all, [], of, commits)

describe('numbers of runs', () => {
  it('are not made up where there is not enough to tell', () => {
    const { duration, failed, dora } = view([told('a', 1)])
    for (const one of [duration.median, failed, dora.frequency, dora.lead, dora.failures, dora.restore]) {
      expect(one.value).toBeNull()
      expect(one.why).toMatch(/^Not enough to tell: it takes /)
      expect(one.definition).not.toBe('')
      expect(one.source).not.toBe('')
    }
    expect(view([]).time).toMatchObject({ document: null, runs: 0 })
  })

  it('tell how long runs took that were done, from beginning to end', () => {
    const all = [
      told('a', 1, { minutes: 10 }),
      told('b', 2, { minutes: 30 }),
      told('c', 3, { minutes: 20 }),
      told('d', 4, { minutes: 999, outcome: 'aborted' }),
    ]
    expect(view(all).duration.median).toMatchObject({ value: 20 * minute, unit: 'ms', counted: 3, why: null })
    expect(view(all).duration.slowest.value).toBe(28 * minute)
    expect(view(all).failed).toMatchObject({ value: 1 / 4, counted: 4 })
    expect(view(all).runs.map(({ run }) => run)).toEqual(['d', 'c', 'b', 'a'])
  })

  it('count deployments a week: whole runs that deployed and were done', () => {
    const all = [
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((at) => told(`r${at}`, at)),
      told('part', 1, {}, { whole: false }),
      told('checks', 1, {}, { deployed: false }),
      told('failed', 1, { outcome: 'failed' }),
    ]
    expect(view(all).dora.frequency).toMatchObject({ value: 2, unit: 'per-week', counted: 8 })
  })

  it('count a deployment as failed also when its way back was taken by a later run', () => {
    const all = [
      told('back', 1, {}, { continues: 'b', whole: false }),
      told('a', 2),
      told('b', 3),
      told('c', 4, { outcome: 'backed-out' }),
      told('d', 5),
    ]
    expect(view(all).dora.failures).toMatchObject({ value: 2 / 4, counted: 4 })
  })

  it('measure restoring from what first went wrong to the end of the way back, or of the next that was done', () => {
    const wrongAt = now - 10 * day
    const byWayBack = told('a', 10, { outcome: 'backed-out', minutes: 30 }, { wrongAt, backAt: wrongAt + 20 * minute })
    expect(view([byWayBack]).dora.restore).toMatchObject({ value: 20 * minute, counted: 1 })
    const failed = told('b', 10, { outcome: 'failed', minutes: 30 }, { wrongAt })
    const elsewhere = told('s', 9.9, { environment: 'staging' })
    expect(view([elsewhere, failed]).dora.restore.value).toBeNull()
    const next = told('c', 9, { minutes: 0 })
    expect(view([next, elsewhere, failed]).dora.restore).toMatchObject({ value: day, counted: 1 })
  })

  it('tell the age of commits when they were deployed, where git knows them', () => {
    const done = told('a', 2, { minutes: 0 })
    const at = done.header.updatedAt
    const commits = new Map([['a', [at - 3 * day, at - day, at - 2 * day]]])
    expect(view([done], commits).dora.lead).toMatchObject({ value: 2 * day, counted: 3 })
    expect(view([done]).dora.lead.value).toBeNull()
  })

  it('tell where the time goes, by section and step of the document that most runs are of', () => {
    const steps = {
      one: { number: 1, title: 'Back up', line: 3 },
      two: { number: 2, title: 'Ask', line: 5 },
    }
    const facts = (machine: number, people: number): Partial<RunFacts> => ({
      steps,
      sections: [{ title: 'Prepare', line: 1, steps: ['one', 'two'] }],
      times: { machine, people, rest: 7, steps: { one: { machine, people: 0 }, two: { machine: 0, people } } },
    })
    const all = [told('a', 1, {}, facts(10, 100)), told('b', 2, {}, facts(30, 300)), told('c', 3, {}, facts(20, 200))]
    expect(view(all).time).toEqual({
      document: 'DEPLOY.md',
      runs: 3,
      machine: 20,
      people: 200,
      rest: 7,
      sections: [{ title: 'Prepare', line: 1, runs: 3, machine: 20, people: 200 }],
      steps: [
        { number: 2, title: 'Ask', line: 5, runs: 3, machine: 0, people: 200 },
        { number: 1, title: 'Back up', line: 3, runs: 3, machine: 20, people: 0 },
      ],
    })
  })
})
