import { expect, it } from 'vitest'
import { createVirtualClock } from '../adapters/rehearsal/virtual-clock.ts'
import { read } from '../read/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { ada } from '../testing/run-events.ts'

/** A document whose second statement fails `failures` times, driven as far as it goes by itself. */
async function drive(title: string, failures: number) {
  const text = ['# Go', '', '## Deploy', '', '```bash', './bin/start', title, 'curl -f shop', '```', ''].join('\n')
  const runner = new FakeRunner()
  runner.behaviour = ({ attempt, statements }) => ({
    statuses: statements.map((one) => (one.index === 1 && attempt <= failures ? 7 : 0)),
  })
  const clock = createVirtualClock(0)
  const engine = engineOfFakes(runner, { clock })
  const { plan } = read({ path: 'GO.md', text, encoding: 'utf8', digest: 'd' })
  const run = await engine.create(newRun(plan, { source: { path: 'GO.md', text, encoding: 'utf8' } }), ada)
  const stop = await engine.drive(run.id, driveOptions())
  const ran = runner.started.map((spec) => spec.statements.map((one) => one.script))
  return { state: stop.state, ran, seconds: clock.now() / 1000 }
}

it('"Wait until healthy" looks again until it holds, and runs nothing else again', async () => {
  const { state, ran, seconds } = await drive('# Wait until healthy', 3)
  expect(state.outcome).toBe('done')
  expect(ran).toEqual([['./bin/start', 'curl -f shop'], ['curl -f shop'], ['curl -f shop'], ['curl -f shop']])
  expect(seconds).toBe(15)
  expect(state.deviations).toEqual([])
})

it('at its deadline the failure is asked about', async () => {
  const { state, ran, seconds } = await drive('# Wait until healthy (at most 1 minute)', 1000)
  expect(state.open.map((one) => one.kind)).toEqual(['failure'])
  expect([ran.length, seconds]).toEqual([13, 60])
})

it('without such words one look is all', async () => {
  const { state, ran } = await drive('# Check the health', 3)
  expect(state.open.map((one) => one.kind)).toEqual(['failure'])
  expect(ran).toHaveLength(1)
})

it('a question that waits has people called by who drives, and is answered by no time', async () => {
  const text = ['# Go', '', '## Sign-Off', '- [ ] QA Lead: ____', ''].join('\n')
  const clock = createVirtualClock(0)
  const engine = engineOfFakes(new FakeRunner(), { clock })
  const { plan } = read({ path: 'GO.md', text, encoding: 'utf8', digest: 'd' })
  const rule = { of: 'signoff', match: null, needs: null, separated: true, deadline: 60_000, remind: 20_000 } as const
  const authority = { people: [], roles: [], approvals: [rule] }
  const run = await engine.create(newRun(plan, { authority }), ada)
  const called: string[] = []
  const leaving = new AbortController()
  const stop = await engine.drive(
    run.id,
    driveOptions({
      // Nobody comes.
      answer: (_open, _state, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(null))),
      signal: leaving.signal,
      listener: (live) => {
        if (live.is !== 'recorded' || live.recorded.event.type !== 'PeopleCalled') return
        called.push(live.recorded.event.what)
        if (called.length === 3) leaving.abort()
      },
    }),
  )
  expect(called).toEqual(['reminder', 'reminder', 'deadline'])
  expect([stop.why, stop.state.open.length]).toEqual(['detached', 1])
})
