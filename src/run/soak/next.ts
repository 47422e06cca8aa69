import type { Step } from '../../plan/index.ts'
import { assess } from '../assess.ts'
import type { Here } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import { open } from '../decisions/build.ts'
import { askSample } from '../decisions/sample.ts'
import { askSoak } from '../decisions/soak.ts'
import type { RunEvent } from '../events.ts'
import { startAt } from '../next/begin.ts'
import { command } from '../next/command.ts'
import { scopeOf } from '../next/scope.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { isAsked, isOpenLook, liveLanes, sampleDue } from './due.ts'
import { lookOf, readings, sampleTaken } from './sample.ts'
import { settled } from './settled.ts'
import type { SampleLook } from './soak.ts'
import { verdictOf } from './verdict.ts'
import { watchOf } from './watches.ts'
import { hasBegun, type Watching, watchingOf } from './watching.ts'

/**
 * A soak begins when its line comes to the first step that is looked at in it. What of it is no part of this run, or stands
 * under a condition, is settled and asked before: its turn does not come by itself any more.
 */
export const begins = (state: RunState, step: Step, context: DecideContext): readonly RunEvent[] => {
  const { now } = context
  const watch = watchOf(state, step.id)
  if (watch !== null && state.soaks[watch.id] === undefined)
    for (const one of watch.steps) {
      const scope = state.steps.get(one.id).phase === 'open' ? scopeOf(state, one, context) : []
      if (scope.length > 0) return scope
    }
  return watch === null || state.soaks[watch.id] !== undefined ? [] : [{ type: 'SoakStarted', soak: watch.id, at: now }]
}

/** What the soaks of a run do now: the next sample, a verdict, or a question about one. None: their time has not come. */
export const watchOn = (state: RunState, here: Here, context: DecideContext): readonly RunEvent[] => {
  // Who is asked about the way back is asked about nothing else.
  if (!hasBegun(state) || state.open.some(({ kind }) => kind === 'procedure')) return []
  for (const watching of watchingOf(state)) {
    const events = one(state, watching, here, context)
    if (events.length > 0) return events
  }
  return []
}

const one = (state: RunState, watching: Watching, here: Here, context: DecideContext): readonly RunEvent[] => {
  const { watch, soak } = watching
  if (soak.phase === 'asked') {
    const isOpen = state.open.some(({ kind, about }) => kind === 'soak' && about === watch.id)
    return isOpen ? [] : [open(askSoak(state, watching, context))]
  }
  if (soak.taking !== null) return take(state, watching, here, context)
  const verdict = verdictOf(state, watching)
  if (verdict !== null) {
    const judged: RunEvent = { type: 'SoakJudged', soak: watch.id, ...verdict }
    return verdict.verdict !== 'met'
      ? [...unasked(state, watching), judged]
      : [
          judged,
          ...settled(state, watching, 'passed', null),
          { type: 'SoakEnded', soak: watch.id, outcome: 'met', reason: null },
        ]
  }
  const machine = sampleDue(state, watching, 'machine', context.now)
  if (machine !== null) {
    const steps = liveLanes(state, watch)
      .filter(({ key }) => machine.lanes.some(({ lane }) => lane === key))
      .flatMap((lane) => lane.steps.filter((step) => isOpenLook(state, step)))
    return [{ type: 'SampleStarted', soak: watch.id, steps: steps.map(({ id }) => id), ...machine }]
  }
  const people = isAsked(state, watch) ? null : sampleDue(state, watching, 'people', context.now)
  return people === null ? [] : [open(askSample(state, watching, people, context))]
}

/** What a command showed, and the row of a table that it fills in. */
const looksOf = (state: RunState, { watch }: Watching, step: Step): readonly SampleLook[] => {
  const look = lookOf(state, step)
  const rows = watch.windows.flatMap(({ measured }) => measured.filter(({ by }) => by.id === step.id))
  // Its number stands in the row.
  return [
    rows.length === 0 ? look : { ...look, value: null },
    ...rows.flatMap((row) => readings(state, row.step, [look.value ?? ''])),
  ]
}

/** Who decides about a soak is not asked about its samples any more. */
const unasked = (state: RunState, { watch }: Watching): readonly RunEvent[] =>
  state.open
    .filter(({ kind, about }) => kind === 'sample' && about === watch.id)
    .map(({ id }) => ({ type: 'DecisionWithdrawn', decision: id, why: 'The soak it belongs to is decided about.' }))

/** One command after the other; when the last one has ended, all of them are one sample. */
const take = (state: RunState, watching: Watching, here: Here, context: DecideContext): readonly RunEvent[] => {
  const { taking } = watching.soak
  if (taking === null) return []
  const steps = taking.steps
    .map((id) => stepOf(state.plan, id))
    .filter(({ id }) => state.steps.get(id).phase !== 'settled')
  for (const step of steps) {
    const of = state.steps.get(step.id)
    if (of.phase === 'open') {
      const isAsked = state.open.some((one) => one.steps.includes(step.id))
      return isAsked ? [] : command(state, step, here, context)
    }
    const result = of.phase === 'ended' ? assess(step, of) : null
    if (result?.is === 'stopped-early') return startAt(state, step, result.from, false, context)
  }
  return [
    sampleTaken(
      state,
      watching,
      taking,
      steps.flatMap((step) => looksOf(state, watching, step)),
      context.now,
    ),
  ]
}
