import type { Input, Statement, Step } from '../plan/index.ts'
import { scriptOf } from './script.ts'
import type { RunState } from './state.ts'

/** A literal of the document for which this run knows a better value. */
export interface Literal {
  readonly input: Input
  readonly statement: Statement
  readonly value: string
}

/**
 * Literals of a step to be offered. The plan shows one as an input with `born` whose use lies in a statement that
 * neither needs it nor has a placeholder for it: `v1.0.0` stands there as text that works, and may be out of date.
 */
export const literalsOf = (state: RunState, step: Step, statements: readonly Statement[]): readonly Literal[] => {
  const { offered } = state.steps.get(step.id)
  const known = state.plan.inputs.filter((one) => one.born !== null && !one.secret && !offered.includes(one.name))
  return known.flatMap((input) => {
    const value = state.inputs[input.name]?.value
    if (value === undefined || value === null || value === input.text) return []
    const statement = statements.find((one) => isLiteral(input, one) && scriptOf(state, step, one).includes(input.text))
    // It is put into the script as text: only what no shell reads otherwise.
    return statement && /^[A-Za-z0-9._:@/+-]+$/.test(value) ? [{ input, statement, value }] : []
  })
}

const isLiteral = (input: Input, { span, needs, placeholders }: Statement) =>
  !needs.includes(input.name) &&
  !placeholders.some((one) => one.input === input.name) &&
  input.uses.some((use) => use.start >= span.start && use.end <= span.end)
