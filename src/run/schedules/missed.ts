import type { DriverCommand } from '../commands.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'

/** People are told of each time that was missed once, by those who are told of what waits. `state`: the run that left it. */
export const tellMissed = (
  state: Pick<RunState, 'sending' | 'outbox'>,
  { schedule, due, subject, text }: Extract<DriverCommand, { type: 'TellMissed' }>,
): readonly RunEvent[] => {
  const { waiting = [], overdue = [], alarms = [] } = state.sending
  const message = `missed-${schedule}-${due}`
  // An alarm would have to be taken back: what is missed stays missed.
  const notifiers = new Set([...waiting, ...overdue].filter((one) => !alarms.includes(one)))
  return [...notifiers]
    .filter((notifier) => !state.outbox.some((one) => one.message === message && one.notifier === notifier))
    .map((notifier) => ({ type: 'MessageQueued', message, notifier, subject, text }))
}
