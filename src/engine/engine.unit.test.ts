import { beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../plan/index.ts'
import { read } from '../read/index.ts'
import type { Decision, OptionId, RunState } from '../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { anInput } from '../testing/plan-parts.ts'
import { ada } from '../testing/run-events.ts'
import { commandStep, confirmStep, smallPlan } from '../testing/small-plan.ts'
import type { DriveOptions, Engine, Live, NewRun } from './index.ts'
import type { Answerer, Capture, LeaseHolder, RunStore } from './ports.ts'

const bob = { kind: 'person', id: 'bob', name: null, key: null } as const
const holder = (id: string): LeaseHolder => ({ id, pid: 1, startTime: '1', boot: 'b', host: 'h' })

let runner: FakeRunner
let store: RunStore
let engine: Engine
let appends: string[][]
let lives: boolean

beforeEach(() => {
  runner = new FakeRunner()
  lives = true
  const memory = memoryStore(() => lives)
  appends = []
  store = {
    ...memory,
    append: async (...args) => {
      const recorded = await memory.append(...args)
      appends.push(recorded.map((one) => one.event.type))
      return recorded
    },
  }
  engine = anEngine()
})

/** Another one on the same store is another process. */
function anEngine(capture: Partial<Capture> = {}): Engine {
  let id = 0
  let now = 0
  const prefix = Math.random().toString(36).slice(2)
  return engineOfFakes(runner, {
    store,
    clock: { now: () => ++now, until: async () => {} },
    capture: {
      newestFile: async () => 'dump.sql',
      gitCommit: async () => 'c0ffee',
      gitTag: async () => 'v1',
      gitChanges: async () => null,
      ...capture,
    },
    newId: () => `${prefix}-${++id}`,
  })
}

const start = async (plan: Plan, more: Partial<NewRun> = {}) => (await engine.create(newRun(plan, more), ada)).id
const events = async (run: string) => (await engine.history(run)).map(({ event }) => event.type)

const saying =
  (option: (decision: Decision) => OptionId, fields: Readonly<Record<string, string>> = {}): Answerer =>
  async ([decision], _state, _signal, refused) => {
    if (refused !== null) throw refused
    return decision === undefined
      ? null
      : { decision: decision.id, answer: { option: option(decision), steps: [], reason: 'said so', fields } }
  }

const until = async (condition: () => boolean) => {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(condition()).toBe(true)
}

describe('driving a run', () => {
  it('takes commands one after the other to the end', async () => {
    const run = await start(smallPlan([commandStep(1, ['a', 'b']), commandStep(2, ['c'])]))
    const stop = await engine.drive(run, driveOptions())
    expect([stop.why, stop.state.outcome]).toEqual(['ended', 'done'])
    expect(runner.started.map((spec) => spec.statements.map((s) => s.script))).toEqual([['a', 'b'], ['c']])
    expect(await engine.load(run)).toMatchObject({ status: 'ended', outcome: 'done' })
  })

  it('waits for the disk once a step: the end of one and the start of the next are one append', async () => {
    const run = await start(smallPlan([1, 2, 3].map((n) => commandStep(n, ['true']))))
    await engine.drive(run, driveOptions())
    const starts = appends.filter((types) => types.includes('StepStarted') || types.includes('StepEnded'))
    expect(starts).toHaveLength(4)
    expect(starts[1]).toEqual(['StepEnded', 'StepSettled', 'StepStarted'])
  })

  it('starts nothing before its start is durable', async () => {
    const run = await start(smallPlan([commandStep(1, ['true'])]))
    const seen: string[] = []
    runner.behaviour = () => {
      seen.push(...appends.flat())
      return {}
    }
    await engine.drive(run, driveOptions())
    expect(seen).toContain('StepStarted')
  })

  it('makes the next place ready while a step runs', async () => {
    const run = await start(smallPlan([commandStep(1, ['a']), confirmStep(2, 'ask'), commandStep(3, ['b'])]))
    await engine.drive(run, driveOptions({ answer: saying(() => 'done') }))
    expect(runner.warmed.map((place) => place.step)).toEqual(['step-3'])
  })

  it('tells the listener every event, once and in order', async () => {
    const run = await start(smallPlan([commandStep(1, ['a'])]))
    const lives: Live[] = []
    await engine.drive(run, driveOptions({ listener: (live) => lives.push(live) }))
    const recorded = lives.flatMap((live) => (live.is === 'recorded' ? [live.recorded.seq] : []))
    expect(recorded).toEqual((await engine.history(run)).map((one) => one.seq).filter((seq) => seq > 1))
  })

  it('passes on what a step printed before its end is recorded', async () => {
    runner.behaviour = () => ({ output: 'hello\n' })
    const run = await start(smallPlan([commandStep(1, ['a'])]))
    const lives: string[] = []
    const listener = (live: Live) => {
      if (live.is === 'output') lives.push(new TextDecoder().decode(live.bytes))
      if (live.is === 'recorded' && live.recorded.event.type === 'StepEnded') lives.push('ended')
    }
    await engine.drive(run, driveOptions({ listener, follow: true }))
    expect(lives).toEqual(['hello\n', 'ended'])
  })
})

describe('questions', () => {
  it('wait when nobody answers', async () => {
    const run = await start(smallPlan([confirmStep(1, 'Tell the others')]))
    const stop = await engine.drive(run, driveOptions())
    expect([stop.why, stop.state.open.map((d) => d.kind)]).toEqual(['waiting', ['confirm']])
  })

  it('are asked, and the answer goes on', async () => {
    const run = await start(smallPlan([confirmStep(1, 'Tell the others'), commandStep(2, ['a'])]))
    const stop = await engine.drive(run, driveOptions({ answer: saying(() => 'done') }))
    expect(stop.state.outcome).toBe('done')
  })

  it('are withdrawn from the one who is asked when somebody else answers', async () => {
    const run = await start(smallPlan([confirmStep(1, 'Tell the others')]))
    let asked: Decision | undefined
    const answer: Answerer = ([decision], _state, signal) => {
      asked = decision
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)))
    }
    const driven = engine.drive(run, driveOptions({ answer }))
    await until(() => asked !== undefined)
    const elsewhere = anEngine()
    await elsewhere.act(
      run,
      { type: 'Answer', decision: asked?.id ?? '', answer: { option: 'done', steps: [], reason: null, fields: {} } },
      bob,
    )
    const stop = await driven
    expect(stop.state.outcome).toBe('done')
    expect(stop.state.steps.get('step-1').by).toEqual(bob)
  })

  it('are asked again, with the reason, when an answer is refused', async () => {
    const run = await start(smallPlan([confirmStep(1, 'Tell the others')]))
    const refusals: (string | null)[] = []
    const answer: Answerer = async ([decision], _state, _signal, refused) => {
      refusals.push(refused?.code ?? null)
      const option = refusals.length === 1 ? 'sign' : 'done'
      return { decision: decision?.id ?? '', answer: { option, steps: [], reason: null, fields: {} } }
    }
    const stop = await engine.drive(run, driveOptions({ answer }))
    expect(stop.state.outcome).toBe('done')
    expect(refusals[0]).toBeNull()
    expect(refusals[1]).toMatch(/option/)
  })

  it('come back after a failure with the way back, which is driven in the same way', async () => {
    runner.behaviour = (spec) => (spec.step === 'step-1' ? { statuses: [1] } : {})
    const plan = smallPlan([commandStep(1, ['deploy'])], { back: [commandStep(8, ['restore'])] })
    const run = await start(plan)
    const stop = await engine.drive(
      run,
      driveOptions({ answer: saying((d) => (d.kind === 'failure' ? 'back' : 'start')) }),
    )
    expect([stop.state.outcome, runner.started.map((s) => s.step)]).toEqual(['backed-out', ['step-1', 'step-8']])
  })
})

describe('others act while one drives', () => {
  const running = async (more: Partial<DriveOptions> = {}) => {
    runner.behaviour = (spec) => ({ holds: spec.step === 'step-1' })
    const run = await start(smallPlan([commandStep(1, ['long']), commandStep(2, ['next'])]))
    const driven = engine.drive(run, driveOptions(more))
    await until(() => runner.started.length === 1)
    return { run, driven }
  }

  it('a cancel from another process ends what runs', async () => {
    const { run, driven } = await running()
    await anEngine().cancelRunning(run, 'wrong host', bob)
    const stop = await driven
    expect(runner.cancelled).toEqual(['step-1'])
    expect([stop.why, stop.state.open.map((d) => d.kind)]).toEqual(['waiting', ['failure']])
  })

  it('a pause lets the running step end and starts no other', async () => {
    const { run, driven } = await running()
    await anEngine().act(run, { type: 'Pause', reason: null }, bob)
    runner.finish('step-1')
    const stop = await driven
    expect([stop.why, runner.started.length]).toEqual(['paused', 1])
    await engine.act(run, { type: 'Resume' }, ada)
    expect((await engine.drive(run, driveOptions())).state.outcome).toBe('done')
  })

  it('an abort ends the step, then the run', async () => {
    const { run, driven } = await running()
    await anEngine().act(run, { type: 'Abort', reason: 'no' }, bob)
    const stop = await driven
    expect([stop.why, stop.state.outcome, runner.cancelled]).toEqual(['ended', 'aborted', ['step-1']])
  })

  it('a second driver is told who drives', async () => {
    const { run, driven } = await running()
    await expect(anEngine().drive(run, driveOptions({ holder: holder('two') }))).rejects.toMatchObject({
      code: 'lease-lost',
    })
    runner.finish('step-1')
    await driven
  })

  it('somebody watching sees every event once', async () => {
    const { run, driven } = await running()
    const seen: number[] = []
    const leave = new AbortController()
    const watched = anEngine().watch(run, 2, ({ recorded }) => seen.push(recorded.seq), leave.signal)
    runner.finish('step-1')
    const { state } = await driven
    await until(() => seen.at(-1) === state.seq)
    leave.abort()
    await watched
    expect(seen).toEqual(Array.from({ length: state.seq - 2 }, (_, i) => i + 3))
  })
})

describe('a driver that goes away', () => {
  it('detaches and leaves the step running; the next one finds its true end', async () => {
    runner.behaviour = () => ({ holds: true })
    const run = await start(smallPlan([commandStep(1, ['long'])]))
    const leave = new AbortController()
    const driven = engine.drive(run, driveOptions({ signal: leave.signal }))
    await until(() => runner.started.length === 1)
    leave.abort()
    expect((await driven).why).toBe('detached')
    expect(runner.cancelled).toEqual([])

    const spec = runner.started[0]
    if (spec === undefined) throw new Error('nothing started')
    runner.behaviour = () => ({ statuses: [0] })
    runner.survivors.set('step-1', runner.running(spec))
    const stop = await anEngine().drive(run, driveOptions({ holder: holder('two') }))
    expect([stop.state.outcome, runner.started.length, runner.attached.length]).toEqual(['done', 1, 1])
  })

  it('that died before its step began: the same authorised attempt begins anew', async () => {
    runner.behaviour = () => {
      throw new Error('killed')
    }
    const run = await start(smallPlan([commandStep(1, ['a'])]))
    await expect(engine.drive(run, driveOptions())).rejects.toThrow('killed')
    lives = false
    runner.behaviour = () => ({})
    const stop = await anEngine().drive(run, driveOptions({ holder: holder('two') }))
    expect(stop.state.outcome).toBe('done')
    expect(stop.state.steps.get('step-1').attempts.map((a) => a.started.attempt)).toEqual([1])
    expect(await events(run)).toContain('StepNeverStarted')
  })
})

describe('values', () => {
  const plan = smallPlan([commandStep(1, ['deploy $APP'])], { inputs: [anInput('APP')] })

  it('from the start are taken strongest first, and reach the command as environment', async () => {
    const inputs: NewRun['inputs'] = [
      { from: 'person', values: { APP: 'shop' } },
      { from: 'environment', values: { APP: 'other' } },
    ]
    const run = await start(plan, { inputs })
    const stop = await engine.drive(run, driveOptions())
    expect(runner.started[0]?.env).toEqual({ APP: 'shop' })
    expect(stop.state.inputs.APP).toMatchObject({ value: 'shop', from: 'person' })
  })

  it('that people gave are offered to the next run, and never taken by themselves', async () => {
    await start(plan, { inputs: [{ from: 'person', values: { APP: 'shop' } }] })
    const run = await start(plan)
    expect(await engine.suggestions(await engine.load(run))).toEqual({ APP: 'shop' })
    expect((await engine.drive(run, driveOptions())).why).toBe('waiting')
  })

  it('that are secret reach the command and nothing else', async () => {
    const secretPlan = smallPlan([commandStep(1, ['login $TOKEN'])], { inputs: [anInput('TOKEN', { secret: true })] })
    const run = await start(secretPlan)
    const stop = await engine.drive(run, driveOptions({ answer: saying(() => 'give', { TOKEN: 'hunter2' }) }))
    expect([stop.state.outcome, runner.started[0]?.env]).toEqual(['done', { TOKEN: 'hunter2' }])
    expect(runner.started[0]?.secrets).toEqual(['TOKEN'])
    expect(JSON.stringify(await engine.history(run))).not.toContain('hunter2')
  })

  it('that are secret are not kept where a command would get something else than what is hidden', async () => {
    const secretPlan = smallPlan([commandStep(1, ['login $TOKEN'])], { inputs: [anInput('TOKEN', { secret: true })] })
    const run = await start(secretPlan)
    const cut = { type: 'GiveInputs', values: { TOKEN: 'hunter2\0x' }, from: 'person' } as const
    const error: unknown = await engine.act(run, cut, ada).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'input-nul' })
    expect(String(error)).not.toContain('hunter2')
    expect((await engine.load(run)).inputs).toEqual({})
  })

  it('that are secret are asked again after a restart, before the step starts', async () => {
    const secretPlan = smallPlan([commandStep(1, ['login $TOKEN'])], { inputs: [anInput('TOKEN', { secret: true })] })
    const run = await start(secretPlan, { inputs: [{ from: 'environment', values: { TOKEN: 'hunter2' } }] })
    const restarted = anEngine()
    const stop = await restarted.drive(run, driveOptions())
    expect([stop.why, stop.needs, runner.started]).toEqual(['waiting', ['TOKEN'], []])
    const done = await restarted.drive(run, driveOptions({ secret: async () => 'hunter3' }))
    expect([done.state.outcome, runner.started[0]?.env]).toEqual(['done', { TOKEN: 'hunter3' }])
  })

  it('born in the run are captured before the step changes them and after it made them', async () => {
    const born = (find: object, when: 'before' | 'after') =>
      ({ from: 'version', step: 'step-1', when, find }) as NonNullable<ReturnType<typeof anInput>['born']>
    const run = await start(
      smallPlan([commandStep(1, ['git pull'])], {
        inputs: [
          anInput('PREVIOUS', { scope: 'procedure', born: born({ is: 'git-commit' }, 'before') }),
          anInput('DUMP', { scope: 'procedure', born: born({ is: 'file', pattern: '*.sql', statement: 0 }, 'after') }),
          anInput('SAID', { scope: 'procedure', born: born({ is: 'output', statement: 0 }, 'after') }),
        ],
      }),
    )
    runner.behaviour = () => ({ output: 'v7\nmore\n' })
    const { state } = await engine.drive(run, driveOptions())
    const values = (s: RunState) => Object.fromEntries(Object.entries(s.inputs).map(([name, i]) => [name, i.value]))
    expect(values(state)).toEqual({ PREVIOUS: 'c0ffee', DUMP: 'dump.sql', SAID: 'v7' })
    const order = await events(run)
    expect(order.indexOf('ValueCaptured')).toBeLessThan(order.indexOf('StepStarted'))
  })

  it('before a step changes them are not captured again at a later attempt, which the first has changed them for', async () => {
    let tags = 0
    engine = anEngine({ gitTag: async () => `v${++tags}` })
    const born = { from: 'previous-tag', step: 'step-1', when: 'before', find: { is: 'git-tag' } } as const
    const previous = anInput('PREVIOUS', { scope: 'procedure', born })
    const run = await start(smallPlan([commandStep(1, ['git pull'])], { inputs: [previous] }))
    runner.behaviour = ({ attempt }) => ({ statuses: [attempt === 1 ? 1 : 0] })
    const { state } = await engine.drive(run, driveOptions({ answer: saying(() => 'retry') }))
    expect([state.outcome, state.inputs.PREVIOUS?.value]).toEqual(['done', 'v1'])
    expect((await events(run)).filter((type) => type === 'StepStarted')).toHaveLength(2)
  })
})

describe('a plan without steps', () => {
  it('is refused, and what was looked for is said', async () => {
    const shelf = [
      {
        span: { start: 0, end: 1, line: 4, endLine: 6 },
        section: 'all',
        title: 'x',
        step: null,
        reason: 'sample output',
      },
    ]
    await expect(engine.create(newRun({ ...smallPlan([]), shelf }), ada)).rejects.toThrow(
      'GO.md has no steps: in 1 section there are 0 boxes, 0 commands, 0 numbered steps and 1 fence, none of them on the main line: sample output (line 4).',
    )
  })

  it('but a way back is refused too: it would end as done without having run anything', async () => {
    const plan = smallPlan([], { back: [commandStep(1, ['make restore'])] })
    await expect(engine.create(newRun(plan), ada)).rejects.toThrow(
      'there are 0 boxes, 1 command, 0 numbered steps and 0 fences, none of them on the main line: kept for the way back “Back” (line',
    )
  })

  it('names numbered items of which the reading made no step', async () => {
    const text = '# Shop\n\n## Background\n\n1. Once there was a shop.\n2. It grew.\n'
    const source = { path: 'WHY.md', text, encoding: 'utf8' as const, digest: '0'.repeat(64) }
    await expect(engine.create({ ...newRun(read(source).plan), source }, ada)).rejects.toThrow(
      '2 numbered steps and 0 fences, none of them on the main line: in a section read as reference (lines 5, 6)',
    )
  })
})
