import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { aView } from '../../../testing/run-view.ts'
import { WaysBack } from './way-back-pane.tsx'
import { latestWords, levelAndTitle, noReturnWords, standingOf, timeWords, type WayView } from './words.ts'

const way = (more: Partial<WayView> = {}): WayView => ({
  id: 'b1',
  title: 'The old version',
  level: 1,
  line: 80,
  meant: true,
  standing: 'applies',
  why: 'What it undoes has been done.',
  startable: true,
  fired: [],
  triggers: [],
  undoes: [],
  destroys: [],
  restarts: [],
  lacks: [],
  steps: 3,
  seconds: 130,
  from: 'document',
  latest: null,
  state: null,
  ...more,
})

const document = { steps: { m: { number: 7, title: 'Migrate' } } } as unknown as RunDocument
const drawn = (run: Partial<RunView>) =>
  renderToStaticMarkup(createElement(WaysBack, { run: aView(run), document, onStep: () => {}, onStart: () => {} }))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('words of a way back', () => {
  it('never guess its time', () => {
    expect(timeWords(way({ seconds: null, from: null }))).toBe('how long it takes is not known')
    expect(timeWords(way())).toBe('about 3 min, by the document')
    expect(timeWords(way({ from: 'learned' }))).toBe('about 3 min, as in earlier runs')
  })

  it('name the level once', () => {
    expect(levelAndTitle(way())).toBe('Level 1: The old version')
    expect(levelAndTitle(way({ title: 'Level 1: the old version' }))).toBe('Level 1: the old version')
  })

  it('count down to the latest start, and say when it is too late', () => {
    expect(latestWords(way(), 0)).toBeNull()
    expect(latestWords(way({ latest: 754_000 }), 0)).toEqual({
      late: false,
      words: '12:34 left to start it within the change window',
    })
    expect(latestWords(way({ latest: 1000 }), 1000)?.late).toBe(true)
  })

  it('tell what was done with it before how it stands', () => {
    expect(standingOf(way({ state: 'failed' })).word).toBe('Was taken and failed')
    expect(standingOf(way({ standing: 'past' })).meaning).toBe('unmet')
    expect(standingOf(way({ standing: 'early' })).meaning).toBe('plain')
  })

  it('say of the point of no return whether it is behind, and whether the document says it', () => {
    const point = { step: 'm', line: 60, said: 'cannot be undone', why: 'The document says so', passed: true }
    expect(noReturnWords(point, document)?.words).toBe('Point of no return: step 7. It is behind.')
    expect(noReturnWords({ ...point, said: null, passed: false }, document)?.words).toBe(
      'Perhaps beyond any way back: step 7. It is still ahead.',
    )
  })
})

describe('the panel of the way back', () => {
  it('is there where there is none, and says so', () => {
    expect(drawn({ ways: [] })).toContain('This document has no way back')
  })

  it('shows the one that is meant first, with what it takes', () => {
    const text = drawn({
      ways: [
        way({ id: 'b1', title: 'Mild', meant: false, standing: 'past' }),
        way({ id: 'b2', title: 'Harsh', level: 2, destroys: ['dropdb orders'], lacks: ['FILE'], undoes: ['m'] }),
      ],
      inputs: [{ name: 'FILE', text: 'the backup', secret: false, value: null, given: false, from: null }],
    })
    expect(text.indexOf('Harsh')).toBeLessThan(text.indexOf('Mild'))
    for (const words of ['dropdb orders', 'a value for the backup', 'step 7', 'Applies now', 'The one that is meant'])
      expect(text).toContain(words)
  })

  it('offers no start where there can be none', () => {
    expect(
      drawn({ status: 'ended', outcome: 'done', ways: [way({ startable: false, standing: 'over' })] }),
    ).not.toContain('Take this way back')
  })
})
