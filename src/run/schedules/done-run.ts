import type { Plan, Schedule, StepId } from '../../plan/index.ts'
import type { Actor } from '../actor.ts'
import type { Recorded } from '../envelope.ts'
import type { RunEvent, RunOptions } from '../events.ts'
import { performs } from './recurring.ts'

/** A run that came to its end as the document says: what it leaves behind, and what of what recurs it did. */
export interface DoneRun {
  readonly run: string
  readonly plan: Plan
  readonly options: RunOptions
  /** When it ended, in milliseconds since the epoch, and who drove it then. */
  readonly at: number
  readonly by: Actor
  readonly done: ReadonlySet<StepId>
}

/** Events that tell of a run all that schedules need. */
export const toldOfDone: readonly RunEvent['type'][] = ['RunCreated', 'StepSettled', 'RunEnded']

/** Null: it was a rehearsal, another one's way back, or did not end well. */
export const doneRun = (journal: readonly Recorded[]): DoneRun | null => {
  const [first] = journal
  const ended = journal.findLast(({ event }) => event.type === 'RunEnded')
  if (first?.event.type !== 'RunCreated' || ended?.event.type !== 'RunEnded') return null
  const { plan, options, rehearsal, continues } = first.event
  if (rehearsal || continues !== null || ended.event.outcome !== 'done') return null
  const done = new Set<StepId>()
  for (const { event } of journal) {
    if (event.type !== 'StepSettled') continue
    if (event.outcome === 'passed' || event.outcome === 'accepted') done.add(event.step)
    else done.delete(event.step)
  }
  return { run: first.run, plan, options, at: ended.at, by: ended.actor, done }
}

/** A run that did more than what recurs leaves that behind, and its times begin anew. */
export const leavesBehind = (run: DoneRun): boolean => !performs(run)

/** A step of it was really done. */
export const did = ({ done }: DoneRun, { steps }: Schedule): boolean => steps.some((id) => done.has(id))
