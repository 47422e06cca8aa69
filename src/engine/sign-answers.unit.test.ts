import { beforeAll, describe, expect, it } from 'vitest'
import { isSigned } from '../adapters/keys/operator-key.ts'
import { countSigned, forgedAnswers } from '../record/index.ts'
import { seal } from '../run/chain.ts'
import type { Actor, Recorded, RunEvent } from '../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { aKey } from '../testing/signer.ts'
import { confirmStep, smallPlan } from '../testing/small-plan.ts'

const [adas, eves] = [aKey(), aKey()]
const ada: Actor = { kind: 'person', id: 'ada', name: null, key: adas.fingerprint }
const eve: Actor = { kind: 'person', id: 'eve', name: null, key: null }

let journal: readonly Recorded[]

/** A run in which Ada confirms one item, and somebody without a key the other. */
beforeAll(async () => {
  const engine = engineOfFakes(new FakeRunner(), {
    sign: (text, by) => (by.key === adas.fingerprint ? adas.sign(text) : null),
  })
  const { id } = await engine.create(newRun(smallPlan([confirmStep(1, 'a'), confirmStep(2, 'b')])), ada)
  await engine.drive(
    id,
    driveOptions({
      by: ada,
      answer: async ([decision], state) => {
        if (decision === undefined) return null
        const [first] = decision.steps.filter((step) => state.steps.get(step).outcome === null)
        const answer = { option: 'done', steps: [first ?? ''], reason: null, fields: {} } as const
        return { decision: decision.id, answer, by: first === 'step-1' ? ada : eve }
      },
    }),
  )
  journal = await engine.history(id)
})

/** The journal with one event changed and everything after it sealed anew, as somebody who knows the format would. */
function rebuilt(change: (event: RunEvent, actor: Actor) => Partial<Recorded>): readonly Recorded[] {
  const made: Recorded[] = []
  for (const one of journal) made.push(seal({ ...one, ...change(one.event, one.actor) }, made.at(-1)?.hash ?? ''))
  return made
}

const isAdas = (event: RunEvent, actor: Actor) => event.type === 'DecisionAnswered' && actor.id === 'ada'

describe("a person's answers", () => {
  it('are signed by the key that they have, and not otherwise', () => {
    expect(countSigned(journal)).toEqual({ signed: 1, unsigned: 1, ticks: 0 })
    expect(forgedAnswers(journal, isSigned)).toEqual([])
  })

  it.each<[string, (event: RunEvent, actor: Actor) => Partial<Recorded>]>([
    [
      'what they said',
      (event, actor) =>
        isAdas(event, actor) && event.type === 'DecisionAnswered'
          ? { event: { ...event, answer: { ...event.answer, reason: 'never said' } } }
          : {},
    ],
    [
      'what they were asked',
      (event) =>
        event.type === 'DecisionOpened'
          ? { event: { ...event, decision: { ...event.decision, question: 'Another?' } } }
          : {},
    ],
    ['what had happened before', (event) => (event.type === 'RunCreated' ? { at: 1 } : {})],
    ['who it was', (event, actor) => (isAdas(event, actor) ? { actor: { ...actor, key: eves.fingerprint } } : {})],
    [
      'that it is signed',
      (event, actor) => {
        if (!isAdas(event, actor) || event.type !== 'DecisionAnswered') return {}
        const { signature, ...unsigned } = event
        return { event: unsigned }
      },
    ],
  ])('cannot be made by who knows the format and not the key: %s', (_, change) => {
    const seq = journal.findIndex(({ event, actor }) => isAdas(event, actor)) + 1
    expect(forgedAnswers(rebuilt(change), isSigned)).toContainEqual(
      expect.objectContaining({ is: 'forged', seq, what: 'answer' }),
    )
  })
})

describe("a person's tick, by which no question is answered", () => {
  let ticked: readonly Recorded[]
  beforeAll(async () => {
    const engine = engineOfFakes(new FakeRunner(), {
      sign: (text, by) => (by.key === adas.fingerprint ? adas.sign(text) : null),
    })
    const { id } = await engine.create(newRun(smallPlan([confirmStep(1, 'a'), confirmStep(2, 'b')])), ada)
    const tick = { type: 'Tick', reason: null, values: [] } as const
    await engine.act(id, { ...tick, steps: ['step-1', 'step-2'], as: 'done' }, ada)
    await engine.act(id, { ...tick, steps: ['step-2'], as: 'open' }, ada)
    ticked = await engine.history(id)
  })

  const anew = (change: (event: RunEvent) => RunEvent): readonly Recorded[] => {
    const made: Recorded[] = []
    for (const one of ticked) made.push(seal({ ...one, event: change(one.event) }, made.at(-1)?.hash ?? ''))
    return made
  }

  it('is signed by their key, each item of it, and so is taking it back', () => {
    expect(countSigned(ticked)).toEqual({ signed: 0, unsigned: 0, ticks: 3 })
    expect(forgedAnswers(ticked, isSigned)).toEqual([])
  })

  it.each<[string, (event: RunEvent) => RunEvent]>([
    ['another item', (event) => (isOf(event, 'step-1') ? { ...event, reason: 'never said' } : event)],
    ['no signature', (event) => (isOf(event, 'step-1') ? { ...event, signature: undefined as never } : event)],
    ['another run before it', (event) => (event.type === 'RunCreated' ? { ...event, release: '9' } : event)],
  ])('cannot be made by who knows the format and not the key: %s', (_, change) => {
    expect(forgedAnswers(anew(change), isSigned)).toContainEqual(
      expect.objectContaining({ is: 'forged', what: 'tick' }),
    )
  })

  it('of a run that was made before ticks were signed is taken as it is', () => {
    const before = anew((event) => {
      if (event.type === 'RunCreated') return { ...event, signsTicks: false }
      return event.type === 'StepSettled' || event.type === 'StepReopened'
        ? { ...event, signature: undefined as never }
        : event
    })
    expect(forgedAnswers(before, isSigned)).toEqual([])
  })
})

const isOf = (event: RunEvent, step: string): event is Extract<RunEvent, { type: 'StepSettled' }> =>
  event.type === 'StepSettled' && event.step === step
