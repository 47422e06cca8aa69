import type { Placeholder, Statement, Step } from '../plan/index.ts'
import { isSafeText, stdinHolesOf } from './needs.ts'
import { hasOwnInput } from './own-input.ts'
import { scriptOf } from './script.ts'
import type { RunState } from './state.ts'

/** A statement as another program will read it, with values in it that this program may take for more than values. */
export interface FinishedText {
  readonly statement: Statement
  readonly text: string
  /** The placeholders, as the document writes them, whose values are not safe there. */
  readonly unsafe: readonly string[]
}

/**
 * Texts of a step's statements in which a value stands that no quoting makes safe: a remote shell, SQL or awk parses it
 * once more. Secret values are not among them; those are refused when they are given.
 */
export const finishedTexts = (state: RunState, step: Step, statements: readonly Statement[]): readonly FinishedText[] =>
  statements.flatMap((statement) => [...inScript(state, step, statement), ...inInput(state, step, statement)])

function inScript(state: RunState, step: Step, statement: Statement): readonly FinishedText[] {
  const script = scriptOf(state, step, statement)
  const held = valuesOf(
    state,
    statement.placeholders.filter((one) => one.position === 'foreign' && script.includes(`\${${one.input}}`)),
  )
  const isEdited = state.steps.get(step.id).edits[statement.index] !== undefined
  const text = held.reduce(
    (all, { input, text, value }) => (isEdited ? expanded(all, input, value) : all.replaceAll(text, () => value)),
    isEdited ? script : statement.source,
  )
  return unlessSafe(statement, text, held)
}

/** What a program reads on its input holds the values themselves; in an edit, a person has seen them there. */
function inInput(state: RunState, step: Step, statement: Statement): readonly FinishedText[] {
  if (hasOwnInput(state, step, statement)) return []
  const held = valuesOf(state, stdinHolesOf(statement))
  const text = held.reduce((all, { text, value }) => all.replaceAll(text, () => value), statement.stdin ?? '')
  return unlessSafe(statement, text, held)
}

interface Held {
  readonly input: string
  readonly text: string
  readonly value: string
}

const valuesOf = (state: RunState, holes: readonly Placeholder[]): readonly Held[] =>
  holes.map(({ input, text }) => ({ input, text, value: state.inputs[input]?.value ?? '' }))

function unlessSafe(statement: Statement, text: string, held: readonly Held[]): readonly FinishedText[] {
  const unsafe = held.filter(({ value }) => value !== '' && !isSafeText(value))
  return unsafe.length === 0 ? [] : [{ statement, text, unsafe: [...new Set(unsafe.map((one) => one.text))] }]
}

/** An edit holds expansions instead of placeholders. The quotes around one are the shell's: the other program never sees them. */
const expanded = (script: string, input: string, value: string): string =>
  [`'"\${${input}}"'`, `"\${${input}}"`, `\${${input}}`].reduce(
    (all, form) => all.replaceAll(form, () => value),
    script,
  )
