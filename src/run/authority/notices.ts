import type { Decision } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import { whoMay } from './admit.ts'

const calls = { reminder: 'Still waiting', deadline: 'Overdue', escalation: 'Still overdue' } as const

/**
 * What goes out by the project's notifiers when a question opens that takes certain people or has a time, and whenever
 * people are called about one. `state` is the one before the events.
 */
export const notices = (state: RunState, events: readonly RunEvent[]): readonly RunEvent[] => {
  const notifiers = state.sending.waiting ?? []
  if (notifiers.length === 0) return []
  const told = events.flatMap((event): readonly Omit<Notice, 'notifier'>[] => {
    if (event.type === 'DecisionOpened') {
      const { decision } = event
      if (decision.who === null && decision.deadline === null) return []
      return [{ message: `ask-${decision.id}`, ...wordsOf(state, decision, 'Asked', []) }]
    }
    if (event.type !== 'PeopleCalled') return []
    const decision = state.open.find(({ id }) => id === event.decision)
    if (!decision) return []
    return [{ message: `call-${event.decision}-${event.at}`, ...wordsOf(state, decision, calls[event.what], event.to) }]
  })
  return told.flatMap((one) => notifiers.map((notifier): RunEvent => ({ type: 'MessageQueued', notifier, ...one })))
}

type Notice = Omit<Extract<RunEvent, { type: 'MessageQueued' }>, 'type'>

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
