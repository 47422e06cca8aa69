import type { Alternative, Input, Step } from '../../plan/index.ts'
import { isOwnQuestion } from '../authority/demand.ts'
import type { DecideContext } from '../context.ts'
import { askAlternative } from '../decisions/alternative.ts'
import { open } from '../decisions/build.ts'
import { askClaims } from '../decisions/claims.ts'
import { askInputs } from '../decisions/input.ts'
import type { RunEvent } from '../events.ts'
import { hasValue, inputsOf } from '../needs.ts'
import { indexOf, parentsAndSelf, sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'
import { isOtherWay } from '../ways.ts'
import { outOfScope } from './scope.ts'

/**
 * The questions before the first step: choices of the whole run and claims together, then the inputs that what is left
 * needs. Looks at the whole plan, which is why it ends with the first step (`Course.prepared`).
 */
export const beforeTheFirstStep = (state: RunState, context: DecideContext): readonly RunEvent[] => {
  const wereClaimsSettled = state.answered.some(
    ({ decision, answers }) => decision.kind === 'claims' && answers.some(({ answer }) => answer.option !== 'back'),
  )
  const due = askableNow(state)
  const choices = state.plan.choices.filter((one) => one.when === 'start' && due.has(one.group))
  const claimed = wereClaimsSettled ? [] : claims(state)
  const first = [
    ...choices.map((choice) => askAlternative(state, choice, context)),
    ...(claimed.length > 0 ? [askClaims(state, claimed, context)] : []),
  ]
  if (first.length > 0) return first.map(open)
  const missing = inputsToAsk(state)
  return missing.length > 0 ? [open(askInputs(state, missing, null, context))] : []
}

const stepsOf = (state: RunState): readonly Step[] =>
  [...indexOf(state.plan).order(state.line).bySection.values()].flat()

/**
 * Groups of ways whose turn it is: a choice within a way waits until that way was chosen, and is not made when it wasn't.
 */
const askableNow = (state: RunState): ReadonlySet<string> => {
  const due = new Set<string>()
  for (const step of stepsOf(state)) {
    if (outOfScope(state, step) !== null) continue
    const around = [...sectionsAround(state.plan, step.section), ...parentsAndSelf(state.plan, step)]
    const isOpen = ({ alternative }: { readonly alternative: Alternative | null }) =>
      alternative !== null && state.choices[alternative.group] === undefined
    const outer = around.find(isOpen)?.alternative
    if (outer) due.add(outer.group)
    else
      for (const { alternative } of (step.command?.statements ?? []).filter(isOpen)) due.add(alternative?.group ?? '')
  }
  return due
}

/** Ticked boxes of steps that a tick can settle: no sign-off, nothing to fill in, no parent. */
const claims = (state: RunState): readonly Step[] =>
  stepsOf(state).filter(
    (step) =>
      step.box?.ticked &&
      step.kind !== 'signoff' &&
      step.kind !== 'record' &&
      step.children.length === 0 &&
      !isOwnQuestion(state, step) &&
      state.steps.get(step.id).phase === 'open' &&
      outOfScope(state, step) === null,
  )

/** Inputs of the main line without a value. Those that only a part under a condition uses may be left for later. */
const inputsToAsk = (state: RunState): readonly { readonly input: Input; readonly required: boolean }[] => {
  const uses = new Map<string, Set<'out' | 'perhaps' | 'sure'>>()
  for (const step of stepsOf(state)) {
    const isOut = state.steps.get(step.id).phase === 'settled' || outOfScope(state, step) !== null
    for (const statement of step.command?.statements ?? []) {
      const { alternative } = statement
      const otherWay = alternative && isOtherWay(state, alternative)
      const use = isOut || otherWay ? 'out' : statement.condition || step.condition || alternative ? 'perhaps' : 'sure'
      for (const input of inputsOf(state.plan, [statement])) {
        const all = uses.get(input.name) ?? new Set()
        uses.set(input.name, all.add(use))
      }
    }
  }
  return state.plan.inputs
    .filter((input) => input.scope === 'main' && input.born === null && !hasValue(state, input))
    .map((input) => ({ input, use: uses.get(input.name) }))
    .filter(({ use }) => !use || use.has('perhaps') || use.has('sure'))
    .map(({ input, use }) => ({ input, required: use?.has('sure') ?? false }))
}
