import type { Input, Placeholder, Plan, Statement, Step } from '../plan/index.ts'
import { indexOf } from './order.ts'
import type { RunState } from './state.ts'
import { isOtherWay } from './ways.ts'
import { targetOf } from './where.ts'

/** A command's statements that are not to run, and whether all are left out, and why. */
interface LeftOut {
  readonly without: readonly number[]
  /** Set when nothing is left to run: the step is skipped for this. */
  readonly all: 'choice' | 'condition' | null
}

export const leftOut = (state: RunState, step: Step): LeftOut => {
  const statements = step.command?.statements ?? []
  const why = statements.map((statement) => whyOut(state, step, statement))
  const without = statements.filter((_, at) => why[at] !== null).map((statement) => statement.index)
  const all = statements.length > 0 && why.every((one) => one === 'choice' || one === 'condition' || one === 'opener')
  return { without, all: all ? (why.includes('condition') ? 'condition' : 'choice') : null }
}

const whyOut = (state: RunState, step: Step, statement: Statement) => {
  const of = state.steps.get(step.id)
  const { alternative } = statement
  if (alternative && isOtherWay(state, alternative)) return 'choice'
  if (statement.condition && of.conditions[statement.index] === false) return 'condition'
  if (statement.offered !== null && of.edits[statement.index] === undefined) return 'offered'
  const session = state.plan.sessions.find((one) => one.id === step.command?.session)
  const isOpen = session && (state.sessions[session.id] === 'here' || targetOf(state, step) !== null)
  if (isOpen && statement.source.trim() === session.opener.trim()) return 'opener'
  return null
}

/** Statements that the next attempt of a step would run. */
export const toRun = (state: RunState, step: Step): readonly Statement[] => {
  const { without } = leftOut(state, step)
  const { from } = state.steps.get(step.id)
  return (step.command?.statements ?? []).filter((one) => one.index >= from && !without.includes(one.index))
}

/** Inputs that statements use, known to the plan, in the plan's order of names. */
export const inputsOf = (plan: Plan, statements: readonly Statement[]): readonly Input[] => {
  const names = new Set(statements.flatMap((one) => [...one.needs, ...one.placeholders.map((hole) => hole.input)]))
  const known = indexOf(plan).inputs
  return [...names].flatMap((name) => known.get(name) ?? [])
}

/** Placeholders that stand in what a statement's program reads on its input. */
export const stdinHolesOf = ({ stdin, placeholders }: Statement): readonly Placeholder[] =>
  stdin === null ? [] : placeholders.filter((one) => one.position === 'foreign' && stdin.includes(one.text))

/** A secret's value is with the driver, so that it was given is all a state knows. */
export const hasValue = (state: RunState, input: Input): boolean => state.inputs[input.name] !== undefined

/** Whether a value means the same to every program that may parse it. */
export const isSafeText = (value: string): boolean => /^[A-Za-z0-9._:@/+-]+$/.test(value)

/** In text that another program parses, no quoting is safe: only safe text is. */
export const isSafe = (plan: Plan, input: string, value: string): boolean =>
  !foreignInputs(plan).has(input) || isSafeText(value)

const foreign = new WeakMap<Plan, ReadonlySet<string>>()

const foreignInputs = (plan: Plan): ReadonlySet<string> => {
  const known = foreign.get(plan)
  if (known) return known
  const holes = plan.steps.flatMap((step) => step.command?.statements.flatMap((one) => one.placeholders) ?? [])
  const found = new Set(holes.filter((one) => one.position === 'foreign').map((one) => one.input))
  foreign.set(plan, found)
  return found
}
