import { describe, expect, it } from 'vitest'
import { aSoakRun, day, hour, minute } from '../../testing/soak-run.ts'

const firstDay = `
## Deploy
- [ ] Switch over
## Monitoring
- [ ] Hour 1: watch the logs
- [ ] Hours 2-4: look every 30 minutes
## Smoke tests
- [ ] Orders can be placed
## Sign-off
- [ ] Release manager: ____
`

/** At the beginning of the soak. */
const begun = (text = firstDay, given?: Parameters<typeof aSoakRun>[1]) => {
  const run = aSoakRun(text, given)
  run.go()
  if (run.asked('confirm')) run.answer('confirm', 'done')
  run.go()
  return run
}

const kinds = (run: ReturnType<typeof aSoakRun>) => run.state.open.map(({ kind }) => kind)

describe('a soak', () => {
  it('begins when the main line has come to it, and every time of it is counted from there', () => {
    const run = aSoakRun(firstDay)
    run.go()
    expect(run.soaks()).toEqual([])
    run.later(7 * minute)
    run.answer('confirm', 'done')
    run.go()
    expect(run.soaks()).toEqual([{ title: 'Monitoring', phase: 'watching', startedAt: run.now() }])
    expect(run.nextIn()).toBe(hour)
  })

  it('lets go on beside it what only verifies, and holds what comes after that until it is judged', () => {
    const run = begun()
    expect(run.asked('confirm')?.question).toBe('Orders can be placed')
    run.answer('confirm', 'done')
    run.go()
    expect(kinds(run)).toEqual([])
    run.watch()
    expect(kinds(run)).toEqual(['sample'])
  })

  it('asks people at the times of the document, and is met when all samples were good', () => {
    const run = begun()
    run.answer('confirm', 'done')
    const asked: string[] = []
    for (let turn = 0; turn < 20 && !run.asked('signoff'); turn += 1) {
      run.watch()
      if (!run.asked('sample')) break
      asked.push(`${(run.now() - (run.soaks()[0]?.startedAt ?? 0)) / minute}: ${run.asked('sample')?.question}`)
      run.answer('sample', 'done')
      run.go()
    }
    expect(asked.map((text) => text.split(':')[0])).toEqual(['60', '90', '120', '150', '180', '210', '240'])
    expect(run.soaks()).toEqual([])
    expect(kinds(run)).toEqual(['signoff'])
    const soak = Object.values(run.state.soaks)[0]
    expect([soak?.verdict, soak?.outcome, soak?.counts.green]).toEqual(['met', 'met', 7])
    expect(run.state.plan.steps.map(({ id }) => run.state.steps.get(id).how)).toContain('watched')
  })

  it('counts what nobody saw while they slept as one late sample and missed ones, and is not met by it', () => {
    const run = begun()
    run.answer('confirm', 'done')
    run.go()
    run.later(3 * day)
    run.go()
    expect(run.state.open).toHaveLength(1)
    run.answer('sample', 'done')
    run.go()
    expect(run.samples().map(({ verdict, missed }) => [verdict, missed])).toEqual([['green', 5]])
    expect(run.asked('soak')?.question).toContain('5 samples were missed')
    expect(kinds(run)).toEqual(['soak'])
  })

  it('asks what to do when something is wrong, and an acceptance is a deviation', () => {
    const run = begun()
    run.answer('confirm', 'done')
    run.watch()
    run.answer('sample', 'unmet', { reason: 'timeouts' })
    run.go()
    expect(run.asked('soak')?.question).toContain('timeouts')
    expect(run.asked('soak')?.options.map(({ id }) => id)).toEqual(['keep', 'accept', 'pause', 'abort'])
    run.answer('soak', 'accept', { reason: 'known' })
    run.go()
    expect(kinds(run)).toEqual(['signoff'])
    expect(run.state.deviations.map(({ kind }) => kind)).toContain('accepted')
  })

  it('is watched on when people say so, and longer when its time is over', () => {
    const run = begun()
    run.answer('confirm', 'done')
    for (let turn = 0; turn < 7; turn += 1) {
      run.watch()
      run.answer('sample', turn < 6 ? 'done' : 'unmet', { reason: 'slow' })
    }
    run.go()
    run.later(hour)
    run.answer('soak', 'keep', { reason: 'let us see', fields: { for: '2 h' } })
    run.watch()
    expect(kinds(run)).toEqual(['sample'])
    run.answer('sample', 'done')
    expect(run.nextIn()).toBe(30 * minute)
  })

  it('is left when the run takes its way back', () => {
    const run = begun(`${firstDay}\n## Rollback\n- [ ] Switch back\n`)
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true })
    run.go()
    expect(Object.values(run.state.soaks).map(({ outcome }) => outcome)).toEqual(['left'])
    expect(run.asked('confirm')?.question).toBe('Switch back')
  })

  it('is no part of a run of another section', () => {
    const run = aSoakRun(firstDay, { only: ['Smoke'] })
    run.go()
    expect(run.state.soaks).toEqual({})
  })
})

const checked = `
## Deploy
- [ ] Switch over
## Monitoring (first hour)
- [ ] Health
  <!-- check: http GET http://localhost:1/health status=200 -->
## Deploy the rest
- [ ] Switch the rest over
`

describe('the checks of a soak', () => {
  it('are run again and again by themselves, and what is deployed later waits for their verdict', () => {
    const run = begun(checked)
    run.watch()
    expect(run.samples()).toHaveLength(12)
    expect(run.samples().every(({ verdict }) => verdict === 'green')).toBe(true)
    expect(run.asked('confirm')?.question).toBe('Switch the rest over')
  })

  it('keep of their attempts the last two, so that a sample costs the same however many there were', () => {
    const run = begun(checked)
    run.watch()
    const step = run.state.plan.steps.find(({ command }) => command !== null)
    const { attempts } = run.state.steps.get(step?.id ?? '')
    expect(attempts.map(({ started }) => started.attempt)).toEqual([11, 12])
  })

  it('fail on the first red one where the document says nothing else', () => {
    const run = begun(checked, { ends: (_, attempt) => (attempt === 4 ? { status: 1 } : {}) })
    run.watch()
    expect(run.samples()).toHaveLength(4)
    expect(kinds(run)).toEqual(['soak'])
    expect(run.asked('soak')?.question).toContain('is unmet')
  })

  it('leave it open when three in a row cannot be taken', () => {
    const run = begun(checked, { ends: () => ({ how: 'timeout', status: null }) })
    run.watch()
    expect(run.samples().map(({ verdict }) => verdict)).toEqual(['error', 'error', 'error'])
    expect(run.asked('soak')?.question).toContain('cannot be judged')
  })

  it('that were not seen at its end leave it open, too: no data is not health', () => {
    const run = begun(checked, { ends: (_, attempt) => (attempt === 12 ? { how: 'timeout', status: null } : {}) })
    run.watch()
    expect(run.asked('soak')?.question).toContain('cannot be judged')
  })

  it('are not asked about by themselves when they fail', () => {
    const run = begun(checked, { ends: () => ({ status: 1 }) })
    run.watch()
    expect(run.journal.some(({ event }) => event.type === 'DecisionOpened' && event.decision.kind === 'failure')).toBe(
      false,
    )
  })
})

describe('what is watched', () => {
  it('is asked about before it begins where it stands under a condition', () => {
    const run = aSoakRun('## Monitoring (first hour)\n- [ ] Logs are quiet\n- [ ] Cache is warm (if using Redis)\n')
    run.go()
    expect(run.asked('condition')?.question).toContain('Redis')
    run.answer('condition', 'no')
    run.watch()
    expect(run.asked('sample')?.steps).toHaveLength(1)
  })

  it('is ticked before its time with a reason only, as a deviation', () => {
    const run = aSoakRun('## Monitoring (first hour)\n- [ ] Logs are quiet\n')
    run.go()
    const steps = run.state.plan.steps.map(({ id }) => id)
    const tick = (reason: string | null) => run.act({ type: 'Tick', steps, as: 'done', reason, values: [] })
    expect(() => tick(null)).toThrow(/reason/)
    tick('seen for long enough')
    expect(run.state.deviations.map(({ kind }) => kind)).toEqual(['overridden'])
    run.go()
    expect(run.asked('soak')?.question).toContain('No sample of it is green')
  })

  it('is watched in a way back, too, which ends when that is met', () => {
    const run = aSoakRun('## Deploy\n- [ ] Switch\n\n## Rollback\n- [ ] Switch back\n- [ ] Monitor for 30 minutes\n')
    run.go()
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true })
    for (let turn = 0; turn < 5 && run.state.status !== 'ended'; turn += 1) {
      run.watch()
      if (run.asked('confirm')) run.answer('confirm', 'done')
      else if (run.asked('sample')) run.answer('sample', 'done')
    }
    run.go()
    expect(run.samples()).toHaveLength(1)
    expect(run.state.outcome).toBe('backed-out')
  })

  it('is watched as two soaks where a hold parts it', () => {
    const text =
      '## Monitoring (first hour)\n- [ ] Logs are quiet\n- [ ] CRITICAL: nobody complains\n- [ ] Load is low\n'
    const run = aSoakRun(text)
    run.watch()
    run.answer('sample', 'done')
    run.go()
    expect(run.asked('confirm')?.question).toContain('CRITICAL')
    run.answer('confirm', 'done')
    run.watch()
    expect(run.asked('sample')).not.toBeNull()
    expect(Object.keys(run.state.soaks)).toHaveLength(2)
  })
})
