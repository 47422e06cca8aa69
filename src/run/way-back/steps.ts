import type { Input, Plan, Procedure, Step } from '../../plan/index.ts'
import { inputsOf } from '../needs.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'

/** A procedure's steps, in order of work. */
export const stepsOf = (plan: Plan, { id }: Procedure): readonly Step[] =>
  [...indexOf(plan).order({ procedure: id }).bySection.values()].flat()

/** The statements of a step that destroy something, as they stand. */
export const destructiveOf = ({ command }: Step): readonly string[] => {
  const marked = command?.statements.filter((one) => one.flags.includes('destructive')) ?? []
  if (marked.length > 0) return marked.map((one) => one.source)
  return command?.flags.includes('destructive') ? [command.text] : []
}

/** The inputs that a procedure uses, set or not. */
export const needed = (state: RunState, procedure: Procedure): readonly Input[] =>
  inputsOf(
    state.plan,
    stepsOf(state.plan, procedure).flatMap((step) => step.command?.statements ?? []),
  )
