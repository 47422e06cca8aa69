import { describe, expect, it } from 'vitest'
import { outboxAfter } from '../outbox.ts'
import type { RunState } from '../state.ts'
import { tellMissed } from './missed.ts'

const sending = {
  before: [],
  during: [],
  after: [],
  rollback: [],
  waiting: ['chat'],
  overdue: ['pager', 'mail'],
  alarms: ['pager'],
}
const command = {
  type: 'TellMissed',
  schedule: 's1',
  due: 1000,
  subject: 'Missed: Weekly Checks',
  text: 'Do it.',
} as const

/** What is queued, and the outbox after it. */
const told = (state: Pick<RunState, 'sending' | 'outbox'>, due: number) => {
  const events = tellMissed(state, { ...command, due })
  const outbox = events.reduce(
    (all, event) => (event.type === 'MessageQueued' ? outboxAfter(all, event, 0) : all),
    state.outbox,
  )
  return { notifiers: events.flatMap((event) => ('notifier' in event ? event.notifier : [])), outbox }
}

describe('a time that was missed', () => {
  it('is told to those who hear of what waits, and raises no alarm that nobody would end', () => {
    expect(told({ sending, outbox: [] }, 1000).notifiers).toEqual(['chat', 'mail'])
  })

  it('is told once, and the next one anew', () => {
    const { outbox } = told({ sending, outbox: [] }, 1000)
    expect(told({ sending, outbox }, 1000).notifiers).toEqual([])
    expect(told({ sending, outbox }, 2000).notifiers).toEqual(['chat', 'mail'])
  })

  it('is told to nobody where nobody is named', () => {
    expect(told({ sending: { before: [], during: [], after: [], rollback: [] }, outbox: [] }, 1000).notifiers).toEqual(
      [],
    )
  })
})
