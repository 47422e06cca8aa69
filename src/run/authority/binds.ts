import type { Step, StepId } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { inputsOf } from '../needs.ts'
import { indexOf, stepOf } from '../order.ts'
import { scriptOf } from '../script.ts'
import type { RunState } from '../state.ts'
import { isPoll, stepDemand } from './demand.ts'
import type { Binds } from './who.ts'

type Digest = DecideContext['digestOf']

/** What a decision lets pass, as it is now; null: an act with no effect on what runs later. */
export const bindsOf = (state: RunState, decision: Decision, digestOf: Digest): Binds | null => {
  const { kind, steps } = decision
  const [id] = steps
  if (id === undefined || steps.length > 1) return null
  const step = stepOf(state.plan, id)
  if (kind === 'destructive' && decision.who !== null) return bind(state, [step], digestOf)
  const isHeld = decision.who !== null && (kind === 'confirm' || kind === 'record' || kind === 'failure')
  if (kind !== 'signoff' && !(isHeld && isHold(state, step))) return null
  return bind(state, letPass(state, step), digestOf)
}

/** The steps from a hold to the next of its kind; holds that stand together let the same pass. */
export const letPass = (state: RunState, hold: Step): readonly Step[] => {
  const { entries, place } = indexOf(state.plan).order(state.line)
  const found = new Map<StepId, Step>()
  for (let at = (place.get(hold.id) ?? entries.length) + 1; at < entries.length; at += 1) {
    const step = entries[at]?.step
    if (!step) break
    if (isHold(state, step)) {
      if ([...found.values()].some(({ command }) => command !== null)) break
    } else found.set(step.id, step)
  }
  return [...found.values()]
}

/** The steps that a hold which lets nothing pass looks back on: those since the hold before it. */
export const lookBack = (state: RunState, hold: Step): readonly Step[] => {
  const { entries, place } = indexOf(state.plan).order(state.line)
  const found = new Map<StepId, Step>()
  for (let at = (place.get(hold.id) ?? 0) - 1; at >= 0; at -= 1) {
    const step = entries[at]?.step
    if (!step) break
    if (isHold(state, step)) {
      if ([...found.values()].some(({ command }) => command !== null)) break
    } else found.set(step.id, step)
  }
  return [...found.values()]
}

const isHold = (state: RunState, step: Step): boolean =>
  step.kind === 'signoff' || isPoll(state.plan, step) || stepDemand(state, step) !== null

const bind = (state: RunState, steps: readonly Step[], digestOf: Digest): Binds => {
  const names = new Set(steps.flatMap((step) => inputsUsed(state, step)))
  return {
    steps: steps.map((step) => ({ step: step.id, digest: digestOf(textOf(state, step)) })),
    inputs: [...names].map((input) => ({ input, digest: digestOf(valueBound(state, input)) })),
    release: state.release,
  }
}

export const inputsUsed = ({ plan }: RunState, step: Step): readonly string[] =>
  inputsOf(plan, step.command?.statements ?? []).map(({ name }) => name)

/** All that a step would run, as it stands now: what is bound of it, and what is shown when it has changed. */
export const textOf = (state: RunState, step: Step): string =>
  (step.command?.statements ?? [])
    .map((one) => [scriptOf(state, step, one), ...(one.stdin === null ? [] : [one.stdin])].join('\n'))
    .join('\n') || step.title

/** What an approval holds an input by: its value, or of a secret what tells it from others. */
export const valueBound = (state: RunState, input: string): string => {
  const mark = state.marks?.[input]
  return mark === undefined ? valueGiven(state, input) : `(secret) ${mark}`
}

/** A value that the run itself learns is a product of what was approved; one that a person gives is not. */
export const valueGiven = (state: RunState, input: string): string => {
  const { secret = false, born = null } = indexOf(state.plan).inputs.get(input) ?? {}
  const given = state.inputs[input]
  if (secret) return '(secret)'
  if (born !== null && (given === undefined || given.from === 'captured')) return '(learned in the run)'
  return given === undefined ? '(not given)' : (given.value ?? '')
}
