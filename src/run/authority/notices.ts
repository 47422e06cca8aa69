import type { Decision } from '../decision.ts'
import type { RunEvent, Signal } from '../events.ts'
import type { RunState } from '../state.ts'
import { whoMay } from './admit.ts'

const calls = { reminder: 'Still waiting', deadline: 'Overdue', escalation: 'Still overdue' } as const

/**
 * What goes out by the project's notifiers when a question opens that takes certain people or has a time, and whenever
 * people are called about one; to those that know of alarms also when somebody is on it, and when it is over. `state` is the
 * one before the events.
 */
export const notices = (state: RunState, events: readonly RunEvent[]): readonly RunEvent[] => {
  const { waiting = [], overdue = [], alarms = [] } = state.sending
  if (waiting.length + overdue.length === 0) return []
  const raised = (notifier: string, decision: string) =>
    state.outbox.some((one) => one.notifier === notifier && one.about === decision && one.signal === 'trigger')
  const queued = (notifiers: readonly string[], notice: Notice, signal: Signal, about: string): readonly RunEvent[] =>
    [...new Set(notifiers)].map((notifier) => ({
      type: 'MessageQueued',
      notifier,
      ...notice,
      ...(alarms.includes(notifier) ? { signal, about } : {}),
    }))
  const after = (decision: string, signal: Signal, message: string, why: string): readonly RunEvent[] => {
    const asked = state.open.find(({ id }) => id === decision)
    const to = alarms.filter((notifier) => raised(notifier, decision))
    return asked ? queued(to, { message, ...wordsOf(state, asked, why, []) }, signal, decision) : []
  }
  return events.flatMap((event): readonly RunEvent[] => {
    switch (event.type) {
      case 'DecisionOpened': {
        const { decision } = event
        if (decision.who === null && decision.deadline === null) return []
        const notice = { message: `ask-${decision.id}`, ...wordsOf(state, decision, 'Asked', []) }
        return queued(waiting, notice, 'trigger', decision.id)
      }
      case 'PeopleCalled': {
        const decision = state.open.find(({ id }) => id === event.decision)
        if (!decision) return []
        const to = event.what === 'reminder' ? waiting : [...waiting, ...overdue]
        const words = wordsOf(state, decision, calls[event.what], event.to)
        return queued(to, { message: `call-${decision.id}-${event.at}`, ...words }, 'trigger', decision.id)
      }
      case 'DecisionClaimed':
        return after(event.decision, 'acknowledge', `taken-${event.decision}-${state.seq}`, 'Somebody is on it')
      case 'DecisionAnswered':
        return event.closed ? after(event.decision, 'resolve', `over-${event.decision}`, 'Answered') : []
      case 'DecisionWithdrawn':
        return after(event.decision, 'resolve', `over-${event.decision}`, 'Not asked any more')
      case 'RunEnded':
        return state.open
          .filter(({ id }) => !events.some((one) => isOver(one, id)))
          .flatMap(({ id }) => after(id, 'resolve', `over-${id}`, 'The run has ended'))
      default:
        return []
    }
  })
}

const isOver = (event: RunEvent, decision: string): boolean =>
  (event.type === 'DecisionWithdrawn' || (event.type === 'DecisionAnswered' && event.closed)) &&
  event.decision === decision

type Notice = Pick<Extract<RunEvent, { type: 'MessageQueued' }>, 'message' | 'subject' | 'text'>

/** The question and what it lets pass; no command and no output, which may hold what not everybody is to read. */
const wordsOf = (
  state: RunState,
  decision: Decision,
  why: string,
  to: readonly string[],
): { readonly subject: string; readonly text: string } => {
  const { at = null } = decision.deadline ?? {}
  const lines = [
    decision.question,
    ...decision.detail.flatMap((one) => (one.is === 'note' || one.is === 'sentence' ? [one.text] : [])),
    `It takes ${whoMay(state, decision)}.`,
    ...(to.length > 0 ? [`Called: ${to.join('; ')}.`] : []),
    ...(at === null ? [] : [`To be answered by ${new Date(at).toISOString()}.`]),
    `${state.plan.title}${state.environment === null ? '' : `, ${state.environment}`}: holdpoint decide ${state.id} ${decision.id}`,
  ]
  return { subject: `${why}: ${decision.question}`, text: lines.join('\n') }
}
