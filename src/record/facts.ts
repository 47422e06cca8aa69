import type { Section, Step, StepId } from '../plan/index.ts'
import { stepsIn } from '../plan/walk.ts'
import type { ProcedureState, Recorded, RunState, StepState } from '../run/index.ts'
import { namedBy } from '../run/way-back/undoes.ts'
import { type Failure, failures } from './failures.ts'
import { type SoakFact, soakFacts } from './soak/facts.ts'
import { type Standing, standing } from './words.ts'

/** What every form of the record tells; made once from a run and its journal. */
export interface Facts {
  readonly state: RunState
  readonly steps: readonly StepFact[]
  readonly waysBack: readonly WayBackTaken[]
  readonly soaks: readonly SoakFact[]
  readonly counts: Readonly<Record<Standing, number>>
  readonly startedAt: number
  /** Null while the run is not over. */
  readonly endedAt: number | null
  readonly events: number
  /** Hash of the last event: it fixes all of them. */
  readonly head: string
}

export interface StepFact {
  readonly step: Step
  readonly section: Section | null
  readonly state: StepState
  readonly standing: Standing
  /** Of its first attempt, else when it was settled. */
  readonly startedAt: number | null
  /** Milliseconds that its attempts took together; null when it had none that ended. */
  readonly ms: number | null
  readonly failures: readonly Failure[]
}

/** A procedure that was started, and what it had before it. */
interface WayBackTaken extends ProcedureState {
  readonly procedure: string
  readonly title: string
  /** Numbers of the steps whose commands had been started when it was. */
  readonly before: readonly number[]
  /** Numbers of those of them that it names, and so is there to undo. */
  readonly undone: readonly number[]
}

/** `history` is the whole journal of the run in `state`. */
export function facts(state: RunState, history: readonly Recorded[]): Facts {
  const sections = new Map(state.plan.sections.map((section) => [section.id, section]))
  const due = stepsDue(state)
  const steps = state.plan.steps.map((step) => {
    const fact = stepFact(step, sections.get(step.section) ?? null, state.steps.get(step.id))
    return fact.standing === 'open' && !due.has(step.id) ? { ...fact, standing: 'aside' as const } : fact
  })
  const counts = { passed: 0, accepted: 0, skipped: 0, failed: 0, unknown: 0, running: 0, open: 0, aside: 0 }
  for (const fact of steps) counts[fact.standing] += 1
  const end = history.findLast(({ event }) => event.type === 'RunEnded')
  const last = history.at(-1)
  return {
    state,
    steps,
    waysBack: waysBack(state, history),
    soaks: soakFacts(state, history),
    counts,
    startedAt: state.createdAt,
    endedAt: end?.at ?? null,
    events: history.length,
    head: last?.hash ?? '',
  }
}

/** Steps of the main line, unless the run is another one's way back, and of the procedures taken, with what is under them. */
function stepsDue({ plan, procedures, continues }: RunState): ReadonlySet<StepId> {
  const taken = plan.procedures.filter(({ id }) => id in procedures)
  const main = continues === null ? plan.main : []
  return stepsIn(plan, [...main, ...taken.flatMap(({ blocks }) => blocks)])
}

function stepFact(step: Step, section: Section | null, state: StepState): StepFact {
  const ended = state.attempts.filter(({ endedAt }) => endedAt !== null)
  const ms = ended.reduce((sum, { at, endedAt }) => sum + (endedAt ?? at) - at, 0)
  return {
    step,
    section,
    state,
    standing: standing(step, state),
    startedAt: state.attempts[0]?.at ?? state.at,
    ms: ended.length === 0 ? null : ms,
    failures: failures(step, state),
  }
}

function waysBack(state: RunState, history: readonly Recorded[]): readonly WayBackTaken[] {
  const numbers = new Map(state.plan.steps.map(({ id, number }) => [id, number]))
  const titles = new Map(state.plan.procedures.map(({ id, title }) => [id, title]))
  const ran = new Set<number>()
  const taken: WayBackTaken[] = []
  for (const { event } of history) {
    if (event.type === 'StepStarted') ran.add(numbers.get(event.step) ?? 0)
    if (event.type !== 'ProcedureStarted') continue
    const { procedure } = event
    const started = state.procedures[procedure]
    if (started === undefined) continue
    const title = titles.get(procedure) ?? procedure
    const before = [...ran].sort((a, b) => a - b)
    const known = state.plan.procedures.find(({ id }) => id === procedure)
    const undone = known === undefined ? [] : namedBy(state.plan, known).map(({ number }) => number)
    taken.push({ ...started, procedure, title, before, undone: undone.filter((one) => ran.has(one)) })
  }
  return taken
}

/** The end of an attempt's output, read for a record; `from` is where in the output it begins. */
export interface OutputTail {
  readonly bytes: Uint8Array
  readonly from: number
}

/** Gives the output of an attempt, as far as it was read; null when there is none. */
export type Outputs = (step: string, attempt: number) => OutputTail | null
