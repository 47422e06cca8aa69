import type { Comparison, Plan, Step } from '../../plan/index.ts'
import type { Degraded } from './degraded.ts'
import { numberFor } from './simulated-output.ts'

/** What a command or check that stands in a row of metrics would print: a value that meets its target, or misses it. */
export function simulatedMeasure({ metrics }: Plan, { id, span, command }: Step, degraded: Degraded): string {
  const row = metrics.find((one) => one.step !== id && one.span.start <= span.start && span.end <= one.span.end)
  if (row?.target == null) return ''
  const { op, value, unit } = row.target
  const amount = `${degraded.fits(row.name) ? numberFor(opposite[op], value) : numberFor(op, value)} ${unit}`.trim()
  return command?.language === 'check' ? `met: measured, was ${amount}\n` : `${amount}\n`
}

const opposite: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>', '>': '<', '>=': '<', '=': '>' }
