import { describe, expect, it } from 'vitest'
import type { AttemptSpec } from '../../engine/ports.ts'
import type { Expectation, ExpectationTest, Plan, Step } from '../../plan/index.ts'
import type { Degraded } from './degraded.ts'
import { statementsAt, stepsAt } from './faults.ts'
import { createSimulatedRunner } from './simulated-runner.ts'
import { createVirtualClock } from './virtual-clock.ts'

const span = (line: number, endLine = line) => ({ start: 0, end: 0, line, endLine })
const expectation = (statement: number | null, test: ExpectationTest): Expectation => ({
  id: `${statement}`,
  kind: 'text',
  span: span(1),
  text: 'as it should be',
  statement,
  test,
})
const plan = (expectations: readonly Expectation[] = []) =>
  ({
    source: { path: 'GO.md' },
    metrics: [],
    steps: [
      {
        id: 'deploy',
        span: span(3, 9),
        estimate: 60,
        expectations,
        command: { statements: [0, 1, 2].map((index) => ({ index, span: span(5 + index) })) },
      } as unknown as Step,
      { id: 'announce', span: span(12), command: null } as unknown as Step,
    ],
  }) as unknown as Plan

/** Nothing is worse than it should be. */
const none: Degraded = { isAny: false, fits: () => false, missed: () => [] }

const run = async (p: Plan, fail: readonly number[] = []) => {
  const clock = createVirtualClock(1000)
  let printed = ''
  const runner = createSimulatedRunner({
    plan: p,
    clock,
    failing: statementsAt(p, fail),
    degraded: none,
    write: async (_place, output) => {
      printed = new TextDecoder().decode(output)
    },
  })
  const statements = [0, 1, 2].map((index) => ({ index, script: '', stdin: null, endless: null, port: null }))
  const running = await runner.start({
    run: 'r',
    step: 'deploy',
    attempt: 1,
    folder: '/x',
    statements,
  } as unknown as AttemptSpec)
  return { end: await running.end, printed, now: clock.now() }
}

describe('a rehearsed command', () => {
  it('succeeds, prints nothing, and takes the time that the document says without anybody waiting', async () => {
    const { end, printed, now } = await run(plan())
    expect(end.statements.map((s) => s.status)).toEqual([0, 0, 0])
    expect([end.how, end.status, end.notReached, printed]).toEqual(['exit', 0, [], ''])
    expect(now).toBe(61_000)
  })
  it('stops at the statement that is told to fail', async () => {
    const { end } = await run(plan(), [6])
    expect(end.statements.map((s) => s.status)).toEqual([0, 1])
    expect([end.status, end.notReached]).toEqual([1, [2]])
  })
  it.each<[string, ExpectationTest, string]>([
    ['a count', { is: 'count', op: '>', value: 3, words: ['pods'] }, '4 pods\n'],
    ['a threshold', { is: 'threshold', op: '<', value: 200, unit: 'ms' }, '100ms\n'],
    ['a bound of nothing', { is: 'threshold', op: '<=', value: 0, unit: '%' }, '0%\n'],
    ['a JSON value', { is: 'json', value: { status: 'ok' } }, '{"status":"ok"}\n'],
    ['a text', { is: 'text', text: 'active (running)', sure: true }, 'active (running)\n'],
    ['silence', { is: 'silent' }, ''],
  ])('prints %s as expected', async (_name, test, output) => {
    expect((await run(plan([expectation(0, test)]))).printed).toBe(output)
  })
  it('keeps each statement to its own stretch of the output', async () => {
    const { end } = await run(
      plan([expectation(1, { is: 'text', text: 'grün', sure: true }), expectation(null, { is: 'http', status: 204 })]),
    )
    expect(end.statements.map((s) => [s.from, s.to])).toEqual([
      [0, 0],
      [0, 6],
      [6, 19],
    ])
    expect(end.statements[2]?.http).toEqual([204])
  })
  it('ends with the status that is asked for', async () => {
    expect((await run(plan([expectation(null, { is: 'exit', status: 'fail' })]))).end.statements[2]?.status).toBe(1)
  })
})

describe('a line that is told to fail or to be refused', () => {
  it('means the statement on it, else the first one below it', () => {
    expect([...statementsAt(plan(), [6, 1])]).toEqual(['1 deploy', '0 deploy'])
    expect(() => statementsAt(plan(), [8])).toThrow('No statement of GO.md stands at or below line 8.')
  })
  it('means the step on it, else the first one below it', () => {
    expect([...stepsAt(plan(), [4, 10])]).toEqual(['deploy', 'announce'])
    expect(() => stepsAt(plan(), [13])).toThrow('No step of GO.md stands at or below line 13.')
  })
})
