import { HoldpointError } from '../../errors.ts'
import type { Statement, Step } from '../../plan/index.ts'
import type { Answer, Field } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { editableText } from '../own-input.ts'
import type { RunState } from '../state.ts'
import { field } from './build.ts'

/** The text of a statement to be changed; only `edit` needs it. */
export const editField = (state: RunState, step: Step, statement: Statement): Field =>
  field('edit', 'text', 'New text of the command', {
    type: 'lines',
    required: false,
    suggestion: editableText(state, step, statement),
  })

/** The edit that an answer asks for. Refuses an answer without a text. */
export const editing = (state: RunState, step: Step, index: number, answer: Answer): RunEvent => {
  const statement = step.command?.statements[index]
  const after = answer.fields.text ?? ''
  if (!statement || after.trim() === '') throw new HoldpointError('field-needed', { field: 'text' })
  return {
    type: 'StepEdited',
    step: step.id,
    statement: index,
    before: editableText(state, step, statement),
    after,
    reason: answer.reason,
  }
}
