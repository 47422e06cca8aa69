import type { Answerer } from '../../engine/ports.ts'
import type { StepId } from '../../plan/index.ts'
import {
  type Actor,
  type Answer,
  type Decision,
  type DecisionKind,
  type Field,
  type Option,
  type OptionId,
  outstanding,
  type RunState,
  refusal,
  signersOf,
} from '../../run/index.ts'
import { against, type Degraded } from './degraded.ts'
import { numberFor } from './simulated-output.ts'

const rehearsal: Actor = { kind: 'rehearsal', id: 'rehearsal', name: null, key: null }

/**
 * Answers every question as people would on a day on which nothing goes wrong: inputs get a generated value,
 * alternatives the first, people say yes. Questions about the steps of `refusing` get a no. A failure that was asked for
 * takes the way back, or aborts where there is none; any other one (an expectation that the simulated output could not
 * meet) is accepted, so that the rehearsal shows the rest. What takes a role is answered by people who hold it, one after
 * the other, without those of the roles that are `absent`; where nobody can, the rehearsal waits, as the release would.
 */
export function simulatedPeople(
  refusing: ReadonlySet<StepId>,
  failing: boolean,
  absent: readonly string[],
  degraded: Degraded,
): Answerer {
  const preferred = failing ? { ...agreeing, failure: giveUp, soak: giveUp } : agreeing
  return async (open, state, _signal, refused) => {
    if (refused !== null) throw refused
    const decision = open[0]
    if (decision === undefined) return null
    const worse = degraded.isAny && isWorse(decision, state, degraded)
    const refuses = worse || decision.steps.some((step) => refusing.has(step))
    const order =
      worse && decision.kind in worsening
        ? (worsening[decision.kind] ?? [])
        : refuses
          ? (disagreeing[decision.kind] ?? ['no', 'refuse', 'skip'])
          : preferred[decision.kind]
    const option =
      order.map((id) => decision.options.find((o) => o.id === id)).find((o) => o !== undefined) ?? decision.options[0]
    if (option === undefined) return null
    const by = answering(state, decision, absent)
    return by && { decision: decision.id, by, answer: answerOf(decision, option, state, degraded) }
  }
}

/** Whether a question is about something that is to be worse than it should be. */
const isWorse = (
  { kind, question, detail, steps, fields }: Decision,
  { plan }: RunState,
  { fits }: Degraded,
): boolean =>
  kind in worsening &&
  [
    question,
    ...detail.flatMap((one) => (one.is === 'sentence' ? one.text : [])),
    ...plan.steps.flatMap(({ id, title }) => (steps.includes(id) ? title : [])),
    ...fields.flatMap(({ label, choices }) => [label, ...choices]),
  ].some(fits)

/** What is answered about something that is worse: a number that misses its aim says so itself. */
const worsening: Readonly<Partial<Record<DecisionKind, readonly OptionId[]>>> = {
  record: ['give'],
  sample: ['done', 'unmet'],
  judgment: ['unmet'],
  triggers: ['yes'],
}

/** Who gives the next answer: of those who may and are there, somebody who brings it nearer to its end. */
function answering(state: RunState, decision: Decision, absent: readonly string[]): Actor | null {
  if (decision.who === null) return rehearsal
  if (decision.who.needs.length === 0) return { ...rehearsal, id: 'another person' }
  const away = state.authority.roles.filter(({ name }) => absent.includes(name)).flatMap(({ people }) => people)
  const signers = signersOf(state, decision)
  const wanted = (signing: readonly Actor[]) =>
    outstanding(state, decision, signing).reduce((sum, { missing }) => sum + missing, 0)
  const now = wanted(signers)
  const next = decision.who.needs
    .flatMap(({ people }) => people)
    .filter((id) => !away.includes(id) && !signers.some((one) => one.id === id))
    .map((id): Actor => ({ ...rehearsal, id, name: state.authority.people.find((one) => one.id === id)?.name ?? null }))
    .find((one) => refusal(state, decision, one) === null && wanted([...signers, one]) < now)
  return next ?? null
}

/** Options in the order in which they are liked; the first that a question offers is taken. */
const agreeing: Readonly<Record<DecisionKind, readonly OptionId[]>> = {
  input: ['give', 'yes'],
  alternative: ['choose'],
  condition: ['yes'],
  claims: ['accept'],
  confirm: ['done', 'yes'],
  record: ['give', 'done'],
  signoff: ['sign', 'yes'],
  go: ['yes', 'accept'],
  message: ['done'],
  destructive: ['yes', 'start'],
  target: ['there', 'hand', 'here'],
  byhand: ['done', 'yes'],
  judgment: ['met', 'yes', 'accept'],
  failure: ['accept', 'skip', 'back', 'abort'],
  unknown: ['done', 'retry', 'abort'],
  value: ['keep', 'take'],
  procedure: ['start', 'yes'],
  sample: ['done'],
  soak: ['accept', 'back', 'abort'],
  triggers: ['no'],
  override: ['wait', 'accept'],
}

const giveUp: readonly OptionId[] = ['back', 'abort']

const disagreeing: Readonly<Partial<Record<DecisionKind, readonly OptionId[]>>> = {
  confirm: ['skip', 'no', 'abort'],
  signoff: ['refuse', 'reject', 'no'],
  judgment: ['unmet', 'no', 'reject'],
  byhand: ['skip', 'no'],
  claims: ['no'],
  destructive: ['no', 'skip'],
  input: ['give', 'skip'],
  failure: giveUp,
  sample: ['unmet'],
  soak: giveUp,
}

function answerOf(decision: Decision, { id, reason }: Option, state: RunState, degraded: Degraded): Answer {
  return {
    option: id,
    steps: [],
    reason: reason ? 'rehearsal' : null,
    fields: Object.fromEntries(
      decision.fields
        .filter((field) => field.option === id)
        .map((field) => [field.name, valueFor(field, aimOf(field, decision, state), degraded)]),
    ),
  }
}

/** What a value is held against: as its field says, else as the document's table does. */
const aimOf = ({ aim }: Field, { steps }: Decision, { plan }: RunState): Field['aim'] => {
  if (aim !== undefined) return aim
  return plan.metrics.find(({ step }) => step === steps[0])?.target ?? undefined
}

/** Words without a space or a sign that any program could read as more than a value. */
const valueFor = (field: Field, aim: Field['aim'], degraded: Degraded): string => {
  const worse = degraded.isAny && [field.label, field.name].some(degraded.fits)
  if (worse && aim !== undefined) return `${against(aim.op, aim.value)}${aim.unit}`
  const chosen = field.choices.find(degraded.fits) ?? field.choices[0]
  const aimed = aim === undefined ? undefined : `${numberFor(aim.op, aim.value)}${aim.unit}`
  return field.suggestion ?? chosen ?? aimed ?? `rehearsed-${field.name.replace(/[^A-Za-z0-9]+/g, '-')}`.toLowerCase()
}
