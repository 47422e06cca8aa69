import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { aPlan, deploy, rollback } from '../testing/plans.ts'
import { ada } from '../testing/run-events.ts'
import type { AttemptSpec } from './ports.ts'

const made = aPlan({
  sections: [
    deploy({ title: 'Build', run: ['make'] }, 'Look'),
    { ...rollback, triggers: ['It is down', 'Orders are lost'] },
  ],
})
const plan = {
  ...made,
  procedures: made.procedures.map((one) => ({
    ...one,
    triggers: one.triggers.map((trigger, at) => (at === 0 ? { ...trigger, check: 'port 1 state!=open' } : trigger)),
  })),
}

/** Drives until what is asked stays the same; `status` is what each look ends with. */
async function watched(status: number, rehearsal = false) {
  const runner = new FakeRunner()
  const looks: AttemptSpec[] = []
  const start = runner.start.bind(runner)
  runner.start = async (spec) => {
    if (spec.language !== 'check') return start(spec)
    looks.push(spec)
    const running = await start({ ...spec, step: 'look' })
    const end = await running.end
    return { ...running, end: Promise.resolve({ ...end, status }) }
  }
  // Time goes on, and nobody waits for more of it than the test takes.
  const until = async (_at: number, wake?: AbortSignal) => {
    await new Promise<void>((done) => wake?.addEventListener('abort', () => done(), { once: true }))
  }
  const engine = engineOfFakes(runner, { clock: { now: () => Date.now(), until } })
  const { id } = await engine.create(newRun(plan, { rehearsal }), ada)
  const leaving = new AbortController()
  const driven = engine.drive(
    id,
    driveOptions({
      signal: leaving.signal,
      answer: async (_open, _state, signal) => {
        await new Promise((done) => signal.addEventListener('abort', done, { once: true }))
        return null
      },
    }),
  )
  await sleep(400)
  leaving.abort()
  return { looks, state: (await driven).state }
}

describe('a condition for going back that has a check', () => {
  it('asks to start its way back once the check holds, with what was seen, and is not looked at again', async () => {
    const { looks, state } = await watched(0)
    expect(looks).toHaveLength(1)
    expect(looks[0]?.statements[0]).toMatchObject({ script: 'port 1 state!=open', check: { check: { kind: 'port' } } })
    expect(state.fired).toMatchObject([{ text: 'It is down' }])
    expect(state.open.find(({ kind }) => kind === 'procedure')).toMatchObject({
      about: 'Rollback',
      reason: 'It is down',
    })
  })
  it.each([1, 2])('tells nothing while the check does not hold or cannot tell (%i)', async (status) => {
    const { looks, state } = await watched(status)
    expect(looks).toHaveLength(1)
    expect(state.fired).toEqual([])
  })
  it('is not looked at in a rehearsal', async () => {
    expect((await watched(0, true)).looks).toEqual([])
  })
})
