import { describe, expect, it } from 'vitest'
import { aPlan } from '../testing/plans.ts'
import { aRun, type Scenario } from '../testing/scenario.ts'
import type { Authority } from './index.ts'

const authority: Authority = {
  people: [{ id: 'ada', name: 'Ada', email: null, users: ['ada'], keys: [], channels: [] }],
  roles: [{ name: 'qa-lead', called: [], people: ['ada'] }],
  approvals: [{ of: 'signoff', match: null, needs: null, separated: false, deadline: 1_000, remind: null }],
}
const plan = aPlan({
  sections: [
    { title: 'Approval', steps: [{ title: 'QA Lead: ____', kind: 'signoff' }] },
    { title: 'Deploy', steps: [{ title: 'deploy', run: [{ script: 'make deploy' }] }] },
    { title: 'Rollback', level: 1, steps: [{ title: 'undo', run: [{ script: 'make undo' }] }] },
  ],
})
const none = { before: [], during: [], after: [], rollback: [] }
const started = (): Scenario =>
  aRun(plan, {}, null, {
    authority,
    sending: { ...none, waiting: ['chat'], overdue: ['oncall'], alarms: ['oncall'], silencing: ['oncall'] },
  })
/** What was said to the one that knows of alarms, in its order. */
const said = (run: Scenario) =>
  run.journal.flatMap(({ event }) =>
    event.type === 'MessageQueued' && event.notifier === 'oncall' ? [`${event.signal} ${event.about}`] : [],
  )
/** Until nothing comes of it any more. */
const settle = (run: Scenario) => {
  const waits = () => run.state.status === 'ended' || run.state.running.length + run.state.open.length > 0
  while (!waits() && run.advance().length > 0);
}

describe('A question that nobody answers', () => {
  it('raises an alarm at its deadline, which is taken on by who claims it and over with the answer', () => {
    const run = started()
    settle(run)
    const { id } = run.asked('signoff')
    expect(said(run)).toEqual([])
    run.act({ type: 'Comment', step: null, text: 'time goes by' })
    run.advance()
    expect(said(run)).toEqual([`trigger ${id}`])
    run.act({ type: 'Claim', decision: id })
    run.answer('signoff', 'sign')
    expect(said(run)).toEqual([`trigger ${id}`, `acknowledge ${id}`, `resolve ${id}`])
    // What had not gone out when the next word about it came never does.
    expect(run.state.outbox.filter((one) => one.notifier === 'oncall' && one.next !== null)).toHaveLength(1)
    expect(run.state.outbox.filter((one) => one.notifier === 'chat').map(({ about }) => about)).not.toContain(id)
  })

  it('raises none that it did not answer for: who was never called is told nothing', () => {
    const run = started()
    settle(run)
    run.answer('signoff', 'sign')
    expect(said(run)).toEqual([])
  })

  it('leaves no alarm behind when the run is aborted', () => {
    const run = started()
    settle(run)
    const { id } = run.asked('signoff')
    run.act({ type: 'Comment', step: null, text: 'time goes by' })
    run.advance()
    run.act({ type: 'Abort', reason: null })
    expect(said(run)).toEqual([`trigger ${id}`, `resolve ${id}`])
  })
})

describe('Other alarms', () => {
  const deploying = () => {
    const run = started()
    settle(run)
    run.answer('signoff', 'sign')
    settle(run)
    return run
  }

  it('are silenced when the deployment begins, once, and not any more when the run has ended', () => {
    const run = deploying()
    expect(said(run)).toEqual(['silence silence'])
    run.end({ status: 1 })
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true })
    settle(run)
    run.end()
    settle(run)
    expect(run.state.outcome).toBe('backed-out')
    expect(said(run)).toEqual(['silence silence', 'end-silence silence'])
  })

  it('are never left silenced by a run that is aborted', () => {
    const run = deploying()
    run.act({ type: 'Abort', reason: null })
    run.end()
    expect(run.state.status).toBe('ended')
    expect(said(run).at(-1)).toBe('end-silence silence')
  })

  it('are not silenced before anything is deployed', () => {
    const run = started()
    settle(run)
    run.act({ type: 'Abort', reason: null })
    expect(said(run)).toEqual([])
  })
})
