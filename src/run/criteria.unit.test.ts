import { describe, expect, it } from 'vitest'
import { read } from '../read/index.ts'
import { aPlan, deploy } from '../testing/plans.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'

const text = `# Release

## Go/No-Go
- The team is there
- The backup is fresh

## Deploy

\`\`\`bash
make deploy
\`\`\`
- [ ] Verify that migrations were applied
- [ ] Check that all services are running

## Success Criteria

Deployment is successful when:
- ✅ All migrations applied successfully
- ✅ All services running
- ✅ Benchmarks met:
  - Page load < 500ms
- ⚠️ Slow pages
`

const started = (options: Parameters<typeof aRun>[1] = {}): Scenario => {
  const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
  const run = aRun(plan, options)
  run.advance()
  return run
}
const asked = (run: Scenario) => run.asked('go').detail.flatMap((one) => ('text' in one ? [one.text] : []))
/** Up to the question in the end. */
const deployed = (skip = false): Scenario => {
  const run = started()
  run.answer('go', 'yes')
  run.advance()
  run.end()
  run.advance()
  const [migrations] = run.asked('confirm').steps
  if (skip) run.answer('confirm', 'skip', { steps: [migrations ?? ''], reason: 'none today' })
  run.answer('confirm', 'done')
  run.advance()
  return run
}

describe('Criteria of a document', () => {
  it('are its lines, where some carry a tick those; a go/no-go list is asked where it stands', () => {
    const { plan } = started().state
    expect(plan.criteria.map((one) => [one.text, one.when])).toEqual([
      ['The team is there', 'place'],
      ['The backup is fresh', 'place'],
      ['All migrations applied successfully', 'end'],
      ['All services running', 'end'],
      ['Benchmarks met: Page load < 500ms', 'end'],
    ])
    const run = started()
    expect(asked(run)).toEqual(['The team is there', 'The backup is fresh'])
    run.answer('go', 'yes')
    run.advance()
    expect(run.state.running).toHaveLength(1)
  })

  it('are one list under the heading that names them, with all that stands below it', () => {
    const nested = `${text}\n### Acceptance Criteria\n- ✅ Users can log in\n`
    const { plan } = read({ path: 'D.md', text: nested, encoding: 'utf8', digest: 'd' })
    expect(new Set(plan.criteria.filter(({ when }) => when === 'end').map(({ section }) => section)).size).toBe(1)
    expect(plan.criteria.at(-1)?.text).toBe('Users can log in')
  })

  it('are the form of the last go/no-go: each line by what the run knows, or by a person', () => {
    const run = deployed()
    expect(asked(run)).toEqual([
      'All migrations applied successfully',
      'met: step 2, “Verify that migrations were applied”, passed.',
      'All services running',
      'met: step 3, “Check that all services are running”, passed.',
      'Benchmarks met: Page load < 500ms',
    ])
    run.answer('go', 'yes')
    run.advance()
    expect(run.state.outcome).toBe('done')
    expect(run.state.deviations).toEqual([])
    const [, last] = Object.values(run.state.criteria)
    expect(last?.verdicts.map(({ verdict, known }) => [verdict, known !== null])).toEqual([
      ['met', true],
      ['met', true],
      ['met', false],
    ])
  })

  it('do not count as known from what was skipped', () => {
    const run = deployed(true)
    expect(asked(run)[1]).toBe('All services running')
  })

  it('let the run go on without one only with a reason, as a deviation that names it', () => {
    const run = deployed()
    const fields = { '5': 'unmet' }
    expect(() => run.answer('go', 'accept', { fields })).toThrow('reason')
    expect(() => run.answer('go', 'accept', { reason: 'r', fields: { '5': 'perhaps' } })).toThrow('perhaps')
    run.answer('go', 'accept', { reason: 'known, see OPS-7', fields })
    run.advance()
    expect(run.state.outcome).toBe('done')
    expect(run.state.deviations).toMatchObject([
      { kind: 'accepted', reason: 'known, see OPS-7', text: expect.stringContaining('Page load < 500ms') },
    ])
  })

  it('cannot be said to hold against what the run has seen', () => {
    const span = { start: 0, end: 1, line: 9, endLine: 9 }
    const criteria = [{ section: 'Deploy', span, text: 'Migrations applied', when: 'end' }] as const
    const plan = { ...aPlan({ sections: [deploy({ title: 'Migrations were applied', run: ['check'] })] }), criteria }
    const run = aRun(plan)
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.answer('failure', 'accept', { reason: 'late' })
    run.advance()
    expect(asked(run)[1]).toContain('unmet: step 1')
    expect(run.asked('go').options.map(({ id }) => id)).not.toContain('yes')
    run.answer('go', 'accept', { reason: 'late' })
    expect(run.state.criteria.Deploy?.verdicts).toMatchObject([{ verdict: 'unmet' }])
  })

  it('are asked about again where what held turns unmet, before anything below them runs', () => {
    const span = { start: 0, end: 1, line: 1, endLine: 1 }
    const criteria = [{ section: 'Deploy', span, text: 'Migrations applied', when: 'place' }] as const
    const steps = [
      { title: 'Migrations were applied', run: ['check'] },
      { title: 'next', run: ['go'] },
    ]
    const run = aRun({ ...aPlan({ sections: [deploy(...steps)] }), criteria })
    run.advance()
    run.answer('go', 'yes')
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.answer('failure', 'accept', { reason: 'late' })
    run.advance()
    expect(run.state.running).toEqual([])
    expect(asked(run)[1]).toContain('unmet: step 1')
    run.answer('go', 'accept', { reason: 'late' })
    run.advance()
    expect(run.state.running).toMatchObject([{ step: 'next' }])
  })

  it('are not asked of a part', () => {
    const run = started({ only: ['Deploy'] })
    expect(run.state.open).toEqual([])
  })
})
