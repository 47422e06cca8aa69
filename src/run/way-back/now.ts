import type { Input, Procedure, StepId, Trigger } from '../../plan/index.ts'
import type { RunState } from '../state.ts'
import { wayBack } from '../way-back.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { type PointOfNoReturn, pointOfNoReturn } from './no-return.ts'
import { destructiveOf, needed, stepsOf } from './steps.ts'
import { triggersFired } from './triggers.ts'
import { changesOf, isDone, namedBy, restartedBy } from './undoes.ts'

/** Where a run stands with its ways back, at one moment. */
export interface WayBackNow {
  /** Mildest first; what follows whichever was taken is none. */
  readonly ways: readonly Way[]
  /** The one meant when none is named; null: none can be started. */
  readonly meant: Way | null
  readonly noReturn: PointOfNoReturn | null
}

export interface Way {
  readonly procedure: Procedure
  /**
   * `early`: what it undoes has not been done. `past`: the point of no return is behind. `taken`: it was started already.
   * `milder`: a harsher one was begun. `over`: the run has ended. The first three can be started all the same.
   */
  readonly standing: 'applies' | 'early' | 'past' | 'taken' | 'milder' | 'over'
  /** Why it stands so, in one sentence. */
  readonly why: string
  readonly startable: boolean
  /** Those that somebody or something has seen. */
  readonly fired: readonly Trigger[]
  /** Steps of the main line that are done and that it names or needs; empty where it names none: it is for all of them. */
  readonly undoes: readonly StepId[]
  /** Statements that destroy something, as they stand. */
  readonly destroys: readonly string[]
  /** Services that it starts, stops or restarts. */
  readonly restarts: readonly string[]
  /** Inputs that nothing has set. */
  readonly lacks: readonly Input[]
  readonly steps: number
  readonly estimate: Estimate | null
  /** The last moment to start it so that it is over when the change window is, in milliseconds since the epoch. */
  readonly latest: number | null
}

/** `windowEnd`: when the change window closes, in milliseconds since the epoch; null: it does not. */
export const wayBackNow = (state: RunState, windowEnd: number | null): WayBackNow => {
  const startable = new Set(wayBack(state).map(({ id }) => id))
  const noReturn = pointOfNoReturn(state)
  const ways = state.plan.procedures
    .filter((one) => !one.aftermath && one.blocks.some((block) => block.steps.length > 0))
    .toSorted((a, b) => a.level - b.level)
    .map((procedure) => wayOf(state, procedure, startable.has(procedure.id), noReturn, windowEnd))
  return { ways, meant: meantOf(ways), noReturn }
}

/** What somebody saw leads to its own procedure; else the mildest that applies, else the mildest. */
const meantOf = (ways: readonly Way[]): Way | null => {
  const open = ways.filter(({ startable }) => startable)
  return (
    open.find(({ fired }) => fired.length > 0) ?? open.find(({ standing }) => standing === 'applies') ?? open[0] ?? null
  )
}

const wayOf = (
  state: RunState,
  procedure: Procedure,
  startable: boolean,
  noReturn: PointOfNoReturn | null,
  windowEnd: number | null,
): Way => {
  const { plan } = state
  const steps = stepsOf(plan, procedure)
  const estimate = estimateOf(state, procedure)
  return {
    procedure,
    ...standingOf(state, procedure, startable, noReturn),
    startable,
    fired: triggersFired(state).flatMap((one) => (one.procedure === procedure.id ? one.trigger : [])),
    undoes: namedBy(plan, procedure).flatMap((step) => (isDone(state, step) ? step.id : [])),
    destroys: steps.flatMap(destructiveOf),
    restarts: restartedBy(plan, procedure),
    lacks: needed(state, procedure).filter(({ name }) => state.inputs[name] === undefined),
    steps: steps.length,
    estimate,
    latest: windowEnd === null || estimate === null ? null : windowEnd - estimate.seconds * 1000,
  }
}

const standingOf = (
  state: RunState,
  procedure: Procedure,
  startable: boolean,
  noReturn: PointOfNoReturn | null,
): Pick<Way, 'standing' | 'why'> => {
  if (state.status === 'ended') return { standing: 'over', why: 'The run has ended; its way back is a run of its own.' }
  if (procedure.id in state.procedures) return { standing: 'taken', why: takenWords(state, procedure) }
  if (state.course.aborting) return { standing: 'over', why: 'The run is being aborted.' }
  if (!startable) return { standing: 'milder', why: 'A harsher way back was begun.' }
  const named = namedBy(state.plan, procedure)
  if (noReturn?.passed && noReturn.said !== null && !named.includes(noReturn.step))
    return { standing: 'past', why: `${titled(noReturn.step)} is behind: ${noReturn.said}` }
  const undone = named.filter((step) => !isDone(state, step))
  if (named.length > 0 && undone.length === named.length)
    return { standing: 'early', why: `What it undoes has not been done yet: ${titled(undone[0] ?? named[0])}.` }
  if (!changesOf(state.plan).some((step) => isDone(state, step)))
    return { standing: 'early', why: 'Nothing has been changed yet that it could undo.' }
  return { standing: 'applies', why: 'What it undoes has been done.' }
}

const takenWords = (state: RunState, { id }: Procedure): string =>
  ({
    done: 'It was taken.',
    failed: 'It was taken and failed.',
    left: 'It was begun and left.',
    open: 'It is being taken.',
  })[state.procedures[id]?.outcome ?? 'open']

const titled = (step: { readonly number: number; readonly title: string } | undefined): string =>
  step === undefined ? '' : `step ${step.number}, “${step.title}”`
