import { HoldpointError } from '../../errors.ts'
import { admit, lets } from '../authority/admit.ts'
import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision } from '../decision.ts'
import { meantAfter } from '../decisions/common.ts'
import { answers } from '../decisions/index.ts'
import type { RunEvent } from '../events.ts'
import { isAbout } from '../evolve/left.ts'
import { fold } from '../fold.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { abort } from './abort.ts'
import { back } from './back.ts'

type Command = Extract<RunCommand, { type: 'Answer' }>

/**
 * An act of a person on an open decision, if it is theirs to answer. The second of two operators learns who was first; of
 * several who are needed, the last one's answer brings about what it says.
 */
export const answer = (state: RunState, command: Command, context: DecideContext): readonly RunEvent[] => {
  const decision = findOpen(state, command.decision)
  check(decision, command.answer)
  const admitted = admit(state, decision, command.answer, context.by)
  const given = (closed: boolean): RunEvent => ({
    type: 'DecisionAnswered',
    decision: decision.id,
    answer: command.answer,
    closed,
  })
  if (admitted === 'counts') return [given(false)]
  switch (command.answer.option) {
    case 'pause':
      return [
        given(false),
        ...(state.status === 'paused' ? [] : [{ type: 'Paused', reason: command.answer.reason } as const]),
      ]
    case 'abort':
      return [given(false), ...abort(state, command.answer.reason)]
    case 'back':
      // One question at a time: if the way back is not taken after all, the next advance asks this one again.
      return [
        given(true),
        ...back(
          fold(state, [given(true)], context),
          { procedure: meantAfter(state, stepAbout(state, decision))?.id ?? null, reason: command.answer.reason },
          context,
        ),
      ]
    default: {
      const { closed, events } = answers[decision.kind](state, decision, command.answer, context)
      const [step] = decision.steps
      const approved: readonly RunEvent[] =
        decision.binds !== null && step !== undefined && lets(decision, command.answer.option)
          ? [{ type: 'ApprovalGiven', decision: decision.id, step }]
          : []
      return [given(closed), ...events, ...approved]
    }
  }
}

/** The step that a failure is about: it leads to the way back that is meant for it. */
const stepAbout = (state: RunState, { kind, steps }: Decision) =>
  kind === 'failure' && steps[0] !== undefined ? stepOf(state.plan, steps[0]) : null

/** Fails with `decision-unknown`, `decision-withdrawn` or `decision-closed`, which says who was faster. */
export const findOpen = (state: RunState, id: string): Decision => {
  const open = state.open.find((one) => one.id === id)
  if (open) return open
  const was = state.answered.find((one) => one.decision.id === id)
  if (!was) throw new HoldpointError('decision-unknown', { decision: id, run: state.id })
  if (was.withdrawn !== null)
    throw new HoldpointError('decision-withdrawn', { decision: id, run: state.id, why: was.withdrawn })
  const last = was.answers.at(-1)
  throw new HoldpointError('decision-closed', {
    decision: id,
    run: state.id,
    who: last?.by.name ?? last?.by.id ?? 'Holdpoint',
    option: last?.answer.option ?? '',
  })
}

const check = (decision: Decision, { option: id, reason, steps, fields }: Answer) => {
  const option = decision.options.find((one) => one.id === id)
  const { id: name } = decision
  if (!option)
    throw new HoldpointError('answer-option-unknown', {
      option: id,
      decision: name,
      options: decision.options.map((one) => one.id).join(', '),
    })
  if (option.reason && !reason?.trim()) throw new HoldpointError('reason-needed', { act: option.label })
  const stranger = steps.find((step) => !isAbout(decision, step))
  if (stranger !== undefined) throw new HoldpointError('step-not-asked', { step: stranger, decision: name })
  const missing = decision.fields.find((one) => one.option === id && one.required && !fields[one.name])
  if (missing) throw new HoldpointError('field-needed', { field: missing.label })
}
