import { ofMany } from '../../plan/check.ts'
import type { Check, CheckCondition, CheckRead } from '../../plan/index.ts'

const SAYS = /^before(?:([*+-])(\d{1,9}(?:\.\d{1,6})?(?:[A-Za-z]{1,3}|%|\/[a-z]{1,6})?))?$/
/** It means to speak of what was seen before, however it goes on. */
const MEANT = /^before(?:$|[*+/]|-\d)/

/** A condition with what its value makes of the one that was seen before; `~` and `!~` look for the word itself. */
export function beforeIn(condition: CheckCondition): CheckCondition {
  const { op, value } = condition
  if (op === '~' || op === '!~') return condition
  const [, how, by = ''] = SAYS.exec(value) ?? []
  if (how === undefined) return value === 'before' ? { ...condition, before: { op: null, by: '' } } : condition
  return { ...condition, before: { op: how as '*' | '+' | '-', by } }
}

/** What is wrong with how a check speaks of before; null: nothing. */
export function beforeWrong({ kind, conditions, series }: Check): string | null {
  const unread = conditions.find(
    ({ op, value, before }) => before === undefined && op !== '~' && op !== '!~' && MEANT.test(value),
  )
  const factor = conditions.find(({ before }) => before?.op === '*' && !/\d$/.test(before.by))
  if (unread !== undefined || factor !== undefined)
    return `“${(unread ?? factor)?.value}”: what was seen before is written before, before*1.5, before+10% or before-20`
  const compared = conditions.filter(({ before }) => before !== undefined)
  if (kind === 'env' && compared.some(({ of }) => of === 'value'))
    return 'a variable may be a secret, so that its value is not kept to be compared with later'
  const ofEach = compared.find(({ of }) => series !== undefined && !ofMany.includes(of))
  return ofEach === undefined
    ? null
    : `of many requests ${ofMany.join(', ')} are compared with before; “${ofEach.of}” is asked of each of them`
}

/** Whether a check compares with what was seen before the change. */
export const compares = (read: CheckRead): boolean =>
  'check' in read && read.check.conditions.some(({ before }) => before !== undefined)
