import type { StepId } from '../../plan/index.ts'
import type { Actor } from '../actor.ts'
import type { Decision, OptionId } from '../decision.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { lookBack } from './binds.ts'
import { isSameHand } from './people.ts'

/** Answers that leave no mark on what is done. */
const markless: ReadonlySet<OptionId> = new Set(['pause', 'abort', 'back', 'no', 'refuse'])

/**
 * What somebody had their hand in of what a decision lets pass, in words; null: nothing. Where it lets nothing pass, it is
 * about what was done since the hold before it.
 */
export const ownWork = (state: RunState, decision: Decision, by: Actor): string | null => {
  const { authority, plan } = state
  const isOwn = (actor: Actor | null | undefined) => actor != null && isSameHand(authority, actor, by)
  if (isOwn(state.operator)) return 'started this run'
  const about = aboutOf(state, decision)
  const number = (id: StepId) => `step ${stepOf(plan, id).number}`
  for (const id of about) {
    const { attempts, by: settledBy } = state.steps.get(id)
    if (attempts.some((one) => isOwn(one.by))) return `ran ${number(id)}`
    if (isOwn(settledBy)) return `settled ${number(id)}`
  }
  for (const { decision: asked, answers } of state.answered) {
    const step = asked.id === decision.id ? undefined : asked.steps.find((one) => about.has(one))
    if (step !== undefined && answers.some(({ by: who, answer }) => isOwn(who) && !markless.has(answer.option)))
      return `decided about ${number(step)}`
  }
  const input = (decision.binds?.inputs ?? []).find((one) => isOwn(state.inputs[one.input]?.by))?.input
  return input === undefined ? null : `gave ${input}`
}

const aboutOf = (state: RunState, { binds, steps }: Decision): ReadonlySet<StepId> => {
  const ahead = binds?.steps.map(({ step }) => step) ?? []
  const [hold] = steps
  if (hold === undefined || ahead.some((id) => stepOf(state.plan, id).command !== null)) return new Set(ahead)
  const back = lookBack(state, stepOf(state.plan, hold)).map(({ id }) => id)
  return new Set([...ahead, ...back])
}
