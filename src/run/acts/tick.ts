import { HoldpointError } from '../../errors.ts'
import type { Step } from '../../plan/index.ts'
import { isPoll, stepDemand } from '../authority/demand.ts'
import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { settle } from '../decisions/build.ts'
import { recorded } from '../decisions/measured.ts'
import type { RunEvent } from '../events.ts'
import { isAbout } from '../evolve/left.ts'
import { fold } from '../fold.ts'
import { onLine } from '../on-line.ts'
import { isHeld as isWatched } from '../soak/held.ts'
import type { RunState } from '../state.ts'
import { reopen } from './reopen.ts'

type Command = Extract<RunCommand, { type: 'Tick' }>

/** Items ticked or skipped by hand, also from a second process and ahead of their turn; a parent means its open parts. */
export const tick = (state: RunState, command: Command, context: DecideContext): readonly RunEvent[] => {
  const { as, reason } = command
  if (as === 'open') return reopen(state, command.steps, reason)
  if (as === 'skipped' && !reason?.trim()) throw new HoldpointError('reason-needed', { act: 'Skip' })
  const steps = [...new Set(command.steps.flatMap((id) => parts(state, onLine(state, id))))]
  for (const step of steps) check(state, step, command)
  const settled = steps.map((step) => settling(state, step, command, context))
  return [...settled, ...questions(state, steps, fold(state, settled, context))]
}

const parts = (state: RunState, step: Step): readonly Step[] => {
  const open = step.children.filter((child) => state.steps.get(child).phase !== 'settled')
  if (open.length === 0 || step.command) return [step]
  return open.flatMap((child) => parts(state, onLine(state, child)))
}

const check = (state: RunState, step: Step, { as, reason, values }: Command) => {
  const of = state.steps.get(step.id)
  if (of.phase === 'settled')
    throw new HoldpointError('step-settled', { step: step.title, who: of.by?.name ?? of.by?.id ?? 'Holdpoint' })
  if (of.phase === 'running') throw new HoldpointError('step-running', { step: step.title })
  const isHeld = stepDemand(state, step)?.who != null
  if (as === 'skipped' && !isHeld) return
  if (step.kind === 'signoff' || isHeld || isPoll(state.plan, step))
    throw new HoldpointError('signoff-by-decision', { step: step.title, run: state.id })
  if (step.kind === 'record' && values.filter(Boolean).length < Math.max(1, step.blanks.length))
    throw new HoldpointError('field-needed', { field: step.blanks[values.length]?.label ?? step.title })
  if (isWatched(state, step.id) && !reason?.trim())
    throw new HoldpointError('reason-needed', { act: 'Ticking what is watched before its time is over' })
  if (step.command && !reason?.trim())
    throw new HoldpointError('reason-needed', { act: 'Ticking a command that has not run' })
}

const settling = (state: RunState, step: Step, { as, reason, values }: Command, context: DecideContext): RunEvent => {
  if (as === 'skipped') return settle(step.id, 'skipped', 'ticked', reason)
  if (step.kind === 'record' && !step.command) return recorded(state, step, { values, reason }, context)
  return settle(step.id, 'passed', step.command ? 'by-hand' : 'ticked', reason, values)
}

/** Questions about what was just settled by other means: gone, unless some of their steps are still open. */
const questions = (state: RunState, steps: readonly Step[], after: RunState): readonly RunEvent[] =>
  state.open
    .filter((decision) => steps.some((step) => isAbout(decision, step.id)))
    .filter((decision) => !isStillAsking(decision, after))
    .map(({ id }) => ({ type: 'DecisionWithdrawn', decision: id, why: 'It was settled without this question.' }))

const isStillAsking = ({ id, kind }: Decision, after: RunState) =>
  (kind === 'confirm' || kind === 'claims') && (after.course.left[id] ?? 0) > 0
