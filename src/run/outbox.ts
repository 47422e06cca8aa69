import type { DriverCommand } from './commands.ts'
import type { RunEvent } from './events.ts'
import type { Posting, RunState } from './state.ts'

/** Milliseconds after which a message that did not go out is tried again, try by try; then somebody has to look. */
const pauses = [5_000, 30_000, 120_000, 300_000, 900_000, 1_800_000] as const

/** What waits to be sent, whether its time has come or not. */
export const undelivered = (state: RunState): readonly Posting[] => state.outbox.filter(({ next }) => next !== null)

/** A try came to its end. What was told twice, by a driver that died in between, changes nothing the second time. */
export const posted = (
  state: RunState,
  command: Extract<DriverCommand, { type: 'Delivered' | 'NotDelivered' }>,
  now: number,
): readonly RunEvent[] => {
  const { message, notifier } = command
  const posting = undelivered(state).find((one) => one.message === message && one.notifier === notifier)
  if (posting === undefined) return []
  if (command.type === 'Delivered') return [{ type: 'MessageDelivered', message, notifier, receipt: command.receipt }]
  const pause = pauses[posting.tries]
  return [
    { type: 'DeliveryFailed', message, notifier, why: command.why, next: pause === undefined ? null : now + pause },
  ]
}

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>

/** The outbox after one more event about it. */
export const outboxAfter = (
  outbox: readonly Posting[],
  event: Of<'MessageQueued'> | Of<'MessageDelivered'> | Of<'DeliveryFailed'>,
  at: number,
): readonly Posting[] => {
  if (event.type === 'MessageQueued') {
    const { type, ...words } = event
    const isOlder = ({ notifier, about, next }: Posting) =>
      next !== null && about !== undefined && about === words.about && notifier === words.notifier
    return [
      ...outbox.map((one) => (isOlder(one) ? { ...one, next: null, said: 'something newer took its place' } : one)),
      { ...words, queuedAt: at, tries: 0, next: at, said: null, arrived: null },
    ]
  }
  return outbox.map((one) => {
    if (one.message !== event.message || one.notifier !== event.notifier) return one
    const tries = one.tries + 1
    return event.type === 'MessageDelivered'
      ? { ...one, tries, next: null, said: event.receipt, arrived: at }
      : { ...one, tries, next: event.next, said: event.why }
  })
}
