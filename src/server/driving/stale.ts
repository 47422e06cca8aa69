import type { ActName, Said } from '../../contract/index.ts'
import type { StepId } from '../../plan/index.ts'
import { stepsIn } from '../../plan/walk.ts'
import type { Recorded, RunEvent, RunState } from '../../run/index.ts'
import { Detailed } from '../answer-error.ts'
import { saidOf } from '../views/said.ts'

/** What an act is about, as far as it says so: the parts of its body that name something of the run. */
export interface About {
  readonly seen: number
  readonly decision?: string
  readonly steps?: readonly StepId[]
  readonly step?: StepId | null
  readonly procedure?: string | null
  readonly values?: readonly string[] | Readonly<Record<string, string>>
}

/**
 * Fails with `page-stale` where what an act is about has become another than it was on the page from which it comes. `since`: the
 * events after that page was drawn. What the run itself refuses (a question that is closed) is for the run to say.
 */
export function refuseStale(act: ActName, about: About, state: RunState, since: readonly Recorded[]): void {
  const changed = since.filter(({ event }) => concerns[act](event, about, state))
  if (changed.length === 0) return
  const said = toldOf(changed, state)
  throw new Detailed('page-stale', { what: sentenceOf(said) }, { changes: said, seq: state.seq })
}

/** What happened of something that an act is about, for whoever was not the first. */
export const changesAbout = (about: About, state: RunState, since: readonly Recorded[]): Said[] =>
  toldOf(
    since.filter(({ event }) => isAbout(event, about)),
    state,
  )

const toldOf = (events: readonly Recorded[], state: RunState): Said[] =>
  events.flatMap((recorded) => saidOf(recorded, state) ?? []).slice(-20)

const sentenceOf = (said: readonly Said[]): string => {
  const last = said.slice(-3).map(({ by, text }) => `${text.replace(/[.:]$/, '')} (${by.name}).`)
  return last.join(' ') || 'It is not what it was.'
}

const isAbout = (event: RunEvent, { decision, steps = [], step }: About): boolean => {
  if ('decision' in event && typeof event.decision === 'string' && event.decision === decision) return true
  return 'step' in event && event.step !== null && (event.step === step || steps.includes(event.step))
}

type Concerns = (event: RunEvent, about: About, state: RunState) => boolean

const never: Concerns = () => false

/** What makes a step another than it was: it moved on, or it is worded otherwise. */
const moved: ReadonlySet<RunEvent['type']> = new Set([
  'StepStarted',
  'StepEnded',
  'StepSettled',
  'StepReopened',
  'StepRetried',
  'StepEdited',
  'ExpectationJudged',
])

/** A question's own steps, where it is open; of those that an answer names, they alone. */
const answered: Concerns = (event, { decision: id, steps = [] }, state) => {
  const decision = state.open.find((one) => one.id === id)
  if (decision === undefined || !('step' in event) || event.step === null || !decision.steps.includes(event.step))
    return false
  if (event.type === 'StepReopened' || event.type === 'StepEdited') return true
  // What others have settled meanwhile is not among those that are still asked about.
  return steps.includes(event.step) && moved.has(event.type)
}

const ticked: Concerns = (event, { steps = [] }) =>
  moved.has(event.type) && 'step' in event && event.step !== null && steps.includes(event.step)

/** Who confirms a way back has seen what it does: that it has not been begun, and with which words and values it runs. */
const back: Concerns = (event, { procedure }, state) => {
  switch (event.type) {
    case 'ProcedureStarted':
    case 'ProcedureEnded':
      return true
    case 'StepEdited':
      return state.plan.procedures.some(
        ({ id, blocks }) => (procedure == null || id === procedure) && stepsIn(state.plan, blocks).has(event.step),
      )
    case 'InputsSet':
      return Object.keys(event.values).some((name) => ofProcedures(state, name))
    default:
      return false
  }
}

const ofProcedures = ({ plan }: RunState, name: string): boolean => {
  const steps = new Set(plan.procedures.flatMap(({ blocks }) => [...stepsIn(plan, blocks)]))
  return plan.steps.some(
    ({ id, command }) =>
      steps.has(id) &&
      command?.statements.some(
        ({ needs, placeholders }) => needs.includes(name) || placeholders.some(({ input }) => input === name),
      ),
  )
}

const concerns: Readonly<Record<ActName, Concerns>> = {
  answer: answered,
  tick: ticked,
  back,
  inputs: (event, { values = {} }) =>
    event.type === 'InputsSet' && Object.keys(event.values).some((name) => name in values),
  resume: (event) => event.type === 'Paused' || event.type === 'AbortRequested',
  abort: (event) => event.type === 'ProcedureStarted',
  claim: never,
  release: never,
  cancel: never,
  comment: never,
  pause: never,
  'go-on': never,
}
