import type { Step, StepId } from '../../plan/index.ts'
import { assess } from '../assess.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { lookBack } from './binds.ts'
import type { Binds, Change } from './who.ts'

/**
 * The checks that a sign-off rests on: since the hold before it, what a command showed or a person looked at, and found as it
 * should be. What was assumed, or taken from a tick in the document, nobody looked at.
 */
export const restsOn = (state: RunState, hold: Step): readonly StepId[] =>
  lookBack(state, hold)
    .filter((step) => isCheck(step) && isMet(state, step))
    .map(({ id }) => id)
    .reverse()

const isCheck = ({ kind, command, expectations }: Step): boolean =>
  kind === 'check' || command?.language === 'check' || (command !== null && expectations.length > 0)

const isMet = (state: RunState, { id }: Step): boolean => {
  const { outcome, how } = state.steps.get(id)
  return outcome === 'passed' && how !== 'assumed' && how !== 'claimed' && how !== 'children'
}

/** Of the checks that something rests on those that do not hold any more, while something that it lets pass is still to come. */
export const turnedUnmet = ({ checks = [], steps }: Binds, after: RunState): readonly Change[] => {
  if (checks.length === 0 || steps.every(({ step }) => after.steps.get(step).phase === 'settled')) return []
  return checks.flatMap((id): readonly Change[] => {
    const step = stepOf(after.plan, id)
    const now = unmet(after, step)
    const name = `step ${step.number}, “${step.title}”`
    return now === null ? [] : [{ what: 'check', name, line: step.span.line, before: 'met', after: now }]
  })
}

/** In a word; null: it holds, or is being looked at again. */
const unmet = (state: RunState, step: Step): string | null => {
  const of = state.steps.get(step.id)
  if (of.phase === 'settled') return of.outcome === 'passed' ? null : (of.outcome ?? 'unknown')
  return of.phase === 'ended' && assess(step, of).is === 'failed' ? 'unmet' : null
}
