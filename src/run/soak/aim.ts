import type { Plan, Step } from '../../plan/index.ts'
import type { Field } from '../decision.ts'
import { alertsAbout, kept } from './alerts.ts'
import { metricOf } from './metrics.ts'

/** What a value that is read off should be: its row's target, else that no bound which speaks of it is reached. */
export const aimOf = (plan: Plan, step: Step, label: string): Partial<Field> => {
  const target = metricOf(plan, step.id)?.target ?? null
  if (target !== null) return { aim: { op: target.op, value: target.value, unit: target.unit } }
  const [alert] = [...alertsAbout(plan, label), ...alertsAbout(plan, step.title)]
  return alert === undefined ? {} : { aim: { op: kept[alert.op], value: alert.value, unit: alert.unit } }
}
