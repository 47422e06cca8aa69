import type { Plan, Step, StepId } from '../plan/index.ts'
import type { DecideContext } from './context.ts'
import type { Recorded } from './envelope.ts'
import type { RunEvent, StepStarted } from './events.ts'
import { inputsOf } from './needs.ts'
import { indexOf } from './order.ts'

/** Events that tell what steps took, or that a step was rehearsed. */
export const learnedFrom: readonly RunEvent['type'][] = ['StepStarted', 'StepEnded', 'StepSettled', 'DecisionOpened']

/**
 * What steps of a plan took in earlier runs, in milliseconds: the median over runs. Of a command the attempt that passed, if
 * its text is still the same and it ran from the beginning; of what people do, from the question to their answer. What a step
 * is called survives edits elsewhere in the document.
 */
export const learnedDurations = (
  plan: Plan,
  journals: readonly (readonly Recorded[])[],
  digestOf: DecideContext['digestOf'],
): Readonly<Record<StepId, number>> => {
  const seen = new Map<StepId, number[]>()
  for (const journal of journals)
    for (const [step, ms] of tookIn(plan, journal, digestOf)) seen.set(step, [...(seen.get(step) ?? []), ms])
  return Object.fromEntries([...seen].map(([step, all]) => [step, median(all)]))
}

/** Steps of a plan that a journal has come to as they stand today: commands by their text, others by their words. */
export const comeTo = (
  plan: Plan,
  journal: readonly Recorded[],
  digestOf: DecideContext['digestOf'],
): ReadonlySet<StepId> =>
  new Set(
    journal.flatMap(({ event }) => {
      if (event.type !== 'StepStarted' && event.type !== 'StepSettled') return []
      const step = indexOf(plan).steps.get(event.step)
      if (!step) return []
      if (event.type === 'StepStarted') return isSame(plan, step, event, digestOf) ? step.id : []
      const skipped = event.outcome === 'skipped' && event.how !== 'by-hand'
      return step.command === null && !skipped ? step.id : []
    }),
  )

const tookIn = (plan: Plan, journal: readonly Recorded[], digestOf: DecideContext['digestOf']): Map<StepId, number> => {
  const { steps } = indexOf(plan)
  const began = new Map<StepId, { readonly at: number; readonly started: StepStarted | null }>()
  const ended = new Map<StepId, number>()
  const took = new Map<StepId, number>()
  for (const { at, event } of journal) {
    if (event.type === 'DecisionOpened') {
      for (const step of event.decision.steps)
        if (steps.get(step)?.command === null && !began.has(step)) began.set(step, { at, started: null })
    } else if (event.type === 'StepStarted') {
      began.set(event.step, { at, started: event })
    } else if (event.type === 'StepEnded') {
      ended.set(event.step, at)
    } else if (event.type === 'StepSettled' && event.outcome === 'passed') {
      const step = steps.get(event.step)
      const from = began.get(event.step)
      const to = from?.started ? ended.get(event.step) : at
      if (!step || from === undefined || to === undefined) continue
      if (from.started === null || isSame(plan, step, from.started, digestOf))
        took.set(step.id, Math.max(0, to - from.at))
    }
  }
  return took
}

/** Whether an attempt ran, from its beginning, what the step says today: with the same parts left out it has the same digest. */
const isSame = (plan: Plan, step: Step, started: StepStarted, digestOf: DecideContext['digestOf']): boolean => {
  if (step.command === null || started.statement !== 0) return false
  const statements = step.command.statements.filter(({ index }) => !started.without.includes(index))
  const content = {
    scripts: statements.map(({ script }) => script),
    inputs: inputsOf(plan, statements).map(({ name }) => name),
    ...(started.target === undefined ? {} : { target: started.target }),
  }
  return digestOf(content) === started.digest
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : Math.round(((sorted[middle - 1] ?? high) + high) / 2)
}
