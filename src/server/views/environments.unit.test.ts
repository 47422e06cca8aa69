import { describe, expect, it } from 'vitest'
import type { RunHeader } from '../../engine/ports.ts'
import type { Authority, Terms } from '../../run/index.ts'
import { aPlan } from '../../testing/plans.ts'
import { aRun } from '../../testing/scenario.ts'
import { type EnvironmentTold, environmentsView } from './environments.ts'

const anybody: Authority = { people: [], roles: [], approvals: [] }
const open: Terms = { windows: [], freezes: [], after: null, destructive: 'ask', assumeConfirmed: true }
const told = (name: string, terms: Partial<Terms> = {}, authority = anybody): EnvironmentTold => ({
  name,
  terms: { ...open, ...terms },
  lock: true,
  authority,
})
const headers = (run: string, outcome: RunHeader['outcome']): readonly RunHeader[] => [
  {
    run,
    document: 'DEPLOY.md',
    title: 'Deploy',
    environment: 'x',
    rehearsal: false,
    createdAt: 1,
    updatedAt: 2,
    last: 3,
    head: '',
    outcome,
  },
]
/** 23 March 2026 is a Monday. */
const noon = Date.parse('2026-03-23T12:00Z')
const state = (digest: string) =>
  aRun(aPlan({ sections: [] }), {}, null, {
    release: '2.0',
    identity: { digest, commit: 'c0ffee', changes: null, document: '', files: [] },
  }).state

describe('environments', () => {
  it('stand in the order of promotion, and those that only runs name after them', () => {
    const view = environmentsView(
      [told('production', { after: 'staging' }), told('staging', { after: 'test' }), told('test')],
      new Map([['laptop', { headers: headers('r', 'done'), inService: null, unfinished: [] }]]),
      noon,
    )
    expect(view.map(({ name, rank, named }) => [name, rank, named])).toEqual([
      ['test', 0, true],
      ['staging', 1, true],
      ['production', 2, true],
      ['laptop', 0, false],
    ])
  })

  it('say what is in service, and whether it is what is in service before them', () => {
    const runs = (digest: string) => ({ headers: headers('r', 'done'), inService: state(digest), unfinished: [] })
    const all = (digest: string) =>
      environmentsView(
        [told('staging'), told('production', { after: 'staging' })],
        new Map([
          ['staging', runs('aaa')],
          ['production', runs(digest)],
        ]),
        noon,
      )
    expect(all('aaa')[1]?.inService).toMatchObject({ release: '2.0', commit: 'c0ffee', ahead: true })
    expect(all('bbb')[1]?.inService).toMatchObject({ ahead: false })
    expect(all('bbb')[0]?.inService).toMatchObject({ ahead: null })
  })

  it('say until when changes may be made, or why they may not and when again', () => {
    const windows = [{ days: [1, 2, 3, 4, 5], dates: [], from: 9 * 60, to: 17 * 60, zone: 'UTC' }]
    const at = (now: number) => environmentsView([told('production', { windows })], new Map(), now)[0]
    expect(at(noon)).toMatchObject({ closed: [], closesAt: Date.parse('2026-03-23T17:00Z'), opensAt: null })
    expect(at(noon + 6 * 3_600_000)).toMatchObject({
      closed: ['Changes in production are made Mon-Fri 09:00-17:00 (UTC).'],
      opensAt: Date.parse('2026-03-24T09:00Z'),
      closesAt: null,
    })
  })

  it('say who holds them and who holds which role', () => {
    const authority: Authority = {
      people: [{ id: 'ada', name: 'Ada', email: null, users: [], keys: [], channels: [] }],
      roles: [{ name: 'lead', called: [], people: ['ada', 'gone'] }],
      approvals: [],
    }
    const unfinished = [state('aaa')]
    const [view] = environmentsView(
      [told('production', {}, authority)],
      new Map([['production', { headers: headers('r1', null), inService: null, unfinished }]]),
      noon,
    )
    expect(view).toMatchObject({
      holders: [{ run: 'r1', who: 'Ada Lovelace' }],
      roles: [{ name: 'lead', people: ['Ada', 'gone'] }],
      inService: null,
      last: null,
      runs: 1,
    })
  })
})
