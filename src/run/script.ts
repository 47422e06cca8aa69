import type { Statement, Step } from '../plan/index.ts'
import type { RunState } from './state.ts'

/** What bash gets for a statement: its own text, or what a person made of it. */
export const scriptOf = (state: RunState, step: Step, statement: Statement): string =>
  state.steps.get(step.id).edits[statement.index] ?? statement.script
