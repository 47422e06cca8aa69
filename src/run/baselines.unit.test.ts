import { describe, expect, it } from 'vitest'
import type { Plan, SeenValue } from '../plan/index.ts'
import { aPlan, deploy } from '../testing/plans.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'
import { attemptSpec } from './attempt-spec.ts'
import { seenBefore } from './baselines.ts'
import { watchedTriggers } from './way-back/watched.ts'

const check = {
  run: ['sqlite app.db "select 1" value>=before'],
  command: { language: 'check' },
  kind: 'check',
} as const

const made = aPlan({
  sections: [
    deploy({ title: 'Before', ...check }, { title: 'Build', run: ['make'] }),
    { title: 'Verify', steps: [{ title: 'No data loss', ...check }] },
    {
      title: 'Rollback',
      level: 1,
      triggers: ['Rows are lost'],
      steps: [
        { title: 'Restore', run: ['make back'] },
        { title: 'Rows are back', ...check },
      ],
    },
  ],
})
const plan: Plan = {
  ...made,
  steps: made.steps.map((step) => {
    if (step.id === 'Before') return { ...step, baseline: true }
    return step.kind === 'check' ? { ...step, before: 'Before' } : step
  }),
  procedures: made.procedures.map((one) => ({
    ...one,
    triggers: one.triggers.map((trigger) => ({
      ...trigger,
      check: 'sqlite app.db "select 1" value<before',
      before: 'Before',
    })),
  })),
}
const value: SeenValue = { of: 'value', text: '1204', amount: 1204, in: null }
const lost: SeenValue = {
  ...value,
  text: '1203',
  amount: 1203,
  compared: { before: '1204', allowed: '>= 1204', verdict: 'unmet' },
}

/** Measured, and then as far as `Build` has ended. */
const measured = (run: Scenario, seen: readonly SeenValue[] = [value]) => {
  run.advance()
  run.end({ statements: [{ ...ran(0, 0), seen }] })
  run.advance()
  run.end()
  run.advance()
  return run
}

describe('what was measured before the change', () => {
  it('reaches the attempt that compares with it, and the journal alone tells it', () => {
    const { state } = measured(aRun(plan))
    expect(attemptSpec(state, 'Before')).toMatchObject({ baseline: true })
    expect(attemptSpec(state, 'No data loss')).toMatchObject({ before: [value] })
    expect(attemptSpec(state, 'Build')).not.toHaveProperty('before')
  })

  it('reaches the looks at a condition for going back, which begin with the first change', () => {
    expect(watchedTriggers(measured(aRun(plan)).state)).toMatchObject([{ text: 'Rows are lost', before: [value] }])
  })

  it('is compared on the way back as well', () => {
    const run = measured(aRun(plan))
    run.end()
    run.act({ type: 'Back', procedure: null, reason: 'slow', confirmed: true })
    run.advance()
    run.end()
    run.advance()
    expect(attemptSpec(run.state, 'Rows are back')).toMatchObject({ before: [value] })
  })

  it('is nothing where it was skipped, and something where a person let it stand', () => {
    const failing = () => {
      const run = aRun(plan)
      run.advance()
      run.end({ status: 1, statements: [{ ...ran(0, 1), seen: [value] }] })
      run.advance()
      return run
    }
    const skipped = failing()
    expect(seenBefore(skipped.state, 'Before')).toEqual([])
    skipped.answer('failure', 'skip', { reason: 'no database here' })
    expect(seenBefore(skipped.state, 'Before')).toEqual([])
    const accepted = failing()
    accepted.answer('failure', 'accept', { reason: 'as ever' })
    expect(seenBefore(accepted.state, 'Before')).toEqual([value])
  })

  it('is measured in a part of a document in which the change is, and in no other', () => {
    const change = plan.steps.find(({ id }) => id === 'Build')?.span.line ?? 0
    expect(aRun(plan, { from: change }).advance()).toMatchObject([
      { type: 'Prepared' },
      { type: 'StepStarted', step: 'Before' },
    ])
    const later = aRun(plan, { from: change + 1 })
    later.advance()
    expect(later.state.steps.get('Before')).toMatchObject({ outcome: 'skipped', how: 'partial' })
    expect(attemptSpec(later.state, 'No data loss')).toMatchObject({ before: [] })
    const only = aRun(plan, { only: ['Verify'] })
    only.advance()
    expect(only.state.steps.get('Before')).toMatchObject({ outcome: 'skipped', how: 'partial' })
  })

  it('is not measured where another way was chosen for all that compares', () => {
    const other = { group: 'host', option: 'Windows', all: null, span: { start: 0, end: 1, line: 1, endLine: 1 } }
    const windows = aPlan({
      sections: [
        deploy({ title: 'Before', ...check }, { title: 'Build', run: ['make'] }),
        { title: 'Verify', alternative: ['host', 'Windows'], steps: [{ title: 'No data loss', ...check }] },
        { title: 'Look', alternative: ['host', 'Linux'], steps: ['Look'] },
      ],
      choices: [{ group: other.group, options: ['Linux', 'Windows'] }],
    })
    const run = aRun({
      ...windows,
      steps: windows.steps.map((step) => {
        if (step.id === 'Before') return { ...step, baseline: true as const }
        return step.kind === 'check' ? { ...step, before: 'Before' } : step
      }),
    })
    run.advance()
    run.answer('alternative', 'choose', { fields: { option: 'Linux' } })
    run.advance()
    expect(run.state.steps.get('Before')).toMatchObject({ outcome: 'skipped', how: 'choice' })
  })
})

describe('a comparison', () => {
  it('that is unmet says what there was, what there is and what is allowed, and offers the way back', () => {
    const run = measured(aRun(plan))
    run.end({ status: 1, statements: [{ ...ran(0, 1), seen: [lost] }] })
    run.advance()
    const failure = run.asked('failure')
    expect(JSON.stringify(failure)).toContain('value was 1204 before and is 1203 now, >= 1204 is allowed')
    expect(failure.options.map(({ id }) => id)).toContain('back')
  })

  it('with nothing measured before is asked of a person', () => {
    const run = measured(aRun(plan), [])
    const alone: SeenValue = { ...lost, compared: { before: null, allowed: '>= before', verdict: 'unclear' } }
    run.end({ status: 2, statements: [{ ...ran(0, 2), seen: [alone] }] })
    run.advance()
    expect(JSON.stringify(run.asked('judgment'))).toContain('Nothing was measured before the change')
  })
})
