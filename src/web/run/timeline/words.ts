import { length } from '../../parts/times.ts'
import type { TimelineStep } from './layout.ts'

/** How long a step took: `55 s`, `runs`, `not ended`; empty: it has not begun. */
export const took = ({ actual, running }: Pick<TimelineStep, 'actual' | 'running'>): string => {
  if (actual === null) return ''
  return actual.to === null ? (running ? 'runs' : 'not ended') : length(actual.to - actual.from)
}

/** How it stands against the plan, `late` in milliseconds: `20 s later`, `as planned`. */
export const against = (late: number): string =>
  Math.abs(late) < 1000 ? 'as planned' : `${length(Math.abs(late))} ${late > 0 ? 'later' : 'earlier'}`

/** `planned 40 s, took 55 s, 20 s later than planned`. */
export function stepWords(step: TimelineStep): string {
  const { planned, actual, late, critical } = step
  const parts = [
    planned === null ? 'not planned' : `planned ${length(planned.to - planned.from)}`,
    actual === null ? 'not begun' : actual.to === null ? took(step) : `took ${took(step)}`,
    ...(late === null || Math.abs(late) < 1000 ? [] : [`${against(late)} than planned`]),
    ...(critical ? ['on the critical path'] : []),
  ]
  return parts.join(', ')
}
