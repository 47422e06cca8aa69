import { describe, expect, it } from 'vitest'
import { aPlan, deploy, rollback } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'

const span = { start: 0, end: 1, line: 1, endLine: 1 }
const plan = aPlan({
  sections: [deploy({ title: 'Error rate', kind: 'record', blanks: ['Actual'] }, 'Announce'), rollback],
})
const metric = {
  section: plan.sections[0]?.id ?? '',
  step: 'Error rate',
  span,
  name: 'Error rate',
  target: { op: '<', value: 0.5, unit: '%', span },
  at: null,
  actual: [],
} as const
const started = () => {
  const run = aRun({ ...plan, metrics: [metric] })
  run.advance()
  return run
}
const given = (value: string) => {
  const run = started()
  run.answer('record', 'give', { fields: { '1': value } })
  run.advance()
  return run
}
const rate = (run: ReturnType<typeof given>) => run.state.steps.get('Error rate')

describe('a value with a target', () => {
  it.each(['0.3 %', '0.3', '0,3%'])('that meets it passes: %s', (value) => {
    expect(rate(given(value))).toMatchObject({ outcome: 'passed', values: [value] })
  })

  it.each(['2 %', '2', '0.5 %', '1,200 %'])('that misses it holds the run: %s', (value) => {
    const run = given(value)
    expect(rate(run).phase).toBe('open')
    expect(run.asked('failure').question).toBe(`“Error rate”: “${value}”, and the target is < 0.5%: it is missed.`)
    expect(run.asked('failure').options.map((one) => one.id)).toEqual(['retry', 'accept', 'back', 'pause', 'abort'])
  })

  it.each(['fine', '0.3 to 0.6 %', '3 ms', '0.1 % / 0.9 %', '5 % (0.1 % before)'])(
    'that cannot be compared asks: %s',
    (value) => {
      const run = given(value)
      expect(run.asked('judgment').question).toBe(`“Error rate”: “${value}”, and the target is < 0.5%: is it met?`)
      run.answer('judgment', 'met')
      expect(rate(run)).toMatchObject({ outcome: 'passed', values: [value] })
    },
  )

  it('that a person calls missed is a failure too', () => {
    const run = given('bad')
    run.answer('judgment', 'unmet')
    expect(run.advance()).toEqual([])
    expect(run.asked('failure').question).toContain('“bad”')
  })

  it('that is accepted stands in the record, with the reason, as a deviation', () => {
    const run = given('2 %')
    run.answer('failure', 'accept', { reason: 'a known crawler' })
    expect(rate(run)).toMatchObject({ outcome: 'accepted', values: ['2 %'] })
    expect(run.state.deviations).toMatchObject([{ kind: 'accepted', reason: 'a known crawler' }])
  })

  it('is measured again', () => {
    const run = given('2 %')
    run.answer('failure', 'retry')
    run.advance()
    run.answer('record', 'give', { fields: { '1': '0.1 %' } })
    expect(rate(run)).toMatchObject({ outcome: 'passed', values: ['0.1 %'] })
  })

  it('is compared as well when it is ticked from elsewhere', () => {
    const run = started()
    run.act({ type: 'Tick', steps: ['Error rate'], as: 'done', reason: null, values: ['2 %'] })
    expect(rate(run).phase).toBe('open')
    expect(run.state.open.map((one) => one.kind)).toEqual(['failure'])
  })
})
