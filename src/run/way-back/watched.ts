import type { SeenValue } from '../../plan/index.ts'
import { seenBefore } from '../baselines.ts'
import type { RunState } from '../state.ts'
import { triggersFired, triggersOf } from './triggers.ts'
import { changesOf, isDone } from './undoes.ts'

/** A condition for going back that a check can see. */
interface WatchedTrigger {
  readonly text: string
  readonly check: string
  readonly line: number
  /** What was seen before the change, for a check that compares with it. */
  readonly before: readonly SeenValue[]
}

/** Those that are looked at now: from the first change on, while the main line goes on; a rehearsal has nothing to look at. */
export const watchedTriggers = (state: RunState): readonly WatchedTrigger[] => {
  const { plan, line, status, rehearsal } = state
  if (line !== 'main' || status !== 'running' || rehearsal || !isWatchable(state)) return []
  if (!changesOf(plan).some((step) => isDone(state, step))) return []
  const fired = triggersFired(state).map(({ trigger }) => trigger.text)
  return triggersOf(plan).flatMap(({ trigger: { text, check, span, before } }) =>
    check === undefined || fired.includes(text)
      ? []
      : { text, check, line: span.line, before: before === undefined ? [] : seenBefore(state, before) },
  )
}

const isWatchable = ({ plan }: RunState): boolean =>
  plan.procedures.some(({ triggers }) => triggers.some(({ check }) => check !== undefined))
