import { expect, it } from 'vitest'
import { aPlan, deploy } from '../testing/plans.ts'
import { aRun, ran } from '../testing/scenario.ts'
import { failures } from './failures.ts'

it('a failure names the text that its own attempt ran, not what it was edited to later', () => {
  const run = aRun(aPlan({ sections: [deploy({ title: 'Move', run: ['mv app /srv'] })] }))
  run.advance()
  run.end({ status: 1, statements: [ran(0, 1)] })
  run.answer('failure', 'edit', { fields: { text: 'cp app /srv' } })
  run.advance()
  run.end({ status: 2, statements: [ran(0, 2)] })
  const step = run.state.plan.steps[0]
  if (step === undefined) throw new Error('the plan has a step')
  expect(failures(step, run.state.steps.get(step.id))).toMatchObject([
    { attempt: 1, script: 'mv app /srv', status: 1 },
    { attempt: 2, script: 'cp app /srv', status: 2 },
  ])
})
