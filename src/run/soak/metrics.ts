import type { Metric, Plan, StepId } from '../../plan/index.ts'

const known = new WeakMap<Plan, ReadonlyMap<StepId, Metric>>()

/** The row of a table that a step fills in; null: it fills in none. */
export const metricOf = (plan: Plan, step: StepId): Metric | null => {
  const metrics = known.get(plan) ?? new Map(plan.metrics.map((one) => [one.step, one]))
  known.set(plan, metrics)
  return metrics.get(step) ?? null
}
