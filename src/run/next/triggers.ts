import type { Plan } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import { open } from '../decisions/build.ts'
import { askTriggers, unseen } from '../decisions/triggers.ts'
import type { RunEvent } from '../events.ts'
import { indexOf, sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'
import { changesOf, isDone } from '../way-back/undoes.ts'

/**
 * Asks once, behind the last section that deploys or looks at what was deployed, whether any condition for going back has
 * come true. Of a part of the document, and where nothing was changed, nobody is asked.
 */
export const triggersDue = (state: RunState, context: DecideContext): readonly RunEvent[] => {
  const { plan, line, continues, options, course, answered } = state
  if (line !== 'main' || continues !== null || options.only.length > 0 || options.from !== null) return []
  if (course.cursor < behindDeployment(plan) || unseen(state).length === 0) return []
  if (!changesOf(plan).some((step) => isDone(state, step))) return []
  const asked = answered.some(({ decision, withdrawn }) => decision.kind === 'triggers' && withdrawn === null)
  return asked ? [] : [open(askTriggers(state, context))]
}

const plans = new WeakMap<Plan, number>()

/** Where the first entry stands that comes after all that deploys or verifies; past the end where nothing deploys. */
const behindDeployment = (plan: Plan): number => {
  const known = plans.get(plan)
  if (known !== undefined) return known
  const { entries } = indexOf(plan).order('main')
  const roles = entries.map(({ step }) => sectionsAround(plan, step.section).map(({ role }) => role))
  const first = roles.findIndex((around) => around.includes('deploy'))
  const last = roles.findLastIndex((around) => around.includes('deploy') || around.includes('verify'))
  const found = first < 0 ? Number.POSITIVE_INFINITY : last + 1
  plans.set(plan, found)
  return found
}
