import { HoldpointError } from '../../errors.ts'
import type { Input, Plan, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision, Field, OptionId } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, field, named, option } from './build.ts'
import { waysOut } from './common.ts'
import { answerFinishedText } from './finished-text.ts'

/** Values that nothing sets: all together before the run, what is still missing at the step that needs it. */
export const askInputs = (
  state: RunState,
  inputs: readonly { readonly input: Input; readonly required: boolean }[],
  step: Step | null,
  context: DecideContext,
): Decision =>
  build(context, {
    kind: 'input',
    question: step ? `Which values does ${named(step)} need?` : 'Which values does this run need?',
    detail: inputs.flatMap(({ input }) =>
      input.hint ? [{ is: 'note', text: `${input.text}: ${input.hint}` } as const] : [],
    ),
    steps: step ? [step.id] : [],
    span: step?.span ?? inputs[0]?.input.uses[0] ?? null,
    options: [option('give', 'Give them', 'The commands get them as environment variables.'), ...waysOut(state)],
    fields: inputs.map(({ input, required }) => inputField(state, 'give', input, required)),
  })

export const inputField = (state: RunState, option: OptionId, input: Input, required: boolean): Field =>
  field(option, input.name, input.text, {
    type: input.secret ? 'secret' : 'text',
    required,
    suggestion: input.secret ? null : (state.inputs[input.name]?.value ?? null),
  })

export const answerInput: AnswerTo = (state, decision, answer, context) =>
  decision.statement === null
    ? closing(
        ...inputsSet(state.plan, answer.fields, 'person'),
        // What was left empty is not asked for again before the step that needs it.
        ...(decision.steps.length === 0 ? [{ type: 'Prepared' } as const] : []),
      )
    : answerFinishedText(state, decision, answer, context)

/** The event for values given; secret ones are null in it. Empty ones are none. Fails with `input-unknown` and `input-nul`. */
export const inputsSet = (
  plan: Plan,
  given: Readonly<Record<string, string>>,
  from: Extract<RunEvent, { type: 'InputsSet' }>['from'],
): readonly RunEvent[] => {
  const values: Record<string, string | null> = {}
  for (const [name, value] of Object.entries(given)) {
    const input = indexOf(plan).inputs.get(name)
    if (!input) throw new HoldpointError('input-unknown', { input: name })
    if (value === '') continue
    if (value.includes('\0')) throw new HoldpointError('input-nul', { input: input.text })
    values[name] = input.secret ? null : value
  }
  return Object.keys(values).length > 0 ? [{ type: 'InputsSet', values, from }] : []
}
