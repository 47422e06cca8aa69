import type { Metric, Plan, Step, StepId } from '../../plan/index.ts'

const known = new WeakMap<Plan, ReadonlyMap<StepId, Metric>>()

/** The step whose command measures a row of a table, because it stands in it; null: people read it off. */
export const fillerOf = (plan: Plan, step: StepId, among: readonly Step[]): Step | null => {
  const metric = metricOf(plan, step)
  if (metric === null || metric.at) return null
  const { start, end } = metric.span
  return among.find(({ span, command }) => command !== null && span.start >= start && span.end <= end) ?? null
}

/** The row of a table that a step fills in; null: it fills in none. */
export const metricOf = (plan: Plan, step: StepId): Metric | null => {
  const metrics = known.get(plan) ?? new Map(plan.metrics.map((one) => [one.step, one]))
  known.set(plan, metrics)
  return metrics.get(step) ?? null
}
