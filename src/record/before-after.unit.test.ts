import { describe, expect, it } from 'vitest'
import type { Plan, SeenValue } from '../plan/index.ts'
import { aPlan, deploy } from '../testing/plans.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'
import { beforeAndAfter, beforeAndAfterTable } from './before-after.ts'
import { edits } from './edits.ts'

const check = {
  run: ['sqlite app.db "select 1" value>=before'],
  command: { language: 'check' },
  kind: 'check',
} as const
const made = aPlan({
  sections: [
    deploy({ title: 'Before', ...check }, { title: 'Build', run: ['make'] }, { title: 'No data loss', ...check }),
  ],
})
const plan: Plan = {
  ...made,
  steps: made.steps.map((step) => {
    if (step.id === 'Before') return { ...step, baseline: true }
    return step.kind === 'check' ? { ...step, before: 'Before' } : step
  }),
}
const before: SeenValue = { of: 'value', text: '4', amount: 4, in: null }
const after: SeenValue = {
  of: 'value',
  text: '3',
  amount: 3,
  in: null,
  compared: { before: '4', allowed: '>= 4', verdict: 'unmet' },
}

/** Measured, and the change is made. */
function changed(): Scenario {
  const run = aRun(plan)
  run.advance()
  run.end({ statements: [{ ...ran(0, 0), seen: [before] }] })
  run.advance()
  run.end()
  run.advance()
  return run
}

describe('Before and after', () => {
  it('stand side by side, with what is allowed and the verdict', () => {
    const run = changed()
    run.end({ status: 1, statements: [{ ...ran(0, 1), seen: [after] }] })
    expect(beforeAndAfter(run.state)).toEqual([
      {
        step: 3,
        title: 'No data loss',
        measure: 'value',
        before: '4',
        after: '3',
        allowed: '>= 4',
        verdict: 'unmet',
      },
    ])
    expect(beforeAndAfterTable(run.state).rows).toEqual([['3', 'No data loss: value', '4', '3', '>= 4', 'unmet']])
  })

  it('tell what was measured and never compared', () => {
    expect(beforeAndAfterTable(changed().state).rows).toEqual([
      ['3', 'No data loss: value', '4', 'not measured', '', 'not compared'],
    ])
  })

  it('are not there where nothing was measured, and what was left out of measuring marks no line of the document', () => {
    const run = aRun(plan)
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.advance()
    run.answer('failure', 'skip', { reason: 'no database here' })
    expect(beforeAndAfter(run.state)).toEqual([])
    expect(edits(run.state)).toEqual([])
  })
})
