import { describe, expect, it } from 'vitest'
import type { AttemptView, StepDocument } from '../../../contract/index.ts'
import { ada } from '../../../testing/run-view.ts'
import { attemptWords, sizeWords, statementAt, statementMarks } from './statements.ts'

const step = {
  statements: ['make', 'make test', 'make install'].map((source, index) => ({
    index,
    source,
    title: null,
    flags: [],
    line: index + 1,
    offered: null,
  })),
} as unknown as StepDocument

const attempt = (more: Partial<AttemptView>): AttemptView => ({
  number: 1,
  startedAt: 0,
  by: ada,
  endedAt: 5000,
  how: 'exit',
  status: 0,
  statements: [],
  notReached: [],
  bytes: 0,
  hidden: false,
  cancelRequested: false,
  target: null,
  survivors: [],
  ...more,
})

const went = (index: number, status: number | null, from: number, to: number) => ({ index, status, ms: 400, from, to })

describe('statements beside an output', () => {
  it('tell how each ended, and which were not reached', () => {
    const marks = statementMarks(
      step,
      attempt({ status: 2, statements: [went(0, 0, 0, 10), went(1, 2, 10, 30)], notReached: [2] }),
      null,
    )
    expect(marks.map(({ state, words }) => [state, words])).toEqual([
      ['passed', 'done, 400 ms'],
      ['failed', 'status 2, 400 ms'],
      ['not-reached', 'not reached'],
    ])
  })

  it('tell which one runs, and begin it where the one before ended', () => {
    const running = attempt({ endedAt: null, how: null, status: null, bytes: null, statements: [went(0, 0, 0, 10)] })
    const marks = statementMarks(step, running, null)
    expect(marks.map(({ state }) => state)).toEqual(['passed', 'running', 'not-reached'])
    expect(marks[1]?.from).toBe(10)
    expect(statementMarks(step, running, 2).map(({ state }) => state)).toEqual(['passed', 'not-reached', 'running'])
  })

  it('take no end for granted where the attempt was lost', () => {
    const lost = attempt({ how: 'unknown', status: null, statements: [went(0, null, 0, 10)] })
    expect(statementMarks(step, lost, null).map(({ state }) => state)).toEqual(['not-known', 'not-known', 'not-known'])
  })

  it('are found by what they printed; one that printed nothing owns no line', () => {
    const marks = statementMarks(
      step,
      attempt({ statements: [went(0, 0, 0, 10), went(1, 0, 10, 10), went(2, 0, 10, 30)] }),
      null,
    )
    expect(statementAt(marks, 9)?.index).toBe(0)
    expect(statementAt(marks, 10)?.index).toBe(2)
    expect(statementAt(marks, 500)?.index).toBe(2)
  })
})

describe('words of an attempt', () => {
  it.each([
    [{}, 'done, 5 s'],
    [{ status: 2 }, 'status 2, 5 s'],
    [{ how: 'timeout' }, 'took too long and was ended after 5 s'],
    [{ how: 'cancelled' }, 'was ended after 5 s'],
    [{ how: 'unknown' }, 'its end is not known'],
    [{ endedAt: null }, 'runs'],
    [{ endedAt: null, cancelRequested: true }, 'is being ended'],
  ] as const)('%j: %s', (more, words) => {
    expect(attemptWords(attempt(more))).toBe(words)
  })

  it('names sizes as people do', () => {
    expect([1, 999, 4_700, 999_600, 52_428_800, 3e9].map(sizeWords)).toEqual([
      '1 byte',
      '999 bytes',
      '4.7 kB',
      '1.0 MB',
      '52 MB',
      '3.0 GB',
    ])
  })
})
