import { describe, expect, it } from 'vitest'
import type { Expectation, ExpectationTest } from '../../plan/index.ts'
import { judge } from '../../run/index.ts'
import { aPlan, deploy } from '../../testing/plans.ts'
import { aRun, endOf, ran } from '../../testing/scenario.ts'
import { contrary, degradedIn } from './degraded.ts'
import { simulatedHttp, simulatedOutput, simulatedStatus } from './simulated-output.ts'

const expectation = (test: ExpectationTest): Expectation => ({
  id: 'e',
  kind: 'text',
  span: { start: 0, end: 1, line: 1, endLine: 1 },
  text: 'as it should be',
  statement: null,
  test,
})

/** The verdict on what a rehearsal prints for an expectation that is to be worse. */
const verdict = (test: ExpectationTest) => {
  const worse = contrary(expectation(test))
  const plan = aPlan({ sections: [deploy({ title: 'Look', run: ['look'] })] })
  const run = aRun(plan)
  run.advance()
  const statements = [{ ...ran(0, simulatedStatus([worse])), http: simulatedHttp([worse]) }]
  const end = { ...endOf(run.state, 'Look'), statements, status: simulatedStatus([worse]) }
  return judge([expectation(test)], end, () => simulatedOutput([worse]))[0]?.verdict
}

describe('what is told to be worse', () => {
  it.each<[string, ExpectationTest]>([
    ['a count', { is: 'count', op: '>=', value: 3, words: ['pods'] }],
    ['an upper bound', { is: 'threshold', op: '<', value: 200, unit: 'ms' }],
    ['a bound of nothing', { is: 'threshold', op: '<=', value: 0, unit: '%' }],
    ['a lower bound', { is: 'threshold', op: '>', value: 99.9, unit: '%' }],
    ['a status', { is: 'http', status: 200 }],
    ['a JSON value', { is: 'json', value: { status: 'ok' } }],
    ['silence', { is: 'silent' }],
  ])('does not meet %s', (_name, test) => {
    expect(verdict(test)).toBe('unmet')
  })
  it('is named by words of the document, and nothing else is', () => {
    const plan = aPlan({ sections: [{ title: 'Back', level: 1, triggers: ['Error rate > 5 %'], steps: ['Restart'] }] })
    const degraded = degradedIn(plan, ['error rate'])
    expect(degraded.missed()).toEqual(['error rate'])
    expect(degraded.fits('Latency')).toBe(false)
    expect(degraded.fits('The Error Rate is high')).toBe(true)
    expect(degraded.missed()).toEqual([])
    expect(() => degradedIn(plan, ['apdex'])).toThrow('Nothing in RELEASE.md that could get worse is called “apdex”.')
  })
})
