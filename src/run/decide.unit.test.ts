import { describe, expect, it } from 'vitest'
import { aPlan } from '../testing/plans.ts'
import { aRun, ran } from '../testing/scenario.ts'

const release = aPlan({
  sections: [
    { title: 'Prepare', order: 'any', steps: ['Tests are green', 'Team knows'] },
    { title: 'Deploy', steps: [{ title: 'Build', run: ['make build', 'make install'] }, 'Service is up'] },
    { title: 'Rollback', level: 1, steps: [{ title: 'Restore', run: ['make restore'] }] },
  ],
})

const types = (events: readonly { readonly type: string }[]) => events.map((one) => one.type)

describe('A run of a plain document', () => {
  it('asks for the items of a section at once, runs the commands in order and ends', () => {
    const run = aRun(release)
    run.advance()
    expect(run.asked('confirm').steps).toEqual(['Tests are green', 'Team knows'])
    expect(run.advance()).toEqual([])

    run.answer('confirm', 'done')
    expect(types(run.advance())).toEqual(['StepStarted'])
    expect(run.state.running).toMatchObject([{ step: 'Build', attempt: 1 }])
    expect(run.advance()).toEqual([])

    expect(types(run.end())).toEqual(['StepEnded', 'StepSettled'])
    run.advance()
    run.answer('confirm', 'done')
    expect(types(run.advance())).toEqual(['RunEnded'])
    expect(run.state).toMatchObject({ status: 'ended', outcome: 'done', deviations: [] })
  })

  it('records each item by itself and waits for the last one', () => {
    const run = aRun(release)
    run.advance()
    const first = run.answer('confirm', 'done', { steps: ['Team knows'] })
    expect(first).toMatchObject([{ closed: false }, { step: 'Team knows', outcome: 'passed', how: 'ticked' }])
    expect(run.advance()).toEqual([])
    expect(run.answer('confirm', 'done')).toMatchObject([{ closed: true }, { step: 'Tests are green' }])
  })

  it('holds at a failed statement and retries from there on', () => {
    const run = aRun(release)
    run.advance()
    run.answer('confirm', 'done')
    run.advance()
    run.end({ status: 2, statements: [ran(0, 0), ran(1, 2)] })
    expect(run.asked('failure')).toMatchObject({ statement: 1, attempt: 1 })
    expect(run.advance()).toEqual([])
    run.answer('failure', 'retry')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', attempt: 2, statement: 1 }])
  })

  it('refuses everything once it has ended', () => {
    const run = aRun(release)
    run.act({ type: 'Abort', reason: null })
    expect(() => run.advance()).toThrow('has ended (aborted)')
  })
})
