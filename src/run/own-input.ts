import type { Statement, Step } from '../plan/index.ts'
import { stdinHolesOf } from './needs.ts'
import { scriptOf } from './script.ts'
import type { RunState } from './state.ts'

/** Ends the input of a program within the text that a person edits. */
const END = 'END_OF_INPUT'

/**
 * What a person changes: the script that bash gets and, where a program reads more of the document on its input (SQL), that
 * text behind it as a heredoc, with its values in it. Input with a secret in it is not shown: only the script can be
 * changed then.
 */
export function editableText(state: RunState, step: Step, statement: Statement): string {
  const script = scriptOf(state, step, statement)
  if (statement.stdin === null || hasOwnInput(state, step, statement)) return script
  let input = statement.stdin
  for (const { input: name, text } of stdinHolesOf(statement)) {
    const value = state.inputs[name]?.value
    if (value === undefined || value === null) return script
    input = input.replaceAll(text, () => value)
  }
  if (input.split('\n').includes(END)) return script
  // What a heredoc behind a list or a pipe feeds is its last part only.
  const fed = /[\n|;&]/.test(script) ? `{\n${script}\n}` : script
  return `${fed} <<'${END}'\n${input.replace(/\n?$/, '\n')}${END}`
}

/** Whether a person's edit of a statement holds its program's input, so that the document's is not read. */
export const hasOwnInput = (state: RunState, step: Step, statement: Statement): boolean =>
  statement.stdin !== null && state.steps.get(step.id).edits[statement.index]?.includes(` <<'${END}'\n`) === true
