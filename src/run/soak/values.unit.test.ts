import { describe, expect, it } from 'vitest'
import { aSoakRun, hour, minute } from '../../testing/soak-run.ts'
import type { Authority } from '../index.ts'

const metrics = `
## Monitoring (First 24 Hours)
| Metric | Target | Actual |
|---|---|---|
| Success rate | > 95% | ___ |

| Time | Health Score | Errors |
|---|---|---|
| Hour 1 | ___ | ___ |
| Hour 8 | ___ | ___ |

### Alerts
- Health score < 90

## Rollback
Roll back if:
- Health score < 50

- [ ] Switch back
`

const begun = (text: string, given?: Parameters<typeof aSoakRun>[1]) => {
  const run = aSoakRun(text, given)
  run.go()
  return run
}

const fieldsOf = (run: ReturnType<typeof aSoakRun>) =>
  run.asked('sample')?.fields.map(({ name, label }) => [name, label])

describe('values of a soak', () => {
  it('of a row with a time are asked at that time, and stand in its row for good', () => {
    const run = begun(metrics)
    const start = run.now()
    run.watch()
    expect(run.now() - start).toBe(hour)
    expect(fieldsOf(run)).toEqual([
      ['2.1', 'Hour 1: Health Score (>= 90)'],
      ['2.2', 'Hour 1: Errors'],
    ])
    run.answer('sample', 'done', { fields: { '2.1': '97', '2.2': '0' } })
    const step = run.state.plan.steps.find(({ title }) => title === 'Hour 1')
    expect(run.state.steps.get(step?.id ?? '').values).toEqual(['97', '0'])
    run.watch()
    expect(run.now() - start).toBe(8 * hour)
    expect(fieldsOf(run)?.map(([name]) => name)).toEqual(['3.1', '3.2'])
  })

  it('are held against their target: what misses it is red, whatever the person says of the rest', () => {
    const run = begun(metrics)
    for (const fields of [{ '2.1': '97', '2.2': '0' }, { '3.1': '97', '3.2': '0' }, { '1.1': '94 %' }]) {
      run.watch()
      run.answer('sample', 'done', { fields })
    }
    run.go()
    expect(run.samples().map(({ verdict }) => verdict)).toEqual(['green', 'green', 'red'])
    expect(run.asked('soak')?.question).toContain('expected > 95%')
  })

  it('are held against the alerts and the conditions for going back that speak of them by name', () => {
    const run = begun(metrics)
    run.watch()
    run.answer('sample', 'done', { fields: { '2.1': '42', '2.2': '0' } })
    run.go()
    const asked = run.asked('soak')
    const told = asked?.detail.map((one) => ('text' in one ? one.text : ''))
    expect(told).toContain('Health score < 50')
    expect(told).toContain('The document starts “Rollback” then.')
    expect(asked?.options.map(({ id }) => id)).toContain('back')
    run.answer('soak', 'back')
    expect(run.asked('procedure')?.question).toContain('Rollback')
  })

  it('that cannot be read as one number are unclear where a bound speaks of them', () => {
    const run = begun(metrics)
    run.watch()
    run.answer('sample', 'done', { fields: { '2.1': 'fine', '2.2': '0' } })
    expect(run.samples().map(({ verdict }) => verdict)).toEqual(['unclear'])
    run.go()
    expect(run.asked('soak')?.question).toContain('cannot be judged')
  })
})

const cpu = `
## Monitoring (first hour)
<!-- soak: every=1m failures=1 -->
\`\`\`bash
# CPU
./cpu-percent
\`\`\`

### Alerts
- CPU > 80% for 5 minutes
`

describe('a bound that must hold for some time', () => {
  const watched = (readings: readonly number[]) => {
    const run = begun(cpu, { ends: (_, attempt) => ({ reading: `${readings[attempt - 1] ?? 10} %` }) })
    run.watch()
    return run
  }

  it('is broken when all samples of that time break it', () => {
    const run = watched([10, 85, 90, 95, 99, 88, 91])
    expect(run.samples().map(({ verdict }) => verdict)).toEqual([
      'green',
      ...Array.from({ length: 5 }, () => 'pending'),
      'red',
    ])
    expect(run.asked('soak')?.question).toContain('CPU > 80% for 5 minutes')
  })

  it('is kept when one of them keeps it', () => {
    const run = watched([85, 90, 95, 99, 50, 85, 90])
    expect(run.asked('soak')).toBeNull()
    expect(Object.values(run.state.soaks).map(({ outcome }) => outcome)).toEqual(['met'])
  })

  it('leaves the soak open when it is broken at its end', () => {
    const run = watched([...Array.from({ length: 57 }, () => 10), 85, 85, 85])
    expect(run.asked('soak')?.question).toContain('not yet clear')
  })
})

describe('limits that the document gives', () => {
  const text = cpu.replace('failures=1', 'failures=3')

  it('count so that the third red one fails', () => {
    const red = new Set([2, 10, 20])
    const run = begun(text, { ends: (_, attempt) => ({ status: red.has(attempt) ? 1 : 0, reading: '1 %' }) })
    run.watch()
    expect(run.samples()).toHaveLength(20)
    expect(run.asked('soak')?.question).toContain('3 samples are red')
  })
})

describe('who watches', () => {
  const owned = `
## Monitoring
- [ ] Hour 1: watch the logs (Owner: SRE on duty)
`
  const authority: Authority = {
    people: [{ id: 'bo', name: 'Bo', email: null, users: ['bo'], keys: [], channels: ['bo@example.org'] }],
    roles: [{ name: 'sre', called: ['SRE on duty'], people: ['bo'] }],
    approvals: [],
  }

  it('is named in the question, and is the one who may answer it where the role is known', () => {
    const run = begun(owned, { authority })
    run.watch(run.now() + hour)
    const asked = run.asked('sample')
    expect(asked?.who?.needs).toEqual([{ roles: ['sre'], count: 1, people: ['bo'] }])
    expect(() => run.answer('sample', 'done')).toThrow(/Bo/)
    run.later(61 * minute)
    run.go()
    const called = run.journal.flatMap(({ event }) => (event.type === 'PeopleCalled' ? event.to : []))
    expect(called).toEqual(['Bo (bo@example.org)'])
  })
})

describe('a rehearsal', () => {
  it('takes a dozen samples of each lane, however many the real run takes', () => {
    const text = cpu.replace('first hour', 'first week').replace('every=1m', 'every=30s')
    const run = begun(text, { rehearsal: true })
    run.watch()
    expect(run.samples()).toHaveLength(12)
    expect(run.state.status).toBe('ended')
  })
})

describe('a long soak', () => {
  it('keeps a state that does not grow with its samples, and looks every time', () => {
    const run = begun(cpu.replace('every=1m', 'every=5s'))
    const sizes: number[] = []
    for (const part of [1, 2]) {
      run.watch(run.soaks()[0] ? (run.soaks()[0]?.startedAt ?? 0) + part * 20 * minute : 0)
      sizes.push(
        JSON.stringify([run.state.soaks, run.state.plan.steps.map(({ id }) => run.state.steps.get(id))]).length,
      )
    }
    expect(run.samples()).toHaveLength(480)
    expect(Math.abs((sizes[1] ?? 0) - (sizes[0] ?? 0))).toBeLessThan(100)
  })
})
