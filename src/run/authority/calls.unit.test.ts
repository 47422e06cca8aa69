import { describe, expect, it } from 'vitest'
import { aPlan } from '../../testing/plans.ts'
import { digestOf } from '../chain.ts'
import { decide } from '../decide.ts'
import { fold } from '../fold.ts'
import type { Actor, Approval, Authority, RunEvent, RunState } from '../index.ts'
import { evolve, nextCall } from '../index.ts'

const minute = 60_000
const ada: Actor = { kind: 'person', id: 'ada', name: null, key: null }
const contact = (role: string, order: number) => ({
  section: 'Contacts',
  span: { start: 0, end: 1, line: 1, endLine: 1 },
  role,
  name: `the ${role}`,
  channels: [],
  order,
  blanks: [],
})
const plan = {
  ...aPlan({ sections: [{ title: 'Release', steps: [{ title: 'QA Lead: ____', kind: 'signoff' }] }] }),
  contacts: [contact('CTO', 2), contact('on-call', 1)],
}

/** A run whose one sign-off has been asked for at 0. */
const asked = (rule: Partial<Approval>): Clock => {
  const authority: Authority = {
    people: [{ id: 'qa', name: 'Quinn', email: null, users: ['qa'], keys: [], channels: ['#qa'] }],
    roles: [{ name: 'qa-lead', called: [], people: ['qa'] }],
    approvals: [{ of: 'signoff', match: null, needs: null, separated: false, deadline: null, remind: null, ...rule }],
  }
  return new Clock(authority)
}

class Clock {
  state: RunState
  constructor(authority: Authority) {
    const context = { now: 0, run: 'r', by: ada, newId: () => 'd', digestOf }
    const created = decide(
      {
        type: 'Create',
        created: {
          plan,
          source: { path: 'D.md', text: '', encoding: 'utf8' },
          environment: null,
          release: null,
          cwd: '/',
          rehearsal: false,
          continues: null,
          options: { assumeConfirmed: false, only: [], from: null },
          version: '0',
          authority,
          sending: { before: [], during: [], after: [], rollback: [], waiting: ['chat', 'mail'] },
        },
      },
      null,
      context,
    )
    const [first] = created as readonly Extract<RunEvent, { type: 'RunCreated' }>[]
    this.state = createdState(first as Extract<RunEvent, { type: 'RunCreated' }>)
    this.at(0)
  }
  /** What the driver does when it wakes at this time; the calls that it made. */
  at(now: number): readonly (readonly [what: string, to: readonly string[]])[] {
    const context = { now, run: 'r', by: ada, newId: () => 'd', digestOf }
    const events = decide({ type: 'Advance', terminal: false }, this.state, context)
    this.state = fold(this.state, events, context)
    return events.flatMap((event) => (event.type === 'PeopleCalled' ? [[event.what, event.to] as const] : []))
  }
  get next(): number | null {
    const at = nextCall(this.state)
    return at === null ? null : at / minute
  }
}

const createdState = (event: Extract<RunEvent, { type: 'RunCreated' }>): RunState =>
  evolve(null, { run: 'r', seq: 1, at: 0, actor: ada, event, prev: '', hash: '' })

describe('A question that waits', () => {
  const rule = { deadline: 60 * minute, remind: 20 * minute }

  it('reminds who may answer, and from its deadline on calls the contacts of the document, in their order', () => {
    const run = asked(rule)
    expect(run.next).toBe(20)
    expect(run.at(20 * minute)).toEqual([['reminder', ['Quinn (#qa)']]])
    expect(run.at(20 * minute + 1)).toEqual([])
    expect(run.next).toBe(40)
    run.at(40 * minute)
    expect(run.at(60 * minute)).toEqual([['deadline', ['on-call: the on-call']]])
    expect(run.at(80 * minute)).toEqual([['escalation', ['CTO: the CTO']]])
    expect(run.next).toBeNull()
    expect(run.at(2000 * minute)).toEqual([])
  })

  it('is answered by no time', () => {
    const run = asked(rule)
    run.at(10_000 * minute)
    expect(run.state.open).toHaveLength(1)
    expect(run.state.steps.get('QA Lead: ____').outcome).toBeNull()
  })

  it('calls once for all the times that nobody was there to call', () => {
    const run = asked({ remind: 20 * minute })
    expect(run.at(59 * minute)).toEqual([['reminder', ['Quinn (#qa)']]])
    expect(run.next).toBe(60)
    const late = asked(rule)
    expect(late.at(500 * minute)).toEqual([['escalation', ['CTO: the CTO']]])
    expect(late.next).toBeNull()
  })

  it('stays as it is when the clock is set back', () => {
    const run = asked(rule)
    run.at(40 * minute)
    expect(run.at(1 * minute)).toEqual([])
    expect(run.next).toBe(60)
  })

  it('is told by the notifiers that the project has for it, when it opens and at each call', () => {
    const run = asked(rule)
    run.at(20 * minute)
    run.at(60 * minute)
    const told = run.state.outbox.map(({ notifier, subject }) => `${notifier}: ${subject}`)
    expect(told).toEqual(
      ['Asked', 'Still waiting', 'Overdue'].flatMap((why) =>
        ['chat', 'mail'].map((notifier) => `${notifier}: ${why}: QA Lead: ____`),
      ),
    )
    expect(new Set(run.state.outbox.map(({ message }) => message)).size).toBe(3)
    expect(run.state.outbox.at(-1)?.text).toBe(
      [
        'QA Lead: ____',
        'It takes qa-lead (Quinn).',
        'Called: on-call: the on-call.',
        'To be answered by 1970-01-01T01:00:00.000Z.',
        'Release: holdpoint decide r d',
      ].join('\n'),
    )
  })

  it('calls nobody without a deadline or reminders, nor in a paused run', () => {
    expect(asked({}).next).toBeNull()
    const run = asked(rule)
    run.state = { ...run.state, status: 'paused' }
    expect(run.next).toBeNull()
    expect(run.at(70 * minute)).toEqual([])
  })
})
