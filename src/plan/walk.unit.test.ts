import { describe, expect, it } from 'vitest'
import { aPlan } from '../testing/plans.ts'
import { blocksOf, stepsIn } from './walk.ts'

const plan = aPlan({
  sections: [
    { title: 'Deploy', steps: ['first', { title: 'parent', children: [{ title: 'child', children: ['leaf'] }] }] },
    { title: 'Verify', steps: ['last'] },
    { title: 'Rollback', level: 1, steps: ['back'] },
  ],
})

describe('the walk over a plan', () => {
  it('takes the main line in order, parents before their children, and no procedure', () => {
    expect([...stepsIn(plan, blocksOf(plan, 'main'))]).toEqual(['first', 'parent', 'child', 'leaf', 'last'])
  })

  it('takes a procedure by its id, and nothing for one that the plan does not have', () => {
    expect([...stepsIn(plan, blocksOf(plan, { procedure: 'Rollback' }))]).toEqual(['back'])
    expect([...stepsIn(plan, blocksOf(plan, { procedure: 'none' }))]).toEqual([])
  })

  it('lists a step once', () => {
    expect([...stepsIn(plan, [...plan.main, ...plan.main])]).toHaveLength(5)
  })
})
