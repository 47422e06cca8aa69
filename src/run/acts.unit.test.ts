import { describe, expect, it } from 'vitest'
import { aPlan, deploy } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'
import { fold } from './fold.ts'

describe('by other means', () => {
  const plan = aPlan({ sections: [deploy('First', { title: 'Build', run: ['make'] }, 'Last')] })

  it('a tick ahead of its turn is a deviation; a tick of the item that is asked is its answer', () => {
    const run = aRun(plan)
    run.advance()
    run.act({ type: 'Tick', steps: ['Last'], as: 'done', reason: null, values: [] })
    run.act({ type: 'Tick', steps: ['First'], as: 'done', reason: null, values: [] })
    expect(run.state.deviations).toMatchObject([{ step: 'Last', kind: 'out-of-order' }])
    expect(run.state.open).toEqual([])
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Build' }])
    expect(() => run.act({ type: 'Tick', steps: ['First'], as: 'open', reason: null, values: [] })).toThrow(
      'a command ran after it',
    )
  })

  it('two operators on one item: the second learns who was first', () => {
    const run = aRun(plan)
    run.advance()
    const { id } = run.asked('confirm')
    const answer = { option: 'done', steps: [], reason: null, fields: {} } as const
    run.act({ type: 'Answer', decision: id, answer })
    expect(() => run.act({ type: 'Answer', decision: id, answer })).toThrow('Ada Lovelace')
  })

  it('what follows from an act in the same act is the act of who acted, not of who began the run', () => {
    const bob = { kind: 'person', id: 'bob', name: null, key: null } as const
    const run = aRun(plan)
    run.advance()
    const context = { now: 0, run: 'r1', by: bob, newId: String, digestOf: String }
    const settled = {
      type: 'StepSettled',
      step: 'First',
      outcome: 'passed',
      how: 'ticked',
      reason: null,
      values: [],
    } as const
    expect(fold(run.state, [settled], context).steps.get('First').by).toEqual(bob)
  })

  it('an abort while a step runs waits for its true end', () => {
    const run = aRun(plan)
    run.act({ type: 'Tick', steps: ['First'], as: 'done', reason: null, values: [] })
    run.advance()
    run.act({ type: 'Abort', reason: 'wrong day' })
    expect(run.state.status).toBe('running')
    expect(run.end({ how: 'cancelled', status: 143 }).at(-1)).toEqual({
      type: 'RunEnded',
      outcome: 'aborted',
      reason: 'wrong day',
    })
  })

  it('a run that has ended takes comments and nothing else, and ends as it ended', () => {
    const run = aRun(plan)
    run.act({ type: 'Abort', reason: 'wrong day' })
    const { outcome, steps } = run.state
    run.act({ type: 'Comment', step: 'First', text: 'It was a holiday.' })
    expect(run.state.comments).toMatchObject([{ step: 'First', text: 'It was a holiday.' }])
    expect(run.state).toMatchObject({ status: 'ended', outcome })
    expect(run.state.steps).toBe(steps)
    expect(() => run.act({ type: 'Resume' })).toThrow('has ended (aborted)')
  })

  it('a service that outlived its run is sealed when it stops, once', () => {
    const run = aRun(plan)
    run.act({ type: 'Tick', steps: ['First', 'Last'], as: 'done', reason: null, values: [] })
    run.advance()
    const service = { statement: 0, pid: 42, startTime: '7', command: 'serve', port: null, log: 'service-0.log' }
    run.end({ services: [service] })
    run.advance()
    expect(run.state.outcome).toBe('done')
    const later = { bytes: 3, digest: 'd' }
    const gone = { type: 'EndService', step: 'Build', attempt: 1, pid: 42, later, why: 'gone' } as const
    expect(run.act(gone)).toMatchObject([{ type: 'ServiceEnded', later }])
    expect(run.state.services).toMatchObject([{ pid: 42, why: 'gone' }])
    expect(run.act(gone)).toEqual([])
    expect(run.state.outcome).toBe('done')
  })

  it('a part of the document leaves out the rest, step by step, as deviations', () => {
    const run = aRun(aPlan({ sections: [{ title: 'Prepare', steps: ['A'] }, deploy('B')] }), { only: ['deploy'] })
    run.advance()
    expect(run.state.deviations).toMatchObject([{ step: 'A', kind: 'partial' }])
    expect(run.asked('confirm').steps).toEqual(['B'])
  })
})
