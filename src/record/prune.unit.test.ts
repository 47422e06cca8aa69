import { expect, it } from 'vitest'
import { prune } from './prune.ts'

const day = 86_400_000
const now = 100 * day
const run = (name: string, days: number, outcome: 'done' | null = 'done') => ({
  run: name,
  outcome,
  updatedAt: now - days * day,
})

const acts = (runs: Parameters<typeof prune>[0], keep: number) =>
  prune(runs, { olderThan: 30 * day, keep }, now).map(({ run: { run: name }, act, why }) => [name, act, why])

it('removes what ended long ago and says why it keeps the rest', () => {
  expect(
    acts([run('new', 40), run('young', 30), run('yesterday', 1), run('old', 31), run('waiting', 90, null)], 1),
  ).toEqual([
    ['new', 'keep', 'it is one of the newest 1'],
    ['young', 'keep', 'it ended 30 days ago'],
    ['yesterday', 'keep', 'it ended 1 day ago'],
    ['old', 'remove', 'it ended 31 days ago'],
    ['waiting', 'keep', 'it is not over; `holdpoint resume` goes on with it'],
  ])
})

it('keeps a run that is not over at any age', () => {
  expect(acts([run('waiting', 10_000, null)], 0).map(([, act]) => act)).toEqual(['keep'])
})
