import { describe, expect, it } from 'vitest'
import { runView as contract } from '../../contract/index.ts'
import type { RunState } from '../../run/index.ts'
import { aPlan } from '../../testing/plans.ts'
import { aRun, ran } from '../../testing/scenario.ts'
import { pictureOf, runView } from './run-view.ts'

const around = { now: 0, zone: 'UTC', driver: null, needs: [], stopped: null }
const told = (state: RunState) => contract.parse(runView(pictureOf(state, around), [], null))

const plan = aPlan({
  sections: [
    { title: 'Before', order: 'any', steps: ['a', 'b'] },
    {
      title: 'Deploy',
      order: 'ordered',
      steps: [
        { title: 'build', run: ['make'] },
        { title: 'ship', run: ['ship'] },
      ],
    },
    { title: 'Back', level: 1, steps: [{ title: 'undo', run: ['make undo'] }] },
  ],
})

const learned = { build: 60_000, ship: 30_000 }

describe('A run as a page is told of it', () => {
  it('names what is next, whom it waits for and how far it is', () => {
    const run = aRun(plan, {}, null, { learned })
    run.advance()
    const view = told(run.state)
    expect(view.progress).toEqual({ total: 4, done: 0, failed: 0, skipped: 0, leftSeconds: 90 })
    expect(view.next).toEqual(['a', 'b', 'build', 'ship'])
    expect(view.open[0]).toMatchObject({
      kind: 'confirm',
      steps: ['a', 'b'],
      left: ['a', 'b'],
      may: 'anybody',
      mine: null,
    })
    expect(view.open[0]?.options.find(({ id }) => id === 'done')).toMatchObject({ lets: true })
    expect(view.steps).toMatchObject({ a: { state: 'waiting' }, b: { state: 'waiting' } })
    expect(Object.keys(view.steps)).toEqual(['a', 'b'])
    expect(view.waits.at(-1)).toBe('Nobody drives it: it goes on when somebody resumes it.')
    expect(told(run.state).ways).toMatchObject([{ title: 'Back', meant: true, standing: 'early', state: null }])
  })

  it('counts down what is left, and shows what failed as failed while people are asked about it', () => {
    const run = aRun(plan, {}, null, { learned })
    run.advance()
    run.answer('confirm', 'done')
    run.advance()
    expect(told(run.state)).toMatchObject({
      running: [{ step: 'build', attempt: 1, expectedMs: 60_000 }],
      steps: { build: { state: 'running' } },
      progress: { done: 2, leftSeconds: 90 },
    })
    run.end({ status: 0 })
    run.advance()
    run.end({ status: 3, statements: [ran(0, 3)] })
    run.advance()
    const view = told(run.state)
    expect(view).toMatchObject({
      progress: { done: 3, leftSeconds: 30 },
      steps: { build: { state: 'passed', how: 'ran' }, ship: { state: 'failed', how: null } },
      open: [{ kind: 'failure', steps: ['ship'], left: ['ship'] }],
    })
    run.act({ type: 'Back', procedure: null, reason: 'enough', confirmed: true })
    run.advance()
    expect(told(run.state)).toMatchObject({
      line: 'Back',
      ways: [{ state: 'running', standing: 'taken' }],
      progress: { total: 1 },
    })
  })

  it('lays planned against actual, along what must follow each other', () => {
    const run = aRun(plan, {}, null, { learned })
    const { createdAt } = run.state
    expect(told(run.state).timeline).toEqual([
      { step: 'build', planned: { from: createdAt, to: createdAt + 60_000 }, actual: null, critical: true },
      { step: 'ship', planned: { from: createdAt + 60_000, to: createdAt + 90_000 }, actual: null, critical: true },
    ])
    run.advance()
    run.answer('confirm', 'done')
    run.advance()
    expect(told(run.state).timeline[0]?.actual).toEqual({ from: run.state.updatedAt, to: null })
  })

  it('knows nothing of times that nobody has told', () => {
    const view = told(aRun(plan).state)
    expect(view.progress.leftSeconds).toBeNull()
    expect(view.timeline.map(({ planned }) => planned)).toEqual([null, null])
  })
})
