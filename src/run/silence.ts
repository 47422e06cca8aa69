import type { RunEvent } from './events.ts'
import { sectionsAround, stepOf } from './order.ts'
import type { RunState } from './state.ts'

/** Names the silence of a run: it has one. */
const about = 'silence'

/**
 * Others' alarms are silenced when the first command of a deployment, or a way back, starts, and not any more when the run
 * ends; by the notifiers that the project gave a silence. `state` is the one before the events.
 */
export const silences = (state: RunState, events: readonly RunEvent[]): readonly RunEvent[] => {
  const { silencing = [] } = state.sending
  if (silencing.length === 0) return []
  const isSilent = state.outbox.some((one) => one.signal === 'silence')
  const name = `${state.plan.title}${state.environment === null ? '' : `, ${state.environment}`}`
  const queued = (message: string, signal: 'silence' | 'end-silence', subject: string): readonly RunEvent[] =>
    silencing.map((notifier) => ({
      type: 'MessageQueued',
      message,
      notifier,
      subject,
      text: `Run ${state.id} of ${state.plan.source.path}.`,
      signal,
      about,
    }))
  const begins = !isSilent && events.some((event) => isUnderWay(state, event))
  const ends = events.some(({ type }) => type === 'RunEnded')
  return [
    ...(begins ? queued('silence', 'silence', `Release under way: ${name}`) : []),
    ...(ends && (isSilent || begins) ? queued('silence-over', 'end-silence', `Release over: ${name}`) : []),
  ]
}

const isUnderWay = (state: RunState, event: RunEvent): boolean =>
  event.type === 'ProcedureStarted' ||
  (event.type === 'StepStarted' &&
    sectionsAround(state.plan, stepOf(state.plan, event.step).section).some(({ role }) => role === 'deploy'))
