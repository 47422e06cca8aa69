import type { Plan, Step } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { destructiveOf } from './steps.ts'
import { changesOf, isDone, namedBy } from './undoes.ts'

/** The first step past which nothing leads back. */
export interface PointOfNoReturn {
  readonly step: Step
  /** In the document's words, or (null) because it destroys something and no procedure names what. */
  readonly said: string | null
  readonly why: string
  /** It has been done, or may have been. */
  readonly passed: boolean
}

/** Null where the document has no way back at all, or nothing in it is beyond one, as far as its words tell. */
export const pointOfNoReturn = (state: RunState): PointOfNoReturn | null => {
  const found = foundIn(state.plan)
  return found && { ...found, passed: isDone(state, found.step) }
}

type Found = Omit<PointOfNoReturn, 'passed'>

const plans = new WeakMap<Plan, { readonly found: Found | null }>()

const foundIn = (plan: Plan): Found | null => {
  const known = plans.get(plan)
  if (known) return known.found
  const found = plan.procedures.some(({ aftermath }) => !aftermath) ? find(plan) : null
  plans.set(plan, { found })
  return found
}

const find = (plan: Plan): Found | null => {
  for (const step of changesOf(plan)) {
    if (step.noReturn) return { step, said: step.noReturn.text, why: 'the document says so' }
    const destroys = destructiveOf(step)[0]
    if (destroys === undefined || plan.procedures.some((procedure) => namedBy(plan, procedure).includes(step))) continue
    return { step, said: null, why: `\`${firstLine(destroys)}\` destroys something, and no procedure names what` }
  }
  return null
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''
