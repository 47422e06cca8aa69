import { createHash } from 'node:crypto'
import type { Before, CheckCondition, SeenValue } from '../../plan/index.ts'
import { amountOf, holds, type Seen, shownAmount } from './seen.ts'

/** Whether a condition holds against what was seen before the change; a sentence: why that cannot be told. */
export interface Comparison {
  readonly result: boolean | string
  /** What was seen before, as it is shown; null: nothing was. */
  readonly before: string | null
  /** What is allowed, as it is shown. */
  readonly allowed: string
}

/** A longer text is kept by its digest. */
const mostText = 200

/** What is kept of something that was seen; null: of several, or of what is not shown, nothing is. */
export function kept(of: string, seen: Seen | null): SeenValue | null {
  if (seen === null || seen.hidden || seen.each !== undefined) return null
  const { text, amount, in: kind } = seen
  const value = { of, amount: amount ?? numberIn(text), in: kind }
  if (text.length <= mostText) return { ...value, text }
  return { ...value, text: `${text.slice(0, mostText)} …`, digest: digestOf(text) }
}

/** Compares what is seen now with what was seen before. Where one of them is not known it cannot be told. */
export function comparedWith(seen: Seen | null, condition: CheckCondition, all: readonly SeenValue[]): Comparison {
  const { of, op, value } = condition
  const said = condition.before
  const before = all.find((one) => one.of === of)
  if (said === undefined || before === undefined)
    return { result: 'nothing was measured before', before: null, allowed: `${op} ${value}` }
  const shown = { before: before.text, allowed: `${op} ${value}` }
  if (seen === null) return { ...shown, result: false }
  if (seen.each !== undefined) return { ...shown, result: 'several values were seen, and one was measured before' }
  const now = seen.amount ?? numberIn(seen.text)
  if (before.amount === null || now === null) {
    if (said.op !== null)
      return { ...shown, result: `“${before.amount === null ? before.text : seen.text}” is no number` }
    return { ...shown, allowed: `${op} ${before.text}`, result: sameText(seen, before, op) }
  }
  if (before.in !== seen.in) return { ...shown, result: 'it was measured in another unit before' }
  const bound = boundOf(before.amount, before.in, said)
  if (bound === null) return { ...shown, result: `“${said.by}” does not go with “${before.text}”` }
  const allowed = `${op} ${shownAmount(bound, before.in)}`
  const numeric: Seen = { text: String(now), amount: now, in: null }
  return { ...shown, allowed, result: holds(numeric, { of, op, value: String(bound) }, bound) }
}

function sameText(seen: Seen, before: SeenValue, op: CheckCondition['op']): boolean | string {
  if (op !== '=' && op !== '!=')
    return `“${before.digest === undefined ? before.text : seen.text.slice(0, 40)}” is no number`
  const same = before.digest === undefined ? seen.text === before.text : digestOf(seen.text) === before.digest
  return same === (op === '=')
}

/** In the unit of what was seen. `%` is a share of it; of what is in per cent itself it is so many points. */
function boundOf(before: number, kind: Seen['in'], { op, by }: Before): number | null {
  if (op === null) return before
  if (op === '*') return before * Number(by)
  const change =
    by.endsWith('%') && kind !== 'percent' ? (Math.abs(before) * Number(by.slice(0, -1))) / 100 : amountOf(by, kind)
  if (change === null) return null
  return op === '+' ? before + change : before - change
}

const numberIn = (text: string): number | null => (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : null)

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
