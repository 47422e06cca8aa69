import type { RunEvent } from '../events.ts'
import type { Answered, RunState } from '../state.ts'

type Called = Extract<RunEvent, { type: 'PeopleCalled' }>

/** Milliseconds between one contact and the next, where nobody said how often to remind. */
const betweenContacts = 15 * 60_000

interface Call {
  readonly at: number
  readonly what: Called['what']
  readonly to: readonly string[]
}

/** The last call that is due by now and was not made yet: who was away is called once, not for every time they missed. */
const dueBy = (asked: Answered, now: number): Call | null => {
  const { deadline } = asked.decision
  if (deadline === null) return null
  const { at, remind, remindOf, escalate } = deadline
  const since = asked.called.at(-1)?.at ?? asked.openedAt
  if (at !== null && now >= at) {
    const between = remind ?? betweenContacts
    const level = Math.min(Math.floor((now - at) / between), Math.max(0, escalate.length - 1))
    const time = at + level * between
    return time <= since ? null : { at: time, what: level === 0 ? 'deadline' : 'escalation', to: calledAt(level) }
  }
  if (remind === null) return null
  const time = asked.openedAt + Math.floor((now - asked.openedAt) / remind) * remind
  return time <= since ? null : { at: time, what: 'reminder', to: remindOf }

  function calledAt(level: number): readonly string[] {
    const contact = escalate[level]
    return contact === undefined ? remindOf : [contact]
  }
}

/** When the next call of a question is due; null: there is none. */
const nextOf = (asked: Answered): number | null => {
  const { deadline } = asked.decision
  if (deadline === null) return null
  const { at, remind, escalate } = deadline
  const since = asked.called.at(-1)?.at ?? asked.openedAt
  if (at !== null && since >= at) {
    const between = remind ?? betweenContacts
    const level = Math.floor((since - at) / between) + 1
    return level < escalate.length ? at + level * between : null
  }
  const reminder =
    remind === null ? null : asked.openedAt + (Math.floor((since - asked.openedAt) / remind) + 1) * remind
  if (at === null) return reminder
  return reminder === null ? at : Math.min(at, reminder)
}

const waiting = (state: RunState): readonly Answered[] =>
  state.status === 'running' && !state.rehearsal
    ? state.open.flatMap((decision) => {
        if (decision.deadline === null) return []
        return state.answered.findLast((one) => one.decision.id === decision.id) ?? []
      })
    : []

/** When somebody is to be reminded or called next, in milliseconds since the epoch; null: nobody is. Answers nothing. */
export const nextCall = (state: RunState): number | null => {
  const times = waiting(state).flatMap((asked) => nextOf(asked) ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

/** The calls that are due. */
export const callsDue = (state: RunState, now: number): readonly RunEvent[] =>
  waiting(state).flatMap((asked): readonly RunEvent[] => {
    const call = dueBy(asked, now)
    return call === null ? [] : [{ type: 'PeopleCalled', decision: asked.decision.id, ...call }]
  })
