import { seal, signedAnswer } from '../run/chain.ts'
import type { Actor, RunEvent, Signature } from '../run/index.ts'
import type { Draft } from './draft.ts'
import type { LiveRun } from './live-run.ts'

/** Signs a text as this person; null when their key is not held by this process. */
export type Sign = (text: string, by: Actor) => Signature | null

/** The events of a draft, its answers signed by who gave them. */
export function signAnswers(
  { state, head }: Pick<LiveRun, 'state' | 'head'>,
  { events, states, at }: Draft,
  by: Actor,
  sign: Sign,
): readonly RunEvent[] {
  const last = events.findLastIndex(({ type }) => type === 'DecisionAnswered')
  if (last === -1 || by.kind !== 'person' || !by.key) return events
  const signed: RunEvent[] = []
  let prev = head
  for (const [index, event] of events.entries()) {
    const one = index > last ? event : signedBy(event, index)
    signed.push(one)
    if (index < last) prev = seal({ run: state.id, seq: state.seq + 1 + index, at, actor: by, event: one }, prev).hash
  }
  return signed

  function signedBy(event: RunEvent, index: number): RunEvent {
    if (event.type !== 'DecisionAnswered') return event
    const before = index === 0 ? state : (states[index - 1] ?? state)
    const decision = before.open.find(({ id }) => id === event.decision)
    const signature = decision && sign(signedAnswer(state.id, decision, event.answer, prev), by)
    return signature ? { ...event, signature } : event
  }
}
