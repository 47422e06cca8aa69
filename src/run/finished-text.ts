import type { Statement, Step } from '../plan/index.ts'
import { isSafeText } from './needs.ts'
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
  statements.flatMap((statement): readonly FinishedText[] => {
    const script = scriptOf(state, step, statement)
    const held = statement.placeholders
      .filter((one) => one.position === 'foreign' && script.includes(`\${${one.input}}`))
      .map(({ input, text }) => ({ input, text, value: state.inputs[input]?.value ?? '' }))
    const unsafe = held.filter(({ value }) => value !== '' && !isSafeText(value))
    if (unsafe.length === 0) return []
    const isEdited = state.steps.get(step.id).edits[statement.index] !== undefined
    const text = held.reduce(
      (all, { input, text, value }) => (isEdited ? expanded(all, input, value) : all.replaceAll(text, () => value)),
      isEdited ? script : statement.source,
    )
    return [{ statement, text, unsafe: [...new Set(unsafe.map((one) => one.text))] }]
  })

/** An edit holds expansions instead of placeholders. The quotes around one are the shell's: the other program never sees them. */
const expanded = (script: string, input: string, value: string): string =>
  [`'"\${${input}}"'`, `"\${${input}}"`, `\${${input}}`].reduce(
    (all, form) => all.replaceAll(form, () => value),
    script,
  )
