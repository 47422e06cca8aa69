import type { Plan, StepId } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision, Exhibit } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import { stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { bindsOf, valueGiven } from './binds.ts'
import { demandOf } from './demand.ts'
import { restsOn } from './rests.ts'
import type { Binds, Deadline } from './who.ts'

/** A question with what is demanded of its answer: who, by when, and what it stands for. */
export const authorised = (state: RunState, decision: Decision, { now, digestOf }: DecideContext): Decision => {
  if (decision.who !== null || decision.binds !== null) return decision
  const demand = demandOf(state, decision)
  const asked = { ...decision, who: demand?.who ?? null }
  const bound = bindsOf(state, asked, digestOf)
  const [id] = asked.steps
  const checks = bound === null || looksAhead(asked) || id === undefined ? [] : restsOn(state, stepOf(state.plan, id))
  const binds = bound === null || checks.length === 0 ? bound : { ...bound, checks }
  const detail =
    binds !== null && decision.kind !== 'destructive' ? [...asked.detail, ...shown(state, binds)] : asked.detail
  const hasTime = demand !== null && (demand.deadline !== null || demand.remind !== null)
  return { ...asked, binds, detail, deadline: hasTime ? deadlineOf(state, asked, demand, now) : null }
}

/** The same for all questions among events. `state` is the one before them. */
export const withAuthority = (
  state: RunState,
  events: readonly RunEvent[],
  context: DecideContext,
): readonly RunEvent[] => {
  const last = events.findLastIndex(({ type }) => type === 'DecisionOpened')
  let before = state
  return events.map((event, at) => {
    if (at > last) return event
    const next =
      event.type === 'DecisionOpened' ? { ...event, decision: authorised(before, event.decision, context) } : event
    if (at < last) before = fold(before, [next], context)
    return next
  })
}

/** What is about one statement or a failure is answered by looking at that, not at what was checked before. */
const looksAhead = ({ kind }: Decision): boolean => kind === 'destructive' || kind === 'failure'

/** As many checks are named; of more their number is. */
const mostNamed = 5

const rested = (state: RunState, checks: readonly StepId[]): readonly Exhibit[] => {
  if (checks.length === 0) return []
  const named = checks.slice(0, mostNamed).map((id) => {
    const step = stepOf(state.plan, id)
    return `step ${step.number}, “${step.title}”`
  })
  const rest = checks.length > mostNamed ? ` and ${checks.length - mostNamed} more` : ''
  return [{ is: 'note', text: `It rests on ${named.join('; ')}${rest}: met.` }]
}

/** Whoever signs sees what for, and what shows that it is time. */
const shown = (state: RunState, binds: Binds): readonly Exhibit[] => [
  ...passing(state, binds),
  ...rested(state, binds.checks ?? []),
]

const passing = (state: RunState, { steps, inputs, release }: Binds): readonly Exhibit[] => {
  const commands = steps.map(({ step }) => stepOf(state.plan, step)).filter(({ command }) => command !== null)
  const [first] = commands
  const last = commands.at(-1)
  if (!first || !last) return []
  const which =
    first === last
      ? `step ${first.number}, “${first.title}” (line ${first.span.line})`
      : `${commands.length} commands, from step ${first.number}, “${first.title}” (line ${first.span.line}), to step ${last.number}, “${last.title}” (line ${last.span.line})`
  const values = inputs.map(({ input }) => `${input} = ${valueGiven(state, input)}`)
  const words = [`It lets pass ${which}`, ...(release === null ? [] : [`release ${release}`]), ...values]
  return [{ is: 'note', text: `${words.join('; ')}.` }]
}

const deadlineOf = (
  { authority, plan }: RunState,
  { who }: Decision,
  { deadline, remind }: { readonly deadline: number | null; readonly remind: number | null },
  now: number,
): Deadline => {
  const ids = new Set(who?.needs.flatMap(({ people }) => people))
  const people = authority.people.filter(({ id }) => ids.has(id))
  return {
    at: deadline === null ? null : now + deadline,
    remind,
    remindOf: people.map(({ name, channels }) => reached(name, channels)),
    escalate: contactsOf(plan),
  }
}

const reached = (name: string, channels: readonly string[]): string =>
  channels.length === 0 ? name : `${name} (${channels.join(', ')})`

/** In the document's own order of escalation, where it gives one. */
export const contactsOf = ({ contacts }: Plan): readonly string[] =>
  contacts
    .filter(({ name, channels }) => name !== null || channels.length > 0)
    .toSorted((a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY) || 0)
    .map(({ role, name, channels }) =>
      reached(
        [role, name].filter(Boolean).join(': '),
        channels.map(({ text }) => text),
      ),
    )
