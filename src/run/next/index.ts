import { callsDue } from '../authority/calls.ts'
import type { Here } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import { undecided } from '../criteria.ts'
import { open } from '../decisions/build.ts'
import { askGo } from '../decisions/go.ts'
import type { RunEvent } from '../events.ts'
import { indexOf } from '../order.ts'
import { waitsForSoak } from '../soak/held.ts'
import { begins, watchOn } from '../soak/next.ts'
import { watchingOf } from '../soak/watching.ts'
import type { RunState } from '../state.ts'
import { command } from './command.ts'
import { ending } from './ending.ts'
import { held, heldAtTheBeginning, waitedEnough } from './held.ts'
import { tell } from './messages.ts'
import { onlyTheWayBack } from './only-the-way-back.ts'
import { closeParent } from './parent.ts'
import { alone, together } from './people.ts'
import { outOfScope, scopeOf } from './scope.ts'
import { beforeTheFirstStep } from './start.ts'
import { triggersDue } from './triggers.ts'

/** The events for what comes next; none while the run waits for a step, for people, or at its end. */
export const next = (state: RunState, here: Here, context: DecideContext): readonly RunEvent[] => {
  const calls = callsDue(state, context.now)
  if (calls.length > 0) return calls
  if (state.status !== 'running' || state.running.length > 0) return []
  const waited = waitedEnough(state, context.now)
  if (waited.length > 0) return waited
  const watching = watchOn(state, here, context)
  if (watching.length > 0 || here.soakOnly) return watching
  // A question about a sample keeps nobody from what may go on beside its soak.
  if (state.open.some(({ kind }) => kind !== 'sample')) return []
  if (state.continues !== null && state.line === 'main') return onlyTheWayBack(state, context)
  if (!state.course.prepared) {
    const first = beforeTheFirstStep(state, context)
    if (first.length > 0) return first
    const holding = heldAtTheBeginning(state, context)
    return holding.length > 0 ? holding : [{ type: 'Prepared' }]
  }
  const entry = indexOf(state.plan).order(state.line).entries[state.course.cursor]
  const isHere = entry === undefined || outOfScope(state, entry.step) === null
  if (isHere && waitsForSoak(state, entry?.step ?? null)) return []
  const conditions = triggersDue(state, context)
  if (conditions.length > 0) return conditions
  const told = tell(state, entry?.step ?? null, context)
  const holding =
    entry && isHere && state.steps.get(entry.step.id).phase === 'open' ? held(state, [entry.step], context) : []
  // Nobody is told that it begins, or asked for a go, before it may begin.
  if (told.length > 0) return holding.length > 0 ? holding : told
  const list = undecided(state, entry?.step.span.line ?? null)
  if (list !== null && watchingOf(state).length > 0) return []
  if (list !== null) return holding.length > 0 ? holding : [open(askGo(state, list, context))]
  if (!entry) return ending(state, context)
  const { step, visit, block } = entry
  // Nothing is asked about a step that has run already.
  const scope = state.steps.get(step.id).phase === 'open' ? scopeOf(state, step, context) : []
  if (scope.length > 0) return scope
  const soak = begins(state, step, context)
  if (soak.length > 0) return soak
  if (visit === 'work' && holding.length > 0) return holding
  if (visit === 'close') return closeParent(state, step, context)
  if (step.command) return command(state, step, here, context)
  return block.order === 'any' ? together(state, entry, context) : alone(state, step, context)
}
