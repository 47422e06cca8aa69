import { isTick, seal, signedAnswer, signedTick } from '../run/chain.ts'
import type { Actor, RunEvent, Signature } from '../run/index.ts'
import type { Draft } from './draft.ts'
import type { LiveRun } from './live-run.ts'

/** Signs a text as this person; null when their key is not held by this process. */
export type Sign = (text: string, by: Actor) => Signature | null

/**
 * The events of a draft, its answers signed by who gave them, and so its ticks where nothing was asked: what an answer
 * settles is signed with it.
 */
export function signAnswers(
  { state, head }: Pick<LiveRun, 'state' | 'head'>,
  { events, states, at }: Draft,
  by: Actor,
  sign: Sign,
): readonly RunEvent[] {
  if (by.kind !== 'person' || !by.key) return events
  const isAnswered = events.some(({ type }) => type === 'DecisionAnswered')
  const isSigned = (event: RunEvent) => (isAnswered ? event.type === 'DecisionAnswered' : isTick(event))
  const last = events.findLastIndex(isSigned)
  if (last === -1) return events
  const signed: RunEvent[] = []
  let prev = head
  for (const [index, event] of events.entries()) {
    const one = isSigned(event) ? signedBy(event, index) : event
    signed.push(one)
    if (index < last) prev = seal({ run: state.id, seq: state.seq + 1 + index, at, actor: by, event: one }, prev).hash
  }
  return signed

  function signedBy(event: RunEvent, index: number): RunEvent {
    if (!isTick(event) && event.type !== 'DecisionAnswered') return event
    const text = textOf(event, index)
    const signature = text === null ? null : sign(text, by)
    return signature ? { ...event, signature } : event
  }

  function textOf(event: RunEvent, index: number): string | null {
    if (isTick(event)) return signedTick(state.id, event, prev)
    if (event.type !== 'DecisionAnswered') return null
    const before = index === 0 ? state : (states[index - 1] ?? state)
    const decision = before.open.find(({ id }) => id === event.decision)
    return decision === undefined ? null : signedAnswer(state.id, decision, event.answer, prev)
  }
}
