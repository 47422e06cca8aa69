import type { Step } from '../plan/index.ts'
import type { Deviation } from './attempt.ts'
import type { Recorded } from './envelope.ts'
import type { RunCreated, RunEvent } from './events.ts'
import { indexOf, stepOf } from './order.ts'
import { performs } from './schedules/recurring.ts'
import { isHeld } from './soak/held.ts'
import type { RunState } from './state.ts'

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export const withDeviation = (state: RunState, deviation: Deviation | null): RunState =>
  deviation ? { ...state, deviations: [...state.deviations, deviation] } : state

/** `state` is the one before the step settled. */
export const ofSettling = (state: RunState, event: Of<'StepSettled'>, { seq }: Recorded): Deviation | null => {
  const step = stepOf(state.plan, event.step)
  const deviate = (kind: Deviation['kind'], text: string): Deviation => ({
    seq,
    step: step.id,
    kind,
    text,
    reason: event.reason,
    span: step.span,
    diff: null,
  })
  const name = `Step ${step.number} (${step.title})`
  // What recurs is done without the rest: that is how the document means it.
  if (event.how === 'partial' && performs(state)) return null
  if (event.how === 'partial') return deviate('partial', `${name} was left out: only a part of the document was run.`)
  // What recurs has its own runs.
  if (event.how === 'scheduled') return null
  if (event.outcome === 'skipped' && event.how !== 'choice' && event.how !== 'condition' && event.how !== 'children')
    return deviate('skipped', `${name} was skipped.`)
  // Going another way is no deviation: the plan has its ways back, and the record shows when one was taken.
  if (event.how === 'left') return null
  if (event.outcome === 'accepted')
    return deviate('accepted', `${name} did not end as the document says, and was accepted.`)
  if (event.outcome === 'unknown') return deviate('accepted', `${name} was let stand although its end is not known.`)
  if (event.how === 'assumed') return deviate('assumed', `${name} was ticked without asking.`)
  if (event.how === 'claimed')
    return deviate('assumed', `${name} was ticked in the document already; the tick was accepted.`)
  if ((event.how === 'ticked' || event.how === 'given' || event.how === 'by-hand') && isHeld(state, step.id))
    return deviate('overridden', `${name} was ticked before the soak was over in which it is watched.`)
  if (event.how === 'by-hand' && isOutOfTurn(state, step))
    return deviate('out-of-order', `${name} was done ahead of its turn.`)
  if (event.how === 'by-hand' && isRunnable(step))
    return deviate('overridden', `${name} was done by hand instead of run.`)
  if ((event.how === 'ticked' || event.how === 'given') && isOutOfTurn(state, step))
    return deviate('out-of-order', `${name} was done ahead of its turn.`)
  return null
}

export const ofEdit = (state: RunState, event: Of<'StepEdited'>, { seq }: Recorded): Deviation | null => {
  // What the document offers for a failure is taken as it stands.
  if (event.before === event.after) return null
  const step = stepOf(state.plan, event.step)
  return {
    seq,
    step: step.id,
    kind: 'edited',
    text: `A command of step ${step.number} (${step.title}) was changed before it ran.`,
    reason: event.reason,
    span: step.command?.statements[event.statement]?.span ?? step.span,
    diff: { before: event.before, after: event.after },
  }
}

/** Commands of a session run on this machine instead. */
export const ofSession = (state: RunState, event: Of<'SessionSettled'>, { seq }: Recorded): Deviation | null => {
  const session = state.plan.sessions.find((one) => one.id === event.session)
  if (event.to !== 'here' || !session) return null
  return {
    seq,
    step: null,
    kind: 'overridden',
    text: `What the document runs in \`${session.opener}\` ran on this machine.`,
    reason: event.reason,
    span: session.span,
    diff: null,
  }
}

/** Nobody was told what the document wants told. */
export const ofMessage = (state: RunState, event: Of<'MessageSettled'>, { seq }: Recorded): Deviation | null => {
  const message = state.plan.messages.find(({ id }) => id === event.message)
  if (event.how === 'told' || !message) return null
  return {
    seq,
    step: null,
    kind: 'skipped',
    text: `Nobody was told “${message.title}”.`,
    reason: event.reason,
    span: message.span,
    diff: null,
  }
}

/** Gone on although something speaks against it in its environment. */
export const ofOverride = ({ over, reason }: Of<'TermsOverridden'>, { seq }: Recorded): readonly Deviation[] =>
  over.map(({ text }) => overridden(seq, `Gone on all the same: ${text}`, reason))

/** Begun beside another run. */
export const besideDeviation = ({ beside, environment }: RunCreated): readonly Deviation[] =>
  beside === undefined
    ? []
    : [
        overridden(
          1,
          `Begun in ${environment} beside the unfinished run ${beside.run} of ${beside.who}.`,
          beside.reason,
        ),
      ]

const overridden = (seq: number, text: string, reason: string): Deviation => ({
  seq,
  step: null,
  kind: 'overridden',
  text,
  reason,
  span: null,
  diff: null,
})

/** Gone on although not every line of a list holds. */
export const ofCriteria = (state: RunState, event: Of<'CriteriaJudged'>, { seq }: Recorded): Deviation | null => {
  const open = event.verdicts.filter(({ verdict }) => verdict !== 'met')
  if (open.length === 0) return null
  const lines = open.flatMap(({ criterion }) => state.plan.criteria[criterion]?.text ?? [])
  return {
    seq,
    step: null,
    kind: 'accepted',
    text: `Gone on although this was not shown to hold: ${lines.join('; ')}.`,
    reason: event.reason,
    span: state.plan.criteria[open[0]?.criterion ?? 0]?.span ?? null,
    diff: null,
  }
}

const isRunnable = (step: Step) =>
  step.command !== null && step.command.statements.length > 0 && step.command.incomplete === null

const isOutOfTurn = (state: RunState, step: Step): boolean => {
  const { entries, place } = indexOf(state.plan).order(state.line)
  const at = entries[place.get(step.id) ?? -1]
  const now = entries[state.course.cursor]
  if (!at || !now || at.at <= now.at) return false
  return at.block !== now.block || at.block.order === 'ordered'
}
