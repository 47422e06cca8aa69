import type { StepId } from '../../plan/index.ts'
import type { AttemptEnd } from '../attempt.ts'
import { skipDone } from '../cursor.ts'
import { ofEdit, ofSettling, withDeviation } from '../deviations.ts'
import type { Recorded } from '../envelope.ts'
import type { RunEvent } from '../events.ts'
import { indexOf, stepOf } from '../order.ts'
import { isHeld } from '../soak/held.ts'
import type { RunState, ShellPoint, StepState } from '../state.ts'
import { shellOn } from '../where.ts'
import { countSettled } from './left.ts'

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export const change = (state: RunState, step: StepId, change: (of: StepState) => Partial<StepState>): RunState => {
  const of = state.steps.get(step)
  return { ...state, steps: state.steps.set(step, { ...of, ...change(of) }) }
}

export const started = (state: RunState, event: Of<'StepStarted'>, { at, actor }: Recorded): RunState => {
  const place = indexOf(state.plan).order(state.line).place.get(event.step) ?? -1
  const next = change(state, event.step, (of) => ({
    phase: 'running',
    attempts: [
      ...of.attempts,
      {
        started: event,
        at,
        by: actor,
        endedAt: null,
        end: null,
        verdicts: [],
        cancelRequested: false,
        masked: null,
        continues: shellBefore(of, event.statement, shellOf(state, event)),
        edits: of.edits,
      },
    ],
    verdicts: of.verdicts.filter((one) => isBefore(state, event.step, one.expectation, event.statement)),
    confirmed: [],
    from: event.statement,
  }))
  return {
    ...next,
    running: [...state.running, { step: event.step, attempt: event.attempt, at }],
    course: { ...next.course, frontier: Math.max(next.course.frontier, place) },
  }
}

/** Whose state a command goes on with: each target has its own. */
const shellOf = ({ course, plan }: RunState, { step, target }: Of<'StepStarted'>): ShellPoint | null =>
  target === undefined ? course.shell : (course.shells[shellOn(stepOf(plan, step).command)] ?? null)

/** Where the next command goes on. */
const shellAfter = (state: RunState, step: StepId, attempt: number): Partial<RunState['course']> => {
  const point = { step, attempt, statement: null }
  const { command } = stepOf(state.plan, step)
  const { started } = state.steps.get(step).attempts.find((one) => one.started.attempt === attempt) ?? {}
  return started?.target === undefined
    ? { shell: point }
    : { shells: { ...state.course.shells, [shellOn(command)]: point } }
}

/** A retry finds the state that the statement before it left; what was judged of it and later ones is void. */
const shellBefore = (of: StepState, statement: number, shell: ShellPoint | null): ShellPoint | null => {
  for (const attempt of of.attempts.toReversed()) {
    const { step, attempt: number } = attempt.started
    const before = attempt.end?.statements.filter((one) => one.index < statement && one.status !== null).at(-1)
    if (before) return { step, attempt: number, statement: before.index }
  }
  const first = of.attempts[0]
  return first ? first.continues : shell
}

const isBefore = (state: RunState, step: StepId, verdict: string, statement: number): boolean => {
  const expectation = stepOf(state.plan, step).expectations.find((one) => one.id === verdict)
  const on = expectation ? expectation.statement : Number(verdict.slice('status:'.length))
  return on !== null && on < statement
}

/** From the moment that a secret is given, what a command prints may hold it. */
const hidesSecrets = ({ inputs }: RunState, { output }: AttemptEnd): boolean =>
  output.bytes > 0 && Object.values(inputs).some(({ value }) => value === null)

const isCheck = (state: RunState, step: StepId): boolean => stepOf(state.plan, step).command?.language === 'check'

export const ended = (state: RunState, event: Of<'StepEnded'>, { at }: Recorded): RunState => {
  const { step, attempt, end, verdicts, reading } = event
  const replaced = new Set(verdicts.map((one) => one.expectation))
  const next = change(state, step, (of) => ({
    phase: 'ended',
    attempts: of.attempts.map((one) =>
      one.started.attempt === attempt
        ? {
            ...one,
            endedAt: at,
            end,
            verdicts,
            ...(reading === undefined ? {} : { reading }),
            masked: one.masked ?? (hidesSecrets(state, end) ? 'due' : null),
          }
        : one,
    ),
    verdicts: [...of.verdicts.filter((one) => !replaced.has(one.expectation)), ...verdicts],
  }))
  return skipDone({
    ...next,
    running: state.running.filter((one) => one.step !== step || one.attempt !== attempt),
    services: [
      ...state.services,
      ...end.services.map((service) => ({ ...service, step, attempt, endedAt: null, why: null })),
    ],
    // What only looks has no shell, and a sample leaves nothing behind: the next command continues the one before it.
    course:
      isCheck(state, step) || isHeld(state, step)
        ? next.course
        : { ...next.course, ...shellAfter(state, step, attempt) },
  })
}

export const neverStarted = (state: RunState, { step, attempt }: Of<'StepNeverStarted'>): RunState => ({
  ...change(state, step, (of) => {
    const lost = of.attempts.find((one) => one.started.attempt === attempt)
    return {
      phase: 'open',
      attempts: of.attempts.filter((one) => one.started.attempt !== attempt),
      // It was authorised once and still is: nobody is asked a second time.
      confirmed: [-1],
      from: lost?.started.statement ?? of.from,
    }
  }),
  running: state.running.filter((one) => one.step !== step || one.attempt !== attempt),
})

export const settled = (state: RunState, event: Of<'StepSettled'>, recorded: Recorded): RunState => {
  const { outcome, how, reason, values } = event
  const next = change(state, event.step, () => ({
    phase: 'settled',
    outcome,
    how,
    reason,
    values,
    by: recorded.actor,
    at: recorded.at,
  }))
  const isOnLine = indexOf(state.plan).order(state.line).place.has(event.step)
  const failed = next.course.failed + (outcome === 'failed' && isOnLine ? 1 : 0)
  return skipDone(
    withDeviation(
      { ...next, course: { ...next.course, failed, left: countSettled(next, event.step, -1) } },
      ofSettling(state, event, recorded),
    ),
  )
}

/** Nobody's word for it stands any more. */
export const reopened = (before: RunState, step: StepId): RunState => {
  const state = { ...before, approvals: before.approvals.filter((one) => one.step !== step) }
  const was = state.steps.get(step).outcome
  const next = change(state, step, () => ({
    phase: 'open',
    outcome: null,
    how: null,
    by: null,
    at: null,
    reason: null,
    values: [],
    refused: null,
  }))
  const place = indexOf(state.plan).order(state.line).place.get(step) ?? next.course.cursor
  return {
    ...next,
    course: {
      ...next.course,
      cursor: Math.min(next.course.cursor, place),
      failed: next.course.failed - (was === 'failed' ? 1 : 0),
      left: countSettled(next, step, 1),
    },
  }
}

export const edited = (state: RunState, event: Of<'StepEdited'>, recorded: Recorded): RunState =>
  withDeviation(
    change(state, event.step, (of) => ({ edits: { ...of.edits, [event.statement]: event.after } })),
    ofEdit(state, event, recorded),
  )
