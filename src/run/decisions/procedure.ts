import { HoldpointError } from '../../errors.ts'
import type { Input, Plan, Procedure, Step } from '../../plan/index.ts'
import { cancelAll } from '../acts/cancel.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision, Exhibit } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { settleLeftBehind } from '../left-behind.ts'
import { inputsOf } from '../needs.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { procedureNamed, wayBack } from '../way-back.ts'
import { type AnswerTo, build, closing, field, option } from './build.ts'
import { inputField, inputsSet } from './input.ts'

/**
 * Start the way back? Names what it takes, what it destroys and the values it needs, and is the one confirmation of all
 * of it. Which procedure, when several apply: field `procedure`, the one meant suggested.
 */
export const askProcedure = (
  state: RunState,
  meant: Procedure,
  choices: readonly Procedure[],
  reason: string | null,
  context: DecideContext,
): Decision => {
  const running = state.running.length > 0
  return build(context, {
    kind: 'procedure',
    question: `Take the way back: start “${meant.title}”?`,
    detail: [
      ...(reason ? [{ is: 'note', text: `Reason: ${reason}` } as const] : []),
      ...choices.flatMap((one) => whatItDoes(state.plan, one)),
    ],
    span: meant.blocks[0] ? (stepsOf(state.plan, meant)[0]?.span ?? null) : null,
    about: meant.id,
    reason,
    options: [
      option(
        'start',
        'Start the way back',
        `${running ? 'Stops what runs now, then starts' : 'Starts'} “${meant.title}”${choices.length > 1 ? ' or the one named' : ''}; the main line ends here.`,
      ),
      option('no', 'Not now', 'The run stays where it is.'),
      option('pause', 'Pause', 'Nothing more starts; this question stays.'),
      option('abort', 'Abort', 'The run ends here as aborted; nothing is undone.'),
    ],
    fields: [
      ...(choices.length > 1
        ? [
            field('start', 'procedure', 'Which way back', {
              type: 'choice',
              choices: choices.map((one) => one.title),
              required: false,
              suggestion: meant.title,
            }),
          ]
        : []),
      ...unique(choices.flatMap((one) => needed(state, one))).map((input) =>
        inputField(
          state,
          'start',
          input,
          needed(state, meant).includes(input) && state.inputs[input.name] === undefined,
        ),
      ),
    ],
  })
}

/** What a person must know of a procedure before it starts: its size, its time, and what it destroys. */
export const whatItDoes = (plan: Plan, procedure: Procedure): readonly Exhibit[] => {
  const time = procedure.estimate === null ? 'no time given' : `about ${Math.ceil(procedure.estimate / 60)} min`
  const steps = stepsOf(plan, procedure)
  const destroys = steps.flatMap((step) =>
    destructiveOf(step).map((text) => ({ is: 'command', text, language: 'bash' }) as const),
  )
  return [
    {
      is: 'note',
      text: `“${procedure.title}”: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${time}.`,
    } as const,
    ...(destroys.length > 0 ? [{ is: 'note', text: 'It destroys something with:' } as const] : []),
    ...destroys,
  ]
}

const stepsOf = (plan: Plan, { id }: Procedure): readonly Step[] =>
  [...indexOf(plan).order({ procedure: id }).bySection.values()].flat()

const destructiveOf = ({ command }: Step): readonly string[] => {
  const marked = command?.statements.filter((one) => one.flags.includes('destructive')) ?? []
  if (marked.length > 0) return marked.map((one) => one.source)
  return command?.flags.includes('destructive') ? [command.text] : []
}

const needed = (state: RunState, procedure: Procedure): readonly Input[] =>
  inputsOf(
    state.plan,
    stepsOf(state.plan, procedure).flatMap((step) => step.command?.statements ?? []),
  )

/** It needs a value that nothing has set. */
export const isMissing = (state: RunState, procedure: Procedure): boolean =>
  needed(state, procedure).some((input) => state.inputs[input.name] === undefined)

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** Starting it ends what runs. */
export const answerProcedure = (state: RunState, decision: Decision, answer: Answer): ReturnType<AnswerTo> => {
  if (answer.option !== 'start') return closing()
  const { procedure: named, ...given } = answer.fields
  const choices = wayBack(state)
  const procedure = procedureNamed(choices, named || (decision.about ?? ''))
  if (!procedure)
    throw new HoldpointError('way-back-unknown', {
      procedure: named ?? decision.about ?? '',
      choices: choices.map((one) => one.title).join(', '),
    })
  for (const input of needed(state, procedure))
    if (!given[input.name] && state.inputs[input.name] === undefined)
      throw new HoldpointError('field-needed', { field: input.text })
  const others = state.open.filter((one) => one.id !== decision.id)
  const left =
    state.line === 'main' ? [] : [{ type: 'ProcedureEnded', procedure: state.line.procedure, outcome: 'left' } as const]
  return closing(
    ...inputsSet(state.plan, given, 'person'),
    ...others.map(
      (one): RunEvent => ({ type: 'DecisionWithdrawn', decision: one.id, why: 'The way back was started.' }),
    ),
    ...cancelAll(state, answer.reason ?? decision.reason),
    ...settleLeftBehind(state),
    ...left,
    { type: 'ProcedureStarted', procedure: procedure.id, reason: answer.reason ?? decision.reason },
    ...(state.status === 'paused' ? [{ type: 'Resumed' } as const] : []),
  )
}
