import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seal } from '../run/chain.ts'
import type { OutputSeal, Recorded } from '../run/index.ts'
import fc from '../testing/properties.ts'
import { comment } from '../testing/run-events.ts'
import { endedStep, settled, startedStep, toyRun } from '../testing/toy-run.ts'
import { sealedOutputs, verify } from './index.ts'

const sealOf = (bytes: Uint8Array): OutputSeal => ({
  bytes: bytes.length,
  digest: createHash('sha256').update(bytes).digest('hex'),
})

const outputs = new Map([
  ['step-1', Buffer.from('hello\n')],
  ['step-2', Buffer.from([0, 255, 10])],
])

const { history } = toyRun('- [ ] a\n- [ ] b\n', [
  ...[...outputs].flatMap(([step, bytes]) => [startedStep(step), endedStep(step, sealOf(bytes)), settled(step)]),
  comment('one'),
  comment('two'),
  { type: 'RunEnded', outcome: 'done', reason: null },
])
const last = history.at(-1) as Recorded
const head = { seq: last.seq, hash: last.hash }

/** What `verify` finds with some outputs as they lie on the disk. */
const check = (
  journal: readonly Recorded[],
  files: ReadonlyMap<string, Buffer> = outputs,
  known: typeof head | null = head,
) =>
  verify(journal, known, ({ step, from, sealed }) => {
    const bytes = files.get(step)
    return bytes === undefined ? null : sealOf(bytes.subarray(from, from + sealed.bytes))
  })

it('finds nothing in a journal as it was recorded', () => {
  expect(check(history)).toEqual([])
  expect(sealedOutputs(history).map(({ step, attempt }) => [step, attempt])).toEqual([
    ['step-1', 1],
    ['step-2', 1],
  ])
})

const anyIndex = fc.integer({ min: 0, max: history.length - 1 })

describe('promise 2: alteration is detected and named', () => {
  it('an event edited anywhere', () => {
    fc.assert(
      fc.property(anyIndex, fc.constantFrom('at', 'actor', 'prev', 'run', 'event'), (index, field) => {
        const changed = {
          at: 1,
          actor: { kind: 'person', id: 'eve', name: null, key: null },
          prev: 'x',
          run: 'r2',
          event: comment('x'),
        }
        const journal = history.map((one, at) =>
          at === index ? { ...one, [field]: changed[field] } : one,
        ) as Recorded[]
        expect(check(journal)).toContainEqual(expect.objectContaining({ is: 'edited', seq: index + 1 }))
      }),
    )
  })

  it('an event edited and sealed anew', () => {
    fc.assert(
      fc.property(anyIndex, (index) => {
        const original = history[index] as Recorded
        const journal = history.map((one, at) => (at === index ? seal({ ...original, at: 1 }, original.prev) : one))
        const seq = index === history.length - 1 ? index + 1 : index + 2
        expect(check(journal)).toEqual([expect.objectContaining({ seq })])
      }),
    )
  })

  it('events dropped from the middle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: history.length - 2 }), fc.integer({ min: 1, max: 3 }), (from, count) => {
        const to = Math.min(from + count, history.length - 1)
        const journal = [...history.slice(0, from), ...history.slice(to)]
        expect(check(journal)).toContainEqual(expect.objectContaining({ is: 'missing', from: from + 1, to }))
      }),
    )
  })

  it('two events that changed places', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyIndex, { minLength: 2, maxLength: 2 }), (pair) => {
        const [a = 0, b = 0] = [...pair].sort((x, y) => x - y)
        const journal = [...history]
        const [one, two] = [journal[a] as Recorded, journal[b] as Recorded]
        journal[a] = { ...two, seq: one.seq }
        journal[b] = { ...one, seq: two.seq }
        const found = check(journal)
        expect(found).toContainEqual(expect.objectContaining({ is: 'edited', seq: a + 1 }))
        expect(found).toContainEqual(expect.objectContaining({ is: 'edited', seq: b + 1 }))
        journal[a] = two
        journal[b] = one
        expect(check(journal)).toContainEqual(expect.objectContaining({ is: 'moved', seq: a + 1 }))
      }),
    )
  })

  it('an end that was cut off, by the head that the store keeps', () => {
    for (let length = 0; length < history.length; length += 1) {
      const cut = expect.objectContaining({ is: 'missing', from: length + 1, to: history.length })
      expect(check(history.slice(0, length))).toContainEqual(cut)
    }
    expect(check(history.slice(0, 5), outputs, null)).toEqual([])
  })

  it('a journal rebuilt from its beginning', () => {
    const rebuilt: Recorded[] = []
    for (const one of history) rebuilt.push(seal({ ...one, at: one.at + 1 }, rebuilt.at(-1)?.hash ?? ''))
    expect(check(rebuilt)).toEqual([expect.objectContaining({ is: 'edited', seq: head.seq })])
    expect(check(rebuilt, outputs, null)).toEqual([])
  })

  it('an output with one byte changed, cut short or gone', () => {
    fc.assert(
      fc.property(fc.constantFrom('step-1', 'step-2'), fc.nat(), fc.integer({ min: 1, max: 255 }), (step, at, by) => {
        const bytes = Buffer.from(outputs.get(step) as Buffer)
        const index = at % bytes.length
        bytes[index] = (bytes[index] as number) ^ by
        expect(check(history, new Map([...outputs, [step, bytes]]))).toEqual([
          expect.objectContaining({ is: 'output-altered', step, attempt: 1 }),
        ])
        const short = bytes.subarray(0, index)
        expect(check(history, new Map([...outputs, [step, short]]))).toEqual([
          expect.objectContaining({ is: 'output-missing', step, why: expect.stringContaining(`after ${index} of`) }),
        ])
        expect(check(history, new Map([...outputs].filter(([name]) => name !== step)))).toEqual([
          expect.objectContaining({ is: 'output-missing', step, why: expect.stringContaining('is gone') }),
        ])
      }),
    )
  })

  it('but not what a service wrote later, behind the sealed stretch', () => {
    const longer = Buffer.concat([outputs.get('step-1') as Buffer, Buffer.from('still serving\n')])
    expect(check(history, new Map([...outputs, ['step-1', longer]]))).toEqual([])
  })

  it('an output to which something was added', () => {
    const longer = Buffer.concat([outputs.get('step-1') as Buffer, Buffer.from('more')])
    const found = new Map([...outputs, ['step-1', longer]])
    const measured = verify(history, null, ({ step, whole, sealed }) => {
      const bytes = found.get(step) as Buffer
      return sealOf(whole ? bytes : bytes.subarray(0, sealed.bytes))
    })
    expect(measured).toMatchObject([{ is: 'output-altered', step: 'step-1', why: expect.stringContaining('added') }])
  })

  it('and what a service wrote later, once it has stopped', () => {
    const longer = Buffer.concat([outputs.get('step-1') as Buffer, Buffer.from('still serving\n')])
    const served = toyRun('- [ ] a\n', [
      startedStep('step-1'),
      endedStep('step-1', sealOf(outputs.get('step-1') as Buffer)),
      { type: 'ServiceEnded', step: 'step-1', attempt: 1, pid: 7, later: sealOf(longer), why: 'its process is gone' },
    ]).history
    expect(check(served, new Map([['step-1', longer]]), null)).toEqual([])
    longer[longer.length - 1] = 0
    expect(check(served, new Map([['step-1', longer]]), null)).toEqual([
      expect.objectContaining({ is: 'output-altered', step: 'step-1' }),
    ])
  })
})

it("measures a service's own log where it has one", () => {
  const log = Buffer.from('listening\nstopped\n')
  const ended = endedStep('step-1', sealOf(Buffer.from('started\n')))
  if (ended.type !== 'StepEnded') throw new Error('no end of a step')
  const service = {
    statement: 0,
    pid: 7,
    startTime: '1',
    command: 'serve',
    port: null,
    log: 'runs/r/s/1/service-0.log',
  }
  const { history: journal } = toyRun('- [ ] a\n', [
    startedStep('step-1'),
    { ...ended, end: { ...ended.end, services: [service] } },
    { type: 'ServiceEnded', step: 'step-1', attempt: 1, pid: 7, later: sealOf(log), why: 'its process is gone' },
  ])
  expect(sealedOutputs(journal).map((one) => one.log)).toEqual(['output', 'service-0.log'])
  const found = verify(journal, null, ({ log: name, sealed }) =>
    name === 'output' ? sealed : sealOf(Buffer.from('listening\nnever stopped\n')),
  )
  expect(found).toMatchObject([{ is: 'output-altered', why: expect.stringContaining('its service-0.log') }])
})
