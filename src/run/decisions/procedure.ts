import { HoldpointError } from '../../errors.ts'
import type { Procedure, StepId } from '../../plan/index.ts'
import { cancelAll } from '../acts/cancel.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision, Exhibit } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { settleLeftBehind } from '../left-behind.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import type { Estimate } from '../way-back/estimate.ts'
import { wayBackNow } from '../way-back/now.ts'
import { needed, stepsOf } from '../way-back/steps.ts'
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
  const running = state.running.flatMap(({ step }) => `step ${stepOf(state.plan, step).number}`).join(', ')
  return build(context, {
    kind: 'procedure',
    question: `Take the way back: start “${meant.title}”?`,
    detail: [
      ...(reason ? [{ is: 'note', text: `Reason: ${reason}` } as const] : []),
      ...choices.flatMap((one) => whatItDoes(state, one)),
    ],
    span: meant.blocks[0] ? (stepsOf(state.plan, meant)[0]?.span ?? null) : null,
    about: meant.id,
    reason,
    options: [
      option(
        'start',
        'Start the way back',
        `${running ? 'Stops what runs now, or waits for it, then starts' : 'Starts'} “${meant.title}”${choices.length > 1 ? ' or the one named' : ''}; the main line ends here.`,
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
      ...(running === ''
        ? []
        : [
            field('start', whatRuns, `What becomes of ${running}, which runs`, {
              type: 'choice',
              choices: ['stop', 'wait'],
              required: false,
              suggestion: 'stop',
            }),
          ]),
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

/** Field of an answer: whether the step that runs is stopped, or waited for. */
export const whatRuns = 'running'

/** What a person must know of a procedure before it starts: what it is for, its size, its time, and what it destroys. */
export const whatItDoes = (state: RunState, procedure: Procedure): readonly Exhibit[] => {
  const way = wayBackNow(state, null).ways.find((one) => one.procedure.id === procedure.id)
  if (!way) return []
  const destroys = way.destroys.map((text) => ({ is: 'command', text, language: 'bash' }) as const)
  const notes = [
    `“${procedure.title}”: ${way.steps} ${way.steps === 1 ? 'step' : 'steps'}, ${timeWords(way.estimate)}.`,
    ...(way.standing === 'early' || way.standing === 'past' ? [way.why] : []),
    ...way.fired.map(({ text }) => `Seen: ${text}`),
    ...(way.undoes.length === 0 ? [] : [`It undoes what was done by ${stepsWords(state, way.undoes)}.`]),
    ...(way.restarts.length === 0 ? [] : [`It stops or starts: ${way.restarts.join(', ')}.`]),
    ...(destroys.length === 0 ? [] : ['It destroys something with:']),
  ]
  return [...notes.map((text) => ({ is: 'note', text }) as const), ...destroys]
}

const timeWords = (estimate: Estimate | null): string => {
  if (estimate === null) return 'how long it takes is not known'
  const about = estimate.seconds < 60 ? 'less than a minute' : `about ${Math.ceil(estimate.seconds / 60)} min`
  return `${about} ${estimate.from === 'document' ? 'by the document' : 'as in earlier runs'}`
}

const stepsWords = ({ plan }: RunState, steps: readonly StepId[]): string =>
  `${steps.length === 1 ? 'step' : 'steps'} ${steps.map((step) => stepOf(plan, step).number).join(', ')}`

/** It needs a value that nothing has set. */
export const isMissing = (state: RunState, procedure: Procedure): boolean =>
  needed(state, procedure).some((input) => state.inputs[input.name] === undefined)

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** Starting it ends what runs, or has it end by itself. */
export const answerProcedure = (state: RunState, decision: Decision, answer: Answer): ReturnType<AnswerTo> => {
  if (answer.option !== 'start') return closing()
  const { procedure: named, [whatRuns]: becomes, ...given } = answer.fields
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
    ...(becomes === 'wait' ? [] : cancelAll(state, answer.reason ?? decision.reason)),
    ...settleLeftBehind(state),
    ...left,
    { type: 'ProcedureStarted', procedure: procedure.id, reason: answer.reason ?? decision.reason },
    ...(state.status === 'paused' ? [{ type: 'Resumed' } as const] : []),
  )
}
