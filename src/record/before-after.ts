import type { SeenValue } from '../plan/index.ts'
import { type RunState, seenBefore } from '../run/index.ts'
import type { Table } from './table.ts'

/** A measure beside what it was before the change. */
interface BeforeAndAfter {
  /** Number and title of the step that compares. */
  readonly step: number
  readonly title: string
  readonly measure: string
  /** As they were shown; null: it was not measured. */
  readonly before: string | null
  readonly after: string | null
  /** As the check's condition makes it of what was before; null: nothing was compared. */
  readonly allowed: string | null
  readonly verdict: 'met' | 'unmet' | 'unclear' | null
}

/** Everything that was measured before the change, and what the last look at it came to; in document order. */
export const beforeAndAfter = (state: RunState): readonly BeforeAndAfter[] =>
  state.plan.steps.flatMap((step): readonly BeforeAndAfter[] => {
    if (step.before === undefined) return []
    const { number, title } = step
    const before = seenBefore(state, step.before)
    const last = state.steps.get(step.id).attempts.findLast(({ end }) => end !== null)
    const after = (last?.end?.statements ?? []).flatMap(({ seen }) => seen ?? [])
    const compared = after.map((one) => ({
      step: number,
      title,
      measure: one.of,
      before: one.compared?.before ?? null,
      after: one.text,
      allowed: one.compared?.allowed ?? null,
      verdict: one.compared?.verdict ?? null,
    }))
    const isLeft = ({ of }: SeenValue) => !after.some((one) => one.of === of)
    const left = before.filter(isLeft).map(({ of, text }) => ({
      step: number,
      title,
      measure: of,
      before: text,
      after: null,
      allowed: null,
      verdict: null,
    }))
    return [...compared, ...left]
  })

/** Side by side, for people. */
export const beforeAndAfterTable = (state: RunState): Table => ({
  title: 'Before and after',
  header: ['Step', 'Measure', 'Before', 'After', 'Allowed', 'Verdict'],
  rows: beforeAndAfter(state).map(({ step, title, measure, before, after, allowed, verdict }) => [
    String(step),
    `${title}: ${measure}`,
    before ?? 'not measured',
    after ?? 'not measured',
    allowed ?? '',
    verdict ?? 'not compared',
  ]),
})
