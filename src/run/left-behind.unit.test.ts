import { describe, expect, it } from 'vitest'
import { junit } from '../record/index.ts'
import { aPlan, type PlanDraft } from '../testing/plans.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'

const draft: PlanDraft = {
  sections: [
    {
      title: 'Deploy',
      steps: [
        { title: 'Build', run: ['make'], expect: [{ text: 'it looks right', on: 0 }] },
        { title: 'Install', run: ['make install'], children: ['Version is right'] },
      ],
    },
    { title: 'Rollback', level: 1, steps: [{ title: 'Restore', run: ['make restore'] }] },
    { title: 'Disaster', level: 2, steps: [{ title: 'Rebuild', run: ['make rebuild'] }] },
  ],
}
const plan = aPlan(draft)
const met = [{ expectation: 'Build/0', verdict: 'met', why: '', by: null }] as const

const started = (): Scenario => {
  const run = aRun(plan)
  run.advance()
  return run
}
const failed = (): Scenario => {
  const run = started()
  run.end({ status: 2, statements: [ran(0, 2)] })
  return run
}
const backedOut = (run: Scenario): Scenario => {
  run.advance()
  run.end()
  run.advance()
  return run
}
const outcomes = ({ state }: Scenario) =>
  Object.fromEntries(state.plan.steps.map(({ id }) => [id, state.steps.get(id).outcome]))

describe('A step that failed', () => {
  it('is recorded as failed when the way back is taken, which is no deviation, and the way back itself is done', () => {
    const run = failed()
    run.answer('failure', 'back', { reason: 'too slow' })
    run.answer('procedure', 'start')
    expect(run.state.steps.get('Build')).toMatchObject({ outcome: 'failed', reason: 'It ended with status 2.' })
    backedOut(run)
    expect(run.state).toMatchObject({ outcome: 'backed-out', procedures: { Rollback: { outcome: 'done' } } })
    expect(run.state.deviations).toEqual([])
    expect(junit(run.state, run.journal, () => null)).toMatch(/<testsuites [^>]*failures="1"/)
  })

  it('is recorded as failed when the run is aborted', () => {
    const run = failed()
    run.answer('failure', 'abort')
    expect(run.state.outcome).toBe('aborted')
    expect(outcomes(run)).toMatchObject({ Build: 'failed', Install: null })
  })

  it('is recorded as failed when it was cancelled by an abort, or for the way back', () => {
    const aborted = started()
    aborted.act({ type: 'Abort', reason: null })
    aborted.end({ how: 'cancelled', status: 143, statements: [] })
    expect(outcomes(aborted)).toMatchObject({ Build: 'failed' })

    const left = started()
    left.act({ type: 'Back', procedure: null, reason: null })
    left.answer('procedure', 'start')
    left.end({ how: 'cancelled', status: 143, statements: [] })
    expect(outcomes(backedOut(left))).toMatchObject({ Build: 'failed', Restore: 'passed' })
    expect(left.state.procedures).toMatchObject({ Rollback: { outcome: 'done' } })
  })

  it('is recorded as failed in a procedure that is left for a harsher one', () => {
    const run = failed()
    run.answer('failure', 'back')
    run.answer('procedure', 'start')
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.answer('failure', 'back')
    run.answer('procedure', 'start')
    expect(outcomes(backedOut(run))).toMatchObject({ Build: 'failed', Restore: 'failed', Rebuild: 'passed' })
    expect(run.state.procedures).toMatchObject({ Rollback: { outcome: 'left' }, Disaster: { outcome: 'done' } })
  })
})

describe('What else was left behind', () => {
  it('is unknown when its end was not seen, or nobody judged it', () => {
    const lost = started()
    lost.end({ how: 'unknown', status: null, statements: [ran(0, null)] })
    lost.answer('unknown', 'abort')
    expect(outcomes(lost)).toMatchObject({ Build: 'unknown' })

    const unclear = started()
    unclear.end({}, [{ expectation: 'Build/0', verdict: 'unclear', why: 'Only a person can tell.', by: null }])
    unclear.answer('judgment', 'abort')
    expect(outcomes(unclear)).toMatchObject({ Build: 'unknown' })
    expect(unclear.state.deviations).toEqual([])
  })

  it('failed when it is a sign-off that was refused, unless somebody signs after all', () => {
    const signoff = aPlan({ sections: [{ title: 'Deploy', steps: [{ title: 'QA', kind: 'signoff' }] }] })
    const refused = aRun(signoff)
    refused.advance()
    refused.answer('signoff', 'refuse', { reason: 'two tests fail' })
    refused.answer('failure', 'abort')
    expect(refused.state.steps.get('QA')).toMatchObject({ outcome: 'failed', reason: 'It was refused: two tests fail' })

    const signed = aRun(signoff)
    signed.advance()
    signed.answer('signoff', 'refuse', { reason: 'two tests fail' })
    signed.answer('failure', 'retry')
    signed.advance()
    signed.answer('signoff', 'sign')
    signed.advance()
    expect(signed.state).toMatchObject({ outcome: 'done' })
    expect(outcomes(signed)).toEqual({ QA: 'passed' })
  })

  it('stays open when its command was well and its parts are not done', () => {
    const run = started()
    run.end({}, met)
    run.advance()
    run.end()
    run.advance()
    run.answer('confirm', 'abort')
    expect(outcomes(run)).toMatchObject({ Build: 'passed', Install: null, 'Version is right': null })
  })
})

describe('The reason of a way back', () => {
  const reasonOf = (run: Scenario) => run.state.procedures.Rollback?.reason

  it('is the one with which it was asked for, unless its start has one of its own', () => {
    const asked = started()
    asked.act({ type: 'Back', procedure: null, reason: 'checkout is down' })
    expect(asked.asked('procedure').reason).toBe('checkout is down')
    asked.answer('procedure', 'start')
    expect(reasonOf(asked)).toBe('checkout is down')

    const own = failed()
    own.answer('failure', 'back', { reason: 'no idea' })
    own.answer('procedure', 'start', { reason: 'disk is full' })
    expect(reasonOf(own)).toBe('disk is full')
  })

  it('may be given later: the question is asked anew with it', () => {
    const run = started()
    run.act({ type: 'Back', procedure: null, reason: null })
    run.act({ type: 'Back', procedure: null, reason: 'checkout is down' })
    expect(run.act({ type: 'Back', procedure: null, reason: null })).toEqual([])
    expect(run.state.open.filter(({ kind }) => kind === 'procedure')).toHaveLength(1)
    run.answer('procedure', 'start')
    expect(reasonOf(run)).toBe('checkout is down')
  })
})
