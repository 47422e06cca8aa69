import { describe, expect, it } from 'vitest'
import { HoldpointError } from '../../errors.ts'
import { aPlan, deploy, rollback, type SectionDraft } from '../../testing/plans.ts'
import fc from '../../testing/properties.ts'
import { ada, aRun, type Scenario } from '../../testing/scenario.ts'
import type { Authority } from '../authority/authority.ts'
import { due } from '../index.ts'
import type { Promotion } from './release.ts'
import type { Terms } from './terms.ts'

const utc = (text: string) => Date.parse(`${text}Z`)
const open: Terms = { windows: [], freezes: [], after: null, destructive: 'ask', assumeConfirmed: true }
const working: Terms = {
  ...open,
  windows: [{ days: [1, 2, 3, 4, 5], dates: [], from: 9 * 60, to: 17 * 60, zone: 'UTC' }],
}
/** 23 March 2026 is a Monday. */
const frozen: Terms = {
  ...working,
  freezes: [
    {
      from: { every: 'once', day: '2026-03-24', minutes: 12 * 60 },
      to: { every: 'once', day: '2026-03-25', minutes: 24 * 60 },
      zone: 'UTC',
      reason: 'Quarter end',
    },
  ],
}
const command = (title: string) => ({ title, run: ['make'] })
const prepare: SectionDraft = { title: 'Prepare', steps: [command('Back up')] }
const plan = (...sections: readonly SectionDraft[]) => {
  const made = aPlan({ sections: [...sections, rollback] })
  const role = (title: string) =>
    title === 'Deploy' ? 'deploy' : title === 'Prepare' ? 'prepare' : title === 'Rollback' ? 'rollback' : 'signoff'
  return { ...made, sections: made.sections.map((section) => ({ ...section, role: role(section.title) }) as const) }
}
const shop = plan(prepare, deploy(command('Stop'), command('Start')))

const held = (at: string, terms: Terms, sections = shop, more: Parameters<typeof aRun>[3] = {}) => {
  let now = utc(at)
  const run = aRun(sections, {}, null, { environment: 'production', terms, ...more }, () => now)
  return Object.assign(run, {
    at(moment: string) {
      now = utc(moment)
      return run.advance()
    },
  })
}
const asked = ({ state }: Scenario) => state.open.map(({ kind, question }) => [kind, question])
const started = ({ journal }: Scenario) =>
  journal.flatMap(({ event }) => (event.type === 'StepStarted' ? [event.step] : []))

describe('what holds in an environment', () => {
  it('holds a run at its beginning, with one question that says why and when it is over', () => {
    const run = held('2026-03-23T20:00', working)
    run.advance()
    expect(asked(run)).toEqual([
      ['override', 'Changes in production are made Mon-Fri 09:00-17:00 (UTC). Begin this run all the same?'],
    ])
    expect(
      run
        .asked('override')
        .options.map(({ id, effect }) => [id, effect])
        .slice(0, 1),
    ).toEqual([['wait', 'Goes on by itself when changes may be made again: Tue 2026-03-24 09:00 (UTC).']])
    expect(started(run)).toEqual([])
  })

  it('asks nothing while changes may be made', () => {
    const run = held('2026-03-23T12:00', frozen)
    run.advance()
    expect(started(run)).toEqual(['Back up'])
  })

  it('lets a step that prepares go on when a freeze begins, and holds the next that deploys', () => {
    const run = held('2026-03-24T11:59', frozen)
    run.advance()
    expect(run.at('2026-03-24T12:00')).toEqual([])
    run.end()
    run.advance()
    expect(asked(run)).toEqual([
      [
        'override',
        'There is a freeze in production: Quarter end, 2026-03-24 12:00 to 2026-03-25 24:00 (UTC). Go on with step 2, “Stop” all the same?',
      ],
    ])
    expect(started(run)).toEqual(['Back up'])
  })

  it('goes on with a reason only, as a deviation, and does not ask again at each step', () => {
    const run = held('2026-03-24T12:30', frozen)
    run.advance()
    expect(() => run.answer('override', 'accept')).toThrow(HoldpointError)
    run.answer('override', 'accept', { reason: 'OPS-12 burns' })
    for (const _ of [1, 2, 3]) {
      run.advance()
      run.end()
    }
    run.advance()
    expect(started(run)).toEqual(['Back up', 'Stop', 'Start'])
    expect(run.state.outcome).toBe('done')
    expect(run.state.deviations).toMatchObject([
      {
        kind: 'overridden',
        text: 'Gone on all the same: There is a freeze in production: Quarter end, 2026-03-24 12:00 to 2026-03-25 24:00 (UTC).',
        reason: 'OPS-12 burns',
      },
    ])
  })

  it('asks anew about what was not let pass, and when what was is over and has come back', () => {
    const run = held('2026-03-23T20:00', frozen)
    run.advance()
    run.answer('override', 'accept', { reason: 'night work' })
    run.advance()
    run.end()
    run.at('2026-03-24T18:00')
    expect(asked(run)).toMatchObject([['override', expect.stringContaining('Quarter end')]])
    run.answer('override', 'accept', { reason: 'night work' })
    run.advance()
    run.end()
    expect(run.at('2026-03-26T18:00')).toMatchObject([{ type: 'DecisionOpened', decision: { kind: 'override' } }])
  })

  it('waits when somebody says so, and goes on by itself when the time has come', () => {
    const run = held('2026-03-23T20:00', working)
    run.advance()
    expect(due(run.state)).toBe(null)
    run.answer('override', 'wait')
    expect(due(run.state)).toBe(utc('2026-03-24T09:00'))
    expect(run.at('2026-03-24T08:59')).toEqual([])
    const [withdrawn, ...then] = run.at('2026-03-24T09:00')
    expect(withdrawn).toMatchObject({ type: 'DecisionWithdrawn', why: 'Changes may be made again.' })
    expect(then.map(({ type }) => type)).toEqual(['Prepared', 'StepStarted'])
  })

  it('does not go on when the time has come and nobody has said anything', () => {
    const run = held('2026-03-23T20:00', working)
    run.advance()
    expect(run.at('2026-03-24T09:00')).toEqual([])
    expect(run.state.open).toHaveLength(1)
  })

  it('asks anew who slept through the whole window', () => {
    const run = held('2026-03-23T20:00', working)
    run.advance()
    run.answer('override', 'wait')
    expect(run.at('2026-03-24T17:00').map(({ type }) => type)).toEqual(['DecisionWithdrawn', 'DecisionOpened'])
    expect(due(run.state)).toBe(null)
  })

  it('waits no longer when it was paused, and for nobody who overrides', () => {
    const run = held('2026-03-23T20:00', working)
    run.advance()
    run.answer('override', 'wait')
    run.act({ type: 'Pause', reason: null })
    expect(run.at('2026-03-24T09:00')).toEqual([])
    expect(due(run.state)).toBe(null)
    run.act({ type: 'Resume' })
    run.answer('override', 'accept', { reason: 'now' })
    expect(run.advance().map(({ type }) => type)).toEqual(['Prepared', 'StepStarted'])
  })

  it('holds an approval of what deploys, and not the one at the end', () => {
    const signed = plan(
      prepare,
      { title: 'Approval', steps: [{ title: 'Manager: ___', kind: 'signoff' }] },
      deploy(command('Stop')),
      { title: 'Acceptance', steps: [{ title: 'Owner: ___', kind: 'signoff' }] },
    )
    const run = held('2026-03-23T16:00', working, signed)
    run.advance()
    run.end()
    run.at('2026-03-23T17:00')
    expect(asked(run)).toMatchObject([['override', expect.stringContaining('Manager')]])
    run.answer('override', 'accept', { reason: 'late' })
    run.at('2026-03-24T10:00')
    run.answer('signoff', 'sign', { fields: { name: 'Ada' } })
    run.advance()
    run.end()
    run.at('2026-03-24T20:00')
    expect(asked(run)).toMatchObject([['signoff', expect.stringContaining('Owner')]])
  })

  it('tells nobody that the deployment begins before it may', () => {
    const message = { id: 'm', section: 'Deploy', title: 'We begin', occasion: 'during', offset: null } as const
    const span = shop.steps[1]?.span ?? shop.sections[0]?.span
    if (span === undefined) throw new Error('no step')
    const telling = { ...shop, messages: [{ ...message, span, lead: null, step: null, blanks: [] }] }
    const run = held('2026-03-24T11:59', frozen, telling)
    run.advance()
    run.end()
    run.at('2026-03-24T12:00')
    expect(asked(run)).toMatchObject([['override', expect.anything()]])
    run.answer('override', 'accept', { reason: 'burns' })
    run.advance()
    expect(asked(run)).toMatchObject([['message', expect.anything()]])
  })

  it('asks for no go before it may begin', () => {
    const span = shop.steps[1]?.span
    const section = shop.sections[1]?.id ?? ''
    if (span === undefined) throw new Error('no step')
    const line = span.line - 1
    const criterion = { section, span: { ...span, line, endLine: line }, text: 'All is ready', when: 'place' } as const
    const run = held('2026-03-24T11:59', frozen, { ...shop, criteria: [criterion] })
    run.advance()
    run.end()
    run.at('2026-03-24T12:00')
    expect(asked(run)).toMatchObject([['override', expect.anything()]])
    run.answer('override', 'accept', { reason: 'burns' })
    run.advance()
    expect(asked(run)).toMatchObject([['go', expect.anything()]])
  })

  it('never holds a way back: neither one that is asked for in a freeze, nor that of a run that has ended', () => {
    const run = held('2026-03-24T11:59', frozen)
    run.advance()
    run.end()
    run.advance()
    run.at('2026-03-24T13:00')
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true })
    run.end()
    run.advance()
    expect(started(run)).toEqual(['Back up', 'Stop', 'Restore'])
    const later = aRun(shop, {}, 'r0', { environment: 'production', terms: frozen }, () => utc('2026-03-24T13:00'))
    later.advance()
    expect(asked(later)).toMatchObject([['procedure', expect.anything()]])
  })
})

const people: Authority = {
  people: [
    { id: 'ada', name: 'Ada', email: null, users: ['ada'], keys: [], channels: [] },
    { id: 'bob', name: 'Bob', email: null, users: ['bob'], keys: [], channels: [] },
    { id: 'cyd', name: 'Cyd', email: null, users: ['cyd'], keys: [], channels: [] },
  ],
  roles: [
    { name: 'cto', called: [], people: ['bob'] },
    { name: 'lead', called: [], people: ['cyd'] },
  ],
  approvals: [],
}
const demand = (of: Authority['approvals'][number]['of'], match: string | null, role: string) => ({
  of,
  match,
  needs: [{ roles: [role], count: 1 }],
  separated: false,
  deadline: null,
  remind: null,
})
const bob = { ...ada, id: 'bob', name: 'Bob' }
const cyd = { ...ada, id: 'cyd', name: 'Cyd' }

describe('who goes on all the same', () => {
  it('is who the project says; waiting and leaving are open to all', () => {
    const authority = { ...people, approvals: [demand('override', 'freeze', 'cto'), demand('override', null, 'lead')] }
    const run = held('2026-03-24T18:00', frozen, shop, { authority })
    run.advance()
    const accept = (by: typeof ada) =>
      run.act(
        {
          type: 'Answer',
          decision: run.asked('override').id,
          answer: { option: 'accept', steps: [], reason: 'burns', fields: {} },
        },
        by,
      )
    expect(() => accept(ada)).toThrow(HoldpointError)
    // The freeze takes the CTO, the window the lead: both are in the way, and both are needed.
    accept(bob)
    expect(run.state.open).toHaveLength(1)
    expect(run.advance()).toEqual([])
    accept(cyd)
    run.advance()
    expect(started(run)).toEqual(['Back up'])
    const other = held('2026-03-24T18:00', frozen, shop, { authority })
    other.advance()
    expect(other.answer('override', 'wait')).toMatchObject([{ type: 'DecisionAnswered', closed: false }])
  })

  it('is asked about a run beside another one, where the project says who', () => {
    const beside = { run: 'r0', who: 'Bob', since: 1, reason: 'hotfix' }
    const authority = { ...people, approvals: [demand('override', 'unfinished', 'cto')] }
    const run = aRun(shop, {}, null, { environment: 'production', beside, authority })
    run.advance()
    expect(asked(run)).toEqual([
      ['override', 'Run r0 of Bob is unfinished in production. Begin this run all the same?'],
    ])
    const alone = aRun(shop, {}, null, { environment: 'production', beside })
    alone.advance()
    expect(started(alone)).toEqual(['Back up'])
  })

  it('begins a run only where they may, but rehearses it anywhere', () => {
    const authority = { ...people, approvals: [demand('start', 'production', 'cto')] }
    expect(() => aRun(shop, {}, null, { environment: 'production', authority })).toThrow(
      'Ada may not begin a run in production: it takes cto (Bob).',
    )
    expect(aRun(shop, {}, null, { environment: 'staging', authority }).state.status).toBe('running')
    expect(aRun(shop, {}, null, { environment: 'production', authority, rehearsal: true }).state.status).toBe('running')
    expect(aRun(shop, {}, 'r0', { environment: 'production', authority }).state.status).toBe('running')
  })
})

describe('the policy of an environment', () => {
  const clean = plan(deploy({ title: 'Clean', run: [{ script: 'rm -r old', flags: ['destructive'] }] }))
  it('lets what destroys run by itself, but not where an approval is demanded of it', () => {
    const run = held('2026-03-23T12:00', { ...open, destructive: 'run' }, clean)
    run.advance()
    expect(started(run)).toEqual(['Clean'])
    const authority = { ...people, approvals: [demand('destructive', null, 'cto')] }
    const other = held('2026-03-23T12:00', { ...open, destructive: 'run' }, clean, { authority })
    other.advance()
    expect(asked(other)).toMatchObject([['destructive', expect.anything()]])
  })
  it('refuses that items are ticked without asking', () => {
    expect(() =>
      aRun(shop, { assumeConfirmed: true }, null, {
        environment: 'production',
        terms: { ...open, assumeConfirmed: false },
      }),
    ).toThrow('Items may not be ticked without asking in production.')
  })
})

describe('the order of promotion', () => {
  const after: Terms = { ...open, after: 'staging' }
  it('holds a release that was not done in the environment before, for good', () => {
    const run = held('2026-03-23T12:00', after)
    run.advance()
    expect(asked(run)).toEqual([
      ['override', 'No finished run in staging did what is released here. Begin this run all the same?'],
    ])
    expect(run.asked('override').options.map(({ id }) => id)).toEqual(['accept', 'back', 'pause', 'abort'])
    run.answer('override', 'accept', { reason: 'staging is gone' })
    for (const _ of [1, 2, 3]) {
      run.advance()
      run.end()
    }
    run.advance()
    expect([run.state.outcome, run.state.deviations.map(({ reason }) => reason)]).toEqual(['done', ['staging is gone']])
  })
  it('asks nothing about one that was', () => {
    const promotes: Promotion = {
      run: 'r0',
      environment: 'staging',
      release: null,
      digest: 'd',
      endedAt: 1,
      head: 'h',
      verdicts: { met: 1, unmet: 0, unclear: 0 },
      deviations: 0,
      soaks: [],
    }
    const run = held('2026-03-23T12:00', after, shop, { promotes })
    run.advance()
    expect(started(run)).toEqual(['Back up'])
  })
})

describe('whatever people and machines do in whatever order', () => {
  const signed = plan(
    prepare,
    { title: 'Approval', steps: [{ title: 'Manager: ___', kind: 'signoff' }] },
    deploy(command('Stop'), 'Look', { title: 'Clean', run: [{ script: 'rm -r old', flags: ['destructive'] }] }),
    { title: 'Acceptance', steps: [{ title: 'Owner: ___', kind: 'signoff' }] },
  )
  const deploying = new Set(['Stop', 'Clean'])

  /** Looked at in another way than by the code under test. */
  const isFrozen = (at: number) => at >= utc('2026-03-24T12:00') && at < utc('2026-03-26T00:00')
  const isWorking = (at: number) =>
    ![0, 6].includes(new Date(at).getUTCDay()) && new Date(at).getUTCHours() >= 9 && new Date(at).getUTCHours() < 17
  const isOpenBetween = (from: number, to: number) =>
    Array.from({ length: Math.floor((to - from) / 60_000) + 1 }, (_, minute) => from + minute * 60_000).some(
      (at) => isWorking(at) && !isFrozen(at),
    )
  /** Somebody has let it pass with a reason, and it has lasted since. */
  const isLetPass = ({ journal }: Scenario, words: string, now: number) =>
    journal.some(
      ({ event, at }) =>
        event.type === 'TermsOverridden' &&
        event.reason === 'because' &&
        event.over.some(({ text }) => text.includes(words)) &&
        !isOpenBetween(at, now),
    )

  it('no step that deploys starts outside a window or in a freeze that nobody let pass', () => {
    const seen = { starts: 0, outside: 0, frozen: 0 }
    const forward = ['accept', 'sign', 'done', 'yes', 'wait', 'retry']
    const act = fc.record({ what: fc.nat(11), pick: fc.nat(1000), minutes: fc.constantFrom(0, 0, 1, 30, 200, 700) })
    fc.assert(
      fc.property(fc.nat(3 * 24 * 60), fc.array(act, { minLength: 20, maxLength: 60 }), (begins, story) => {
        let now = utc('2026-03-23T08:30') + begins * 60_000
        const run = aRun(signed, {}, null, { environment: 'production', terms: frozen }, () => now)
        for (const { what, pick, minutes } of story) {
          now += minutes * 60_000
          const before = run.journal.length
          const decision = run.state.open[pick % Math.max(1, run.state.open.length)]
          // Most of the time somebody does what brings the run on; else anything.
          const onward = what < 8
          const options = (decision?.options ?? []).filter(({ id }) => (onward ? forward.includes(id) : id !== 'abort'))
          const option = options[pick % Math.max(1, options.length)]
          const isRunning = run.state.running.length > 0
          try {
            if (isRunning && (onward || what === 8)) run.end(pick % 5 === 0 ? { status: 1 } : {})
            else if (decision && option && (onward || what === 9))
              run.act({
                type: 'Answer',
                decision: decision.id,
                answer: { option: option.id, steps: [], reason: 'because', fields: { name: 'x', script: 'make' } },
              })
            else if (what === 10) run.act({ type: 'Resume' })
            else if (what === 11 && pick % 9 === 0)
              run.act({ type: 'Back', procedure: null, reason: null, confirmed: true })
            else run.advance()
          } catch (error) {
            if (!(error instanceof HoldpointError)) throw error
          }
          for (const { event, at } of run.journal.slice(before)) {
            if (event.type !== 'StepStarted' || !deploying.has(event.step)) continue
            seen.starts += 1
            if (isFrozen(at)) {
              seen.frozen += 1
              expect(isLetPass(run, 'Quarter end', at)).toBe(true)
            }
            if (!isWorking(at)) {
              seen.outside += 1
              expect(isLetPass(run, '09:00-17:00', at)).toBe(true)
            }
          }
        }
      }),
      { numRuns: 120 },
    )
    // It was tried: steps did start, some of them where they had to be let pass.
    expect(Math.min(seen.starts / 3, seen.outside, seen.frozen)).toBeGreaterThan(20)
  })
})
