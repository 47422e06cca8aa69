import { describe, expect, it } from 'vitest'
import type { Actor, DecisionKind, OptionId } from '../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { ada } from '../testing/run-events.ts'
import { commandStep, smallPlan } from '../testing/small-plan.ts'
import type { Answerer } from './index.ts'
import type { RunStore } from './ports.ts'

const file: Actor = { kind: 'answers', id: 'answers.yaml', name: null, key: null }

/** A run of one command and its way back, of which every attempt of `failing` fails. */
const failing = async (steps: readonly string[], store: RunStore = memoryStore()) => {
  const runner = new FakeRunner()
  runner.behaviour = ({ step }) => ({ statuses: [steps.includes(step) ? 1 : 0] })
  let now = 0
  const clock = { now: () => (now += 50_000), until: async () => {} }
  const engine = engineOfFakes(runner, { store, clock })
  const plan = smallPlan([commandStep(1, ['deploy'])], { back: [commandStep(8, ['restore'])] })
  const run = await engine.create(newRun(plan), ada)
  const drive = (answer: Answerer) => engine.drive(run.id, driveOptions({ answer }))
  return {
    runner,
    drive,
    asked: async () => (await engine.history(run.id)).filter((e) => e.event.type === 'DecisionOpened'),
  }
}

const by = (
  who: Actor | undefined,
  say: Partial<Record<DecisionKind, OptionId>>,
  most = Number.POSITIVE_INFINITY,
): Answerer => {
  let given = 0
  return async (open) => {
    const decision = open.find(({ kind }) => say[kind] !== undefined)
    const option = decision && say[decision.kind]
    given += 1
    if (decision === undefined || option === undefined || given > most) return null
    const answer = { option, steps: [], reason: 'said so', fields: {} }
    return who === undefined ? { decision: decision.id, answer } : { decision: decision.id, answer, by: who }
  }
}

describe('answers by rule that lead round in a circle', () => {
  it('are taken once: then the question is left open and the run waits', async () => {
    const { drive, asked } = await failing(['step-1'])
    const stop = await drive(by(file, { failure: 'back', procedure: 'no' }))
    expect([stop.why, stop.state.open.map(({ kind }) => kind)]).toEqual(['waiting', ['failure']])
    expect(await asked()).toHaveLength(3)
  })

  it('start no way back again and again when it fails', async () => {
    const { drive, runner } = await failing(['step-1', 'step-8'])
    const stop = await drive(by(file, { failure: 'back', procedure: 'start' }))
    expect(stop.why).toBe('waiting')
    expect(runner.started.map(({ step }) => step)).toEqual(['step-1', 'step-8'])
  })

  it('go on when a step has run in between', async () => {
    const { drive, runner } = await failing(['step-1'])
    let runs = 0
    runner.behaviour = () => ({ statuses: [++runs < 4 ? 1 : 0] })
    expect((await drive(by(file, { failure: 'retry' }))).state.outcome).toBe('done')
    expect(runs).toBe(4)
  })

  it('are a person’s own affair', async () => {
    const { drive, asked } = await failing(['step-1'])
    await drive(by(undefined, { failure: 'back', procedure: 'no' }, 8))
    expect(await asked()).toHaveLength(9)
  })
})

describe('the driving lease', () => {
  it('is renewed about once a minute, not at every turn', async () => {
    const store = memoryStore()
    const renewed: number[] = []
    const { drive } = await failing([], {
      ...store,
      lease: (run, who, now) => {
        renewed.push(now)
        return store.lease(run, who, now)
      },
    })
    await drive(by(file, {}))
    expect(renewed.length).toBeGreaterThan(1)
    for (const [at, next] of renewed.slice(1).entries())
      expect(next - (renewed[at] ?? 0)).toBeGreaterThanOrEqual(60_000)
  })
})
