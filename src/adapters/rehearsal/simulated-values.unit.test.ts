import { describe, expect, it } from 'vitest'
import type { Check, SeenValue } from '../../plan/index.ts'
import { checkOf } from '../../read/checks/grammar.ts'
import { simulatedValues } from './simulated-values.ts'

const check = (conditions: string): Check => {
  const read = checkOf(`sqlite app.db "select 1" ${conditions}`)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.check
}
const before = (conditions: string): readonly SeenValue[] =>
  simulatedValues({ ...check(conditions), baseline: true }, [], false)
const compared = (conditions: string, isWorse = false) =>
  simulatedValues(check(conditions), before(conditions), isWorse).map(({ amount, compared }) => [
    amount,
    compared?.allowed,
    compared?.verdict,
  ])

describe('What is compared in a rehearsal', () => {
  it('is measured once for each name, before', () => {
    expect(before('value>=before value<=before*2 rows=before rows>=1')).toMatchObject([{ of: 'value' }, { of: 'rows' }])
  })
  it.each([
    ['value>=before', 100, '>= 100'],
    ['value<=before*1.5', 150, '<= 150'],
    ['value<before+10%', 55, '< 110'],
    ['value!=before', 101, '!= 100'],
  ])('is as it must be: %s', (conditions, amount, allowed) => {
    expect(compared(conditions)).toEqual([[amount, allowed, 'met']])
  })
  it.each([
    ['value>=before', 50],
    ['value<=before*1.5', 300],
    ['value!=before', 100],
  ])('is worse where it is told to be: %s', (conditions, amount) => {
    expect(compared(conditions, true)).toMatchObject([[amount, expect.any(String), 'unmet']])
  })
  it('is unclear against nothing', () => {
    expect(simulatedValues(check('value>=before'), [], false)).toMatchObject([
      { compared: { before: null, verdict: 'unclear' } },
    ])
  })
})
