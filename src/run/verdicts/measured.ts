import type { Target } from '../../plan/index.ts'
import { threshold } from './number.ts'
import type { Judged } from './seen.ts'

/** A number, perhaps with a unit, and nothing else: "2 %", "1,200 ms", "0,5 %". */
const VALUE = /^\s*(-?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)\s*([^\s\d.,-]\S*)?\s*$/
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/

/** Whether all values that a person measured meet a target; what is not plainly one number is unclear. */
export const measured = (target: Target, values: readonly string[]): Judged => {
  const all = values.map((value) => one(target, value))
  return (
    all.find(({ verdict }) => verdict === 'unmet') ??
    all.find(({ verdict }) => verdict === 'unclear') ??
    all[0] ?? { verdict: 'unclear', why: 'Nothing was measured.' }
  )
}

const one = ({ op, value, unit }: Target, text: string): Judged => {
  const [, sign = '', digits = '', name = ''] = VALUE.exec(text) ?? []
  if (digits === '') return { verdict: 'unclear', why: `“${text}” is no number.` }
  const plain = GROUPED.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.')
  return threshold(
    { is: 'threshold', op, value, unit },
    { status: null, http: [], output: `${sign}${plain}${name === '' ? '' : ` ${name}`}` },
  )
}
