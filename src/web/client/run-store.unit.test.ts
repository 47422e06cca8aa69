import { describe, expect, it } from 'vitest'
import { aChange, aStep, aView } from '../../testing/run-view.ts'
import { RunStore } from './run-store.ts'

/** Frames that a test lets pass. */
function frames() {
  const waiting: (() => void)[] = []
  return {
    later: (work: () => void) => void waiting.push(work),
    pass: () => {
      for (const work of waiting.splice(0)) work()
    },
  }
}

const followed = (view = aView()) => {
  const { later, pass } = frames()
  const store = new RunStore(view, later)
  let told = 0
  store.subscribe(() => told++)
  return { store, pass, told: () => told }
}

describe('what a page knows of a run', () => {
  it('is told once a frame, however many changes came in it', () => {
    const { store, pass, told } = followed()
    for (let seq = 2; seq <= 101; seq++) store.change(aChange(seq, { steps: { [`s${seq}`]: aStep('passed') } }))
    expect(told()).toBe(0)
    expect(store.snapshot().view.seq).toBe(1)
    pass()
    expect(told()).toBe(1)
    expect(store.snapshot().view.seq).toBe(101)
    expect(Object.keys(store.snapshot().view.steps)).toHaveLength(100)
  })

  it('keeps the objects of steps that nothing happened to, so that a tick is one row drawn again', () => {
    const view = aView({ steps: { a: aStep('running'), b: aStep('passed') } })
    const { store, pass } = followed(view)
    store.change(aChange(2, { steps: { a: aStep('passed') } }))
    pass()
    expect(store.snapshot().view.steps.a).toEqual(aStep('passed'))
    expect(store.snapshot().view.steps.b).toBe(view.steps.b)
    expect(store.snapshot().view.open).toBe(view.open)
  })

  it('keeps them too when the whole view was fetched anew', () => {
    const view = aView({ steps: { a: aStep('running'), b: aStep('passed') } })
    const { store, pass } = followed(view)
    store.replace(aView({ seq: 9, steps: { a: aStep('failed'), b: aStep('passed') } }))
    pass()
    expect(store.snapshot().view.seq).toBe(9)
    expect(store.snapshot().view.steps.a?.state).toBe('failed')
    expect(store.snapshot().view.steps.b).toBe(view.steps.b)
  })

  it('takes a change once: what comes again changes nothing', () => {
    const { store, pass, told } = followed()
    const change = aChange(2)
    expect([store.change(change), store.change(change)]).toEqual([true, true])
    pass()
    expect([store.view.seq, store.view.said.length, told()]).toEqual([2, 1, 1])
  })

  it('says that there is a gap instead of laying a change over the wrong view', () => {
    const { store } = followed()
    expect(store.change(aChange(4))).toBe(false)
    expect(store.view.seq).toBe(1)
  })

  it('does not go back to an older view', () => {
    const { store } = followed(aView({ seq: 5, title: 'new' }))
    store.replace(aView({ seq: 4, title: 'old' }))
    expect(store.view.title).toBe('new')
  })

  it('tells what a step printed to those who look at output, and to nobody else', () => {
    const { store, pass, told } = followed()
    const heard: number[] = []
    store.onPrinted(({ bytes }) => heard.push(bytes))
    store.printed({ step: 'a', attempt: 1, bytes: 10, statement: null, waiting: null })
    pass()
    expect([heard, told(), store.lastPrinted('a', 1)?.bytes]).toEqual([[10], 0, 10])
  })

  it('says when what was done is drawn', async () => {
    const { store, pass } = followed()
    let reached = false
    const done = store.reached(3).then(() => {
      reached = true
    })
    store.change(aChange(2))
    pass()
    await Promise.resolve()
    expect(reached).toBe(false)
    store.change(aChange(3))
    pass()
    await done
    expect(reached).toBe(true)
  })
})
