import { beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../plan/index.ts'
import type { Answer, Decision } from '../../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../../testing/engine-of-fakes.ts'
import { FakeRunner } from '../../testing/fake-runner.ts'
import { memoryStore } from '../../testing/memory-store.ts'
import { anInput } from '../../testing/plan-parts.ts'
import { ada } from '../../testing/run-events.ts'
import { commandStep, confirmStep, smallPlan } from '../../testing/small-plan.ts'
import type { Engine, Live } from '../engine.ts'
import type { RunStore } from '../ports.ts'

const secret = 'hunter2-token'
const step = 'step-1'

let runner: FakeRunner
let store: RunStore
let engine: Engine
beforeEach(() => {
  runner = new FakeRunner()
  runner.behaviour = () => ({ output: `the token is ${secret}, or ${Buffer.from(secret).toString('hex')}\n` })
  store = memoryStore()
  engine = anEngine()
})

/** Another one on the same store is another process. */
const anEngine = () => engineOfFakes(runner, { store })

const plan = (more: Plan['steps'] = []) =>
  smallPlan([commandStep(1, ['login $TOKEN']), ...more], { inputs: [anInput('TOKEN', { secret: true })] })

const start = async (of: Plan) =>
  (await engine.create(newRun(of, { inputs: [{ from: 'environment', values: { TOKEN: secret } }] }), ada)).id

const shown = async (run: string) => {
  const bytes = await engine.output(await engine.load(run), step, 1, 0, 1_000)
  return bytes === null ? null : Buffer.from(bytes).toString()
}

const hidden = `the token is ${'*'.repeat(secret.length)}, or ${'*'.repeat(2 * secret.length)}\n`

describe('promise 21: a secret that a run was given', () => {
  it('is hidden from who watches, in what is shown later, and in the journal', async () => {
    const run = await start(plan())
    const seen: Live[] = []
    await engine.drive(run, driveOptions({ follow: true, listener: (live) => seen.push(live) }))
    const printed = seen.flatMap((live) => (live.is === 'output' ? [live.bytes] : []))
    expect(Buffer.concat(printed).toString()).toBe(hidden)
    expect(await shown(run)).toBe(hidden)
    expect(JSON.stringify(await store.read(run, 0))).not.toContain(secret)
    expect((await engine.load(run)).steps.get(step).attempts[0]?.masked).toMatchObject({ bytes: hidden.length })
  })

  it('is hidden in whatever part is asked for while it is being printed', async () => {
    const text = `${'.'.repeat(300)}${secret}${'.'.repeat(300)}${secret}`
    runner.behaviour = () => ({ output: text, holds: true })
    const run = await start(plan())
    const gone = new AbortController()
    const left = engine.drive(run, driveOptions({ signal: gone.signal }))
    while (runner.started.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    const state = await engine.load(run)
    for (let from = 280; from < 330; from += 3)
      for (const to of [from + 1, from + 7, from + 40]) {
        const part = Buffer.from((await engine.output(state, step, 1, from, to)) ?? []).toString()
        expect(part).toBe(text.replaceAll(secret, '*'.repeat(secret.length)).slice(from, to))
      }
    const tail = Buffer.from((await engine.output(state, step, 1, 600, 700)) ?? []).toString()
    expect(tail).not.toContain(secret.slice(0, 3))
    expect(await anEngine().output(state, step, 1, 0, 10)).toBeNull()
    gone.abort()
    await left
  })

  it('is hidden in what people say', async () => {
    const run = await start(plan([confirmStep(2, 'Look')]))
    await engine.act(run, { type: 'Comment', step: null, text: `I used ${secret}` }, ada)
    await engine.act(run, { type: 'Pause', reason: secret }, ada)
    const journal = JSON.stringify(await store.read(run, 0))
    expect(journal).not.toContain(secret)
    expect(journal).toContain(`I used ${'*'.repeat(secret.length)}`)
  })

  it('keeps an output back where it is not known any more, and shows it when it is given again', async () => {
    runner.behaviour = () => ({ output: `${secret}\n`, holds: true })
    const run = await start(plan([confirmStep(2, 'Look')]))
    const gone = new AbortController()
    const left = engine.drive(run, driveOptions({ signal: gone.signal }))
    while (runner.started.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    gone.abort()
    await left
    engine = anEngine()
    const again = runner.started[0]
    if (again === undefined) throw new Error('it was started')
    runner.survivors.set(step, runner.running(again))
    runner.finish(step)
    const seen: Live[] = []
    await engine.drive(run, driveOptions({ follow: true, listener: (live) => seen.push(live) }))
    const printed = seen.flatMap((live) => (live.is === 'output' ? [live.bytes] : []))
    expect(Buffer.concat(printed).toString()).toContain('not shown')
    expect(await shown(run)).toBeNull()

    await engine.drive(run, driveOptions({ secrets: { TOKEN: secret } }))
    expect(await shown(run)).toBe(`${'*'.repeat(secret.length)}\n`)
  })

  it('is not taken as part of a command', async () => {
    runner.behaviour = () => ({ statuses: [1] })
    const run = await start(plan())
    const asked: Decision[] = []
    const edit: Answer = { option: 'edit', steps: [], reason: null, fields: { text: `login ${secret}` } }
    const refusals: string[] = []
    await engine.drive(
      run,
      driveOptions({
        answer: async ([decision], _state, _signal, refused) => {
          if (refused !== null) refusals.push(refused.code)
          if (decision === undefined || refused !== null) return null
          asked.push(decision)
          return { decision: decision.id, answer: edit }
        },
      }),
    )
    expect(refusals).toEqual(['secret-in-text'])
    expect(JSON.stringify(await store.read(run, 0))).not.toContain(secret)
  })
})

it('outputs of a run without secrets are shown as they are, without a copy', async () => {
  const { id } = await engine.create(newRun(smallPlan([commandStep(1, ['echo'])])), ada)
  await engine.drive(id, driveOptions())
  expect(await shown(id)).toContain(secret)
  expect(runner.masked.size).toBe(0)
})
