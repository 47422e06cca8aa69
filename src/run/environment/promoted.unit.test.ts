import { describe, expect, it } from 'vitest'
import { aPlan, deploy } from '../../testing/plans.ts'
import { aRun } from '../../testing/scenario.ts'
import { begun } from '../soak/soak.ts'
import { evidenceOf, isWhole } from './promoted.ts'

const identity = { digest: 'abc', commit: null, changes: null, document: 'd', files: [] }
const plan = aPlan({ sections: [deploy({ title: 'Start', run: ['make'], expect: [{ text: 'it works', on: 0 }] })] })

describe('what a run shows to the environment after it', () => {
  it('is its release, what was expected and found, its deviations and its soaks', () => {
    const run = aRun(plan, {}, null, { environment: 'staging', identity, release: '2.0.0' })
    run.advance()
    run.end({}, [{ expectation: plan.steps[0]?.expectations[0]?.id ?? '', verdict: 'met', why: 'seen', by: null }])
    run.advance()
    const span = { start: 0, end: 1, line: 1, endLine: 1 }
    const soak = { id: 's', section: '', title: 'Watch', span, from: 0, to: 60, every: null, owner: null }
    const watched = {
      ...begun(10),
      outcome: 'accepted',
      endedAt: 20,
      counts: { green: 8, red: 1, error: 0, unclear: 0, pending: 0, missed: 1 },
    } as const
    const state = {
      ...run.state,
      plan: { ...plan, soaks: [{ ...soak, steps: [], tasks: [] }] },
      soaks: { s: watched },
    }
    expect(evidenceOf(state, 'h')).toEqual({
      run: 'r1',
      environment: 'staging',
      release: '2.0.0',
      digest: 'abc',
      endedAt: state.updatedAt,
      head: 'h',
      verdicts: { met: 1, unmet: 0, unclear: 0 },
      deviations: 0,
      soaks: [{ title: 'Watch', startedAt: 10, endedAt: 20, outcome: 'accepted', green: 8, samples: 10 }],
    })
    expect(isWhole(state)).toBe(true)
  })
  it('is nothing without a release, and no run is whole that is not over, a part, or failed', () => {
    const run = aRun(plan, {}, null, { environment: 'staging' })
    expect([evidenceOf(run.state, 'h'), isWhole(run.state)]).toEqual([null, false])
    const ended = { ...run.state, status: 'ended', outcome: 'done' } as const
    expect(isWhole(ended)).toBe(true)
    expect(isWhole({ ...ended, outcome: 'failed' })).toBe(false)
    expect(isWhole({ ...ended, rehearsal: true })).toBe(false)
    expect(isWhole({ ...ended, options: { ...ended.options, from: 9 } })).toBe(false)
  })
})
