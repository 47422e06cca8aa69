import { HoldpointError } from '../../errors.ts'
import { skipDone } from '../cursor.ts'
import { ofCriteria, ofMessage, ofOverride, ofSession, withDeviation } from '../deviations.ts'
import type { Recorded } from '../envelope.ts'
import type { RunEvent } from '../events.ts'
import { outboxAfter } from '../outbox.ts'
import type { SoakEvent } from '../soak/soak.ts'
import type { RunState } from '../state.ts'
import type { AboutStep } from './answers.ts'
import { change } from './steps.ts'

/** Events about the run, its values and ways rather than the outcome of a step. */
type Aside = Exclude<
  RunEvent,
  {
    type:
      | 'RunCreated'
      | 'DecisionOpened'
      | 'DecisionAnswered'
      | 'DecisionWithdrawn'
      | 'DecisionClaimed'
      | 'DecisionReleased'
      | 'PeopleCalled'
      | 'ApprovalGiven'
      | 'ApprovalLapsed'
      | 'StepStarted'
      | 'StepEnded'
      | 'StepNeverStarted'
      | 'StepSettled'
      | 'StepReopened'
      | 'StepEdited'
      | AboutStep['type']
      | SoakEvent['type']
  }
>

/** A run must never be shown, or go on, without something that happened in it. */
const unknownEvent = (event: never, { run, seq }: Recorded): never => {
  const { type } = event as { readonly type: unknown }
  throw new HoldpointError('journal-newer', { run, seq, found: `an event of the unknown kind ${String(type)}` })
}

export const asideFromSteps = (state: RunState, event: Aside, recorded: Recorded): RunState => {
  const { seq, at, actor } = recorded
  switch (event.type) {
    case 'InputsSet': {
      const set = Object.entries(event.values).map(([name, value]) => [name, { value, from: event.from, by: actor }])
      return { ...state, inputs: { ...state.inputs, ...Object.fromEntries(set) } }
    }
    case 'ValueCaptured':
      return {
        ...state,
        inputs: { ...state.inputs, [event.input]: { value: event.value, from: 'captured', by: actor } },
      }
    case 'ChoiceMade':
      return { ...state, choices: { ...state.choices, [event.group]: event.option } }
    case 'ConditionSettled':
      if (event.step === null)
        return { ...state, sectionConditions: { ...state.sectionConditions, [event.section ?? '']: event.holds } }
      return change(state, event.step, (of) => ({
        conditions: { ...of.conditions, [event.statement ?? -1]: event.holds },
      }))
    case 'SessionSettled':
      return withDeviation(
        {
          ...state,
          sessions: { ...state.sessions, [event.session]: event.to },
          sessionTargets:
            event.target === undefined
              ? state.sessionTargets
              : { ...state.sessionTargets, [event.session]: event.target },
        },
        ofSession(state, event, recorded),
      )
    case 'MessageSettled':
      return withDeviation(
        {
          ...state,
          messages: {
            ...state.messages,
            [event.message]: { how: event.how, values: event.values, at, by: actor, reason: event.reason },
          },
        },
        ofMessage(state, event, recorded),
      )
    case 'SecretsMarked':
      return { ...state, marks: { ...state.marks, ...event.marks } }
    case 'ChangesSeen': {
      const { type, ...changes } = event
      return { ...state, changes }
    }
    case 'MessageQueued':
    case 'MessageDelivered':
    case 'DeliveryFailed':
      return { ...state, outbox: outboxAfter(state.outbox, event, at) }
    case 'CriteriaJudged': {
      const { section, verdicts, reason } = event
      return withDeviation(
        { ...state, criteria: { ...state.criteria, [section]: { verdicts, reason, by: actor, at } } },
        ofCriteria(state, event, recorded),
      )
    }
    case 'TermsOverridden':
      return {
        ...state,
        overrides: [...state.overrides, { over: event.over, reason: event.reason }],
        deviations: [...state.deviations, ...ofOverride(event, recorded)],
      }
    case 'Prepared':
      return { ...state, course: { ...state.course, prepared: true } }
    case 'CancelRequested':
      return change(state, event.step, (of) => ({
        attempts: of.attempts.map((one) =>
          one.started.attempt === event.attempt ? { ...one, cancelRequested: true } : one,
        ),
      }))
    case 'OutputMasked':
      return change(state, event.step, (of) => ({
        attempts: of.attempts.map((one) =>
          one.started.attempt === event.attempt ? { ...one, masked: event.masked } : one,
        ),
      }))
    case 'ServiceEnded':
      return {
        ...state,
        services: state.services.map((one) =>
          one.step === event.step && one.attempt === event.attempt && one.pid === event.pid
            ? { ...one, endedAt: at, why: event.why }
            : one,
        ),
      }
    case 'Commented':
      return { ...state, comments: [...state.comments, { seq, at, by: actor, step: event.step, text: event.text }] }
    case 'EvidenceAdded': {
      const { type: _, ...added } = event
      return { ...state, evidence: [...state.evidence, { seq, at, by: actor, ...added }] }
    }
    case 'Paused':
      return { ...state, status: 'paused' }
    case 'Resumed':
      return { ...state, status: 'running' }
    case 'TriggerFired': {
      const { text, why } = event
      return { ...state, fired: [...state.fired, { text, why, at, by: actor }] }
    }
    case 'ProcedureStarted':
      return skipDone({
        ...state,
        line: { procedure: event.procedure },
        procedures: {
          ...state.procedures,
          [event.procedure]: {
            startedAt: at,
            by: actor,
            reason: event.reason,
            endedAt: null,
            outcome: null,
            kept: null,
          },
        },
        course: { ...state.course, cursor: 0, prepared: true, frontier: -1, failed: 0 },
      })
    case 'DiagnosticsKept': {
      const of = state.procedures[event.procedure]
      if (!of) return state
      return { ...state, procedures: { ...state.procedures, [event.procedure]: { ...of, kept: event.kept } } }
    }
    case 'ProcedureEnded': {
      const of = state.procedures[event.procedure]
      if (!of) return state
      return {
        ...state,
        procedures: { ...state.procedures, [event.procedure]: { ...of, endedAt: at, outcome: event.outcome } },
      }
    }
    case 'DriverChanged':
      return { ...state, driver: event.driver }
    case 'AbortRequested':
      return { ...state, course: { ...state.course, aborting: { reason: event.reason } } }
    case 'RunEnded':
      return { ...state, status: 'ended', outcome: event.outcome }
    default:
      return unknownEvent(event, recorded)
  }
}
