import { describe, expect, it } from 'vitest'
import { runsQuery } from '../../contract/runs.ts'
import type { RunHeader } from '../../engine/ports.ts'
import type { Actor } from '../../run/index.ts'
import { aPlan, deploy } from '../../testing/plans.ts'
import { ada, aRun, ran } from '../../testing/scenario.ts'
import { pictureOf, runView } from './run-view.ts'
import { askedOf, fits, runLineOf, runsBefore, standingRunOf } from './runs-list.ts'
import { whoView } from './who.ts'

const header = (run: string, more: Partial<RunHeader> = {}): RunHeader => ({
  run,
  document: 'docs/DEPLOY.md',
  title: 'Deploy the shop',
  environment: 'production',
  rehearsal: false,
  createdAt: 0,
  updatedAt: 0,
  last: 1,
  head: '',
  outcome: 'done',
  ...more,
})
const who = (actor: Actor) => whoView({ authority: { people: [], roles: [], approvals: [] } }, actor)

describe('filters of the list of runs', () => {
  const found = (query: Record<string, unknown>, one = header('k3x9q2'), release: string | null = null) =>
    fits(one, runsQuery.parse(query), release)

  it('leave rehearsals out unless they are asked for', () => {
    const rehearsal = header('r', { rehearsal: true })
    expect(found({}, rehearsal)).toBe(false)
    expect(found({ rehearsals: 'with' }, rehearsal)).toBe(true)
    expect(found({ rehearsals: 'only' })).toBe(false)
  })

  it('know documents, environments, none among them, and outcomes', () => {
    expect(found({ document: 'docs/DEPLOY.md' })).toBe(true)
    expect(found({ document: 'DEPLOY.md' })).toBe(false)
    expect(found({ environment: '' })).toBe(false)
    expect(found({ environment: '' }, header('a', { environment: null }))).toBe(true)
    expect(found({ outcome: 'failed' })).toBe(false)
    expect(found({ outcome: 'unfinished' }, header('a', { outcome: null }))).toBe(true)
  })

  it('find words in any order and case, releases where they are known, and the beginning of an id', () => {
    expect(found({ text: 'SHOP deploy' })).toBe(true)
    expect(found({ text: 'shop moon' })).toBe(false)
    expect(found({ text: '2.4' }, header('a'), 'v2.4.1')).toBe(true)
    expect(found({ text: 'k3x' })).toBe(true)
    expect(found({ text: '9q2' })).toBe(false)
  })
})

it('the run before one is of the same document and environment, and a rehearsal beside rehearsals', () => {
  const before = runsBefore([
    header('e'),
    header('d', { rehearsal: true }),
    header('c', { environment: 'staging' }),
    header('b', { document: 'other.md' }),
    header('a'),
  ])
  expect([...before]).toEqual([['e', 'a']])
})

describe('an unfinished run', () => {
  const plan = aPlan({
    sections: [{ title: 'Check', steps: ['All is quiet'] }, deploy({ title: 'Ship', run: ['make'] })],
  })
  const line = runLineOf(header('r1', { outcome: null }), null, null, who)
  const driven = { host: 'box', leftSeconds: null }

  it('waits for people while a question is open and nothing runs, since that was asked', () => {
    const run = aRun(plan)
    run.advance()
    const asked = run.journal.find(({ event }) => event.type === 'DecisionOpened')?.at
    expect(standingRunOf(line, run.state, driven)).toMatchObject({
      status: 'waiting',
      since: asked,
      waits: [run.asked('confirm').question],
      progress: { total: 2, done: 0, failed: 0 },
    })
  })

  it('runs, or is left where nobody drives it, or is paused', () => {
    const run = aRun(plan)
    run.advance()
    run.answer('confirm', 'done', { steps: ['All is quiet'] })
    run.advance()
    expect(standingRunOf(line, run.state, driven)).toMatchObject({ status: 'running', now: ['2 Ship'], since: null })
    expect(standingRunOf(line, run.state, { ...driven, host: null }).status).toBe('undriven')
    run.act({ type: 'Pause', reason: null })
    expect(standingRunOf(line, run.state, driven).status).toBe('paused')
  })

  it('counts the line that it is on, as its own page does, and says that a step has failed', () => {
    const run = aRun(
      aPlan({
        sections: [
          deploy({ title: 'Ship', run: ['make'] }),
          { title: 'Back', level: 1, steps: [{ title: 'undo', run: ['make undo'] }] },
        ],
      }),
    )
    run.advance()
    run.end({ status: 3, statements: [ran(0, 3)] })
    run.advance()
    expect(standingRunOf(line, run.state, driven)).toMatchObject({
      status: 'failed',
      progress: { total: 1, done: 0 },
    })
  })

  it('says why where its journal cannot be read', () => {
    expect(standingRunOf(line, 'A newer Holdpoint wrote it.', driven)).toMatchObject({
      status: 'unread',
      problem: 'A newer Holdpoint wrote it.',
    })
  })

  it('asks those who may answer, and nobody else', () => {
    const eve: Actor = { ...ada, id: 'eve', name: 'Eve' }
    const authority = {
      people: [{ id: 'ada', name: 'Ada', email: null, users: ['ada'], keys: [], channels: [] }],
      roles: [{ name: 'lead', called: [], people: ['ada'] }],
      approvals: [
        {
          of: 'item',
          match: 'quiet',
          needs: [{ roles: ['lead'], count: 1 }],
          separated: false,
          deadline: null,
          remind: null,
        },
      ],
    } as const
    const run = aRun(plan, {}, null, { authority })
    run.advance()
    expect(askedOf(run.state, ada)).toMatchObject([{ run: 'r1', kind: 'confirm', step: 1, claimed: null }])
    expect(askedOf(run.state, eve)).toEqual([])
    expect(standingRunOf(line, run.state, driven).waits).toEqual([`For lead (Ada): ${run.asked('confirm').question}`])
    const [asked] = runView(
      pictureOf(run.state, { now: 0, zone: 'UTC', driver: null, needs: [], stopped: null }),
      [],
      eve,
    ).open
    expect(asked?.mine).toMatch(/^You may not answer this: it takes lead \(Ada\)\./)
    // The ways out are everybody's.
    expect(asked?.options.filter(({ open }) => open).map(({ id }) => id)).toEqual(['pause', 'abort'])
  })
})
