import { describe, expect, it } from 'vitest'
import { aPlan } from '../testing/plans.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'
import { digestOf } from './chain.ts'
import type { Recorded } from './index.ts'
import { comeTo, learnedDurations } from './learned.ts'

const condition = { text: 'perhaps', span: { start: 0, end: 1, line: 1, endLine: 1 } }

const plan = (script = 'make', more: readonly string[] = []) =>
  aPlan({
    sections: [
      {
        title: 'Deploy',
        steps: [...more, { title: 'Build', run: [script, { script: 'x', condition }] }, 'Look'],
      },
    ],
  })

/** The journal of a run in which each event came so many milliseconds after the one before. */
const spaced = ({ journal }: Scenario, between: number): readonly Recorded[] =>
  journal.map((one, index) => ({ ...one, at: index * between }))

const passed = (script = 'make', holds: 'yes' | 'no' = 'no') => {
  const run = aRun(plan(script))
  run.advance()
  run.answer('condition', holds)
  run.advance()
  run.end()
  run.advance()
  run.answer('confirm', 'done')
  return run
}

const durations = (...journals: (readonly Recorded[])[]) => learnedDurations(plan(), journals, digestOf)

describe('what earlier runs took', () => {
  it('is the median, of a command from its start to its end, of people from the question to their answer', () => {
    expect(durations(spaced(passed(), 1000), spaced(passed(), 3000), spaced(passed(), 9000))).toEqual({
      Build: 3000,
      Look: 6000,
    })
    expect(durations(spaced(passed(), 1000), spaced(passed(), 2000)).Build).toBe(1500)
  })
  it('counts for a command whose text is the same, whatever stands around it and whichever parts were left out', () => {
    const journals = [spaced(passed(), 1000)]
    expect(learnedDurations(plan('make', ['New']), journals, digestOf)).toHaveProperty('Build')
    expect(learnedDurations(plan('make all'), journals, digestOf)).not.toHaveProperty('Build')
    expect(durations(spaced(passed('make', 'yes'), 1000))).toHaveProperty('Build')
  })
  it('is not told by what failed or did not run from the beginning', () => {
    const run = aRun(plan())
    run.advance()
    run.answer('condition', 'no')
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.advance()
    run.answer('failure', 'accept', { reason: 'known' })
    expect(durations(spaced(run, 1000))).toEqual({})
  })
})

it('a rehearsal has come to a step as it stands when its text was the same', () => {
  const { journal } = passed()
  expect([...comeTo(plan(), journal, digestOf)]).toEqual(['Build', 'Look'])
  expect([...comeTo(plan('make all'), journal, digestOf)]).toEqual(['Look'])
})
