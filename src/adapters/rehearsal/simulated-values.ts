import type { Check, CheckCondition, SeenValue } from '../../plan/index.ts'
import { against } from './degraded.ts'
import { numberFor } from './simulated-output.ts'

/** What everything that is measured before the change comes to in a rehearsal. */
const measured = 100

/** What a check of a rehearsal sees before the change, and then: as good as it must be, or worse where it is told to. */
export function simulatedValues(
  { conditions, baseline }: Check,
  before: readonly SeenValue[],
  isWorse: boolean,
): readonly SeenValue[] {
  const comparing = conditions.filter((one) => one.before !== undefined)
  if (baseline !== undefined)
    return [...new Set(comparing.map(({ of }) => of))].map((of) => ({ of, ...shown(measured) }))
  return comparing.map((condition): SeenValue => {
    const { of, op, value } = condition
    const was = before.find((one) => one.of === of)?.amount ?? null
    if (was === null)
      return { of, ...shown(measured), compared: { before: null, allowed: `${op} ${value}`, verdict: 'unclear' } }
    const bound = boundOf(was, condition)
    const verdict = isWorse ? 'unmet' : 'met'
    const compared = { before: shown(was).text, allowed: `${op} ${bound}`, verdict } as const
    return { of, ...shown(isWorse ? missing(op, bound) : holding(op, bound)), compared }
  })
}

/** Of no unit: nothing was measured. */
const shown = (amount: number) => ({ text: `${amount}, rehearsed`, amount, in: null })

function boundOf(was: number, { before }: CheckCondition): number {
  const by = Number.parseFloat(before?.by ?? '')
  if (before === undefined || before.op === null) return was
  if (before.op === '*') return was * by
  const change = before.by.endsWith('%') ? (was * by) / 100 : by
  return before.op === '+' ? was + change : was - change
}

const isNumeric = (op: CheckCondition['op']) => op !== '!=' && op !== '~' && op !== '!~'

const holding = (op: CheckCondition['op'], bound: number) => (isNumeric(op) ? numberFor(op, bound) : bound + 1)

const missing = (op: CheckCondition['op'], bound: number) => (isNumeric(op) ? against(op, bound) : bound)
