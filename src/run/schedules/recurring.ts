import type { Plan, Schedule, Step, StepId } from '../../plan/index.ts'
import { indexOf, sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'

type Known = Pick<RunState, 'plan' | 'options' | 'line'>

const known = new WeakMap<Plan, ReadonlyMap<StepId, Schedule>>()

const ofSteps = (plan: Plan): ReadonlyMap<StepId, Schedule> => {
  const found = known.get(plan)
  if (found) return found
  const made = new Map((plan.schedules ?? []).flatMap((one) => one.steps.map((id) => [id, one] as const)))
  known.set(plan, made)
  return made
}

/** The schedule that a run leaves a step to; null: it belongs to the run. */
export const leftTo = (state: Known, { id }: Step): Schedule | null => {
  const schedule = ofSteps(state.plan).get(id)
  return schedule === undefined || state.line !== 'main' || performs(state) ? null : schedule
}

/** Whether words that `--only` was given name the schedule of a step. */
export const namesSchedule = (plan: Plan, { id }: Step, words: string): boolean =>
  ofSteps(plan).get(id)?.title.toLowerCase().includes(words.toLowerCase()) ?? false

const answers = new WeakMap<RunState['options'], { readonly plan: Plan; readonly performs: boolean }>()

/** Whether a run does what recurs: nothing else is in it, as it was begun for that alone. */
export const performs = (state: Pick<RunState, 'plan' | 'options'>): boolean => {
  const { plan, options } = state
  const before = answers.get(options)
  if (before?.plan === plan) return before.performs
  const { entries } = indexOf(plan).order('main')
  const own = entries.filter(({ step, visit }) => visit === 'work' && isMeant(state, step))
  const made = own.length > 0 && own.every(({ step }) => ofSteps(plan).has(step.id))
  answers.set(options, { plan, performs: made })
  return made
}

/** Whether the run was begun for a step: it names all of the document, or a part with it. */
const isMeant = ({ plan, options }: Pick<RunState, 'plan' | 'options'>, step: Step): boolean => {
  const { only, from } = options
  if (from !== null && step.span.line < from) return false
  if (only.length === 0) return true
  const titles = sectionsAround(plan, step.section).map(({ title }) => title.toLowerCase())
  return only.some(
    (words) => namesSchedule(plan, step, words) || titles.some((title) => title.includes(words.toLowerCase())),
  )
}
