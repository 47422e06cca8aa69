import { describe, expect, it } from 'vitest'
import { seal } from '../run/chain.ts'
import type { Recorded } from '../run/index.ts'
import { comment } from '../testing/run-events.ts'
import { toyRun } from '../testing/toy-run.ts'
import { anchorLine, anchorOf, anchorsIn, brokenAnchors } from './anchor.ts'

const { history } = toyRun('- [ ] a\n', [comment('one'), comment('two')])
const anchors = anchorsIn(`Other words\n${anchorLine(anchorOf('run-1', history))}\n`).map((one) => ({
  ...one,
  where: 'x',
}))

describe('an anchor', () => {
  it('is found among other words', () => {
    expect(anchors).toMatchObject([{ run: 'run-1', events: 3 }])
  })

  it('stands in the id of a mail that Holdpoint sent, and in what a webhook was told', () => {
    const head = history[1]?.hash ?? ''
    const mail = `Message-ID: <run1.ask-d1.2.${head}@holdpoint>\nReferences: <run1.m1@holdpoint>\n`
    const told = JSON.stringify({ anchor: `Holdpoint-Run: run1 events=2 head=${head}` })
    for (const text of [mail, told]) {
      const [one, ...others] = anchorsIn(text).map((found) => ({ ...found, where: 'x' }))
      expect(others).toEqual([])
      expect(one).toMatchObject({ run: 'run1', events: 2, is: 'head' })
      expect(brokenAnchors(history, one ? [one] : [])).toEqual([])
      expect(brokenAnchors(history, one ? [{ ...one, events: 1 }] : [])).toMatchObject([{ is: 'rebuilt' }])
    }
  })

  it('holds for a run that went on', () => {
    expect(brokenAnchors(toyRun('- [ ] a\n', ['one', 'two', 'three'].map(comment)).history, anchors)).toEqual([])
  })

  it('tells of an end that was cut off', () => {
    expect(brokenAnchors(history.slice(0, 1), anchors)).toMatchObject([{ is: 'missing', from: 2, to: 3 }])
  })

  it('tells of a journal that was made anew, whole in itself', () => {
    const rebuilt: Recorded[] = []
    for (const one of history) rebuilt.push(seal({ ...one, at: one.at + 1 }, rebuilt.at(-1)?.hash ?? ''))
    expect(brokenAnchors(rebuilt, anchors)).toMatchObject([{ is: 'rebuilt' }])
  })
})
