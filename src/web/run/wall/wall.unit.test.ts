import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { DecisionView, RunDocument, RunView } from '../../../contract/index.ts'
import { ada, aStep, aView } from '../../../testing/run-view.ts'
import { Wall } from './wall-view.tsx'
import { shareDone, wallState } from './words.ts'

const document = { steps: { a: { number: 1, title: 'Stop the workers' } } } as unknown as RunDocument
const question = (more: Partial<DecisionView> = {}): DecisionView =>
  ({
    id: 'd1',
    question: 'Is it up?',
    steps: ['a'],
    may: 'the role “owner”',
    missing: [],
    claimed: null,
    deadline: null,
    openedAt: 0,
    ...more,
  }) as DecisionView

const drawn = (run: Partial<RunView>) =>
  renderToStaticMarkup(createElement(Wall, { run: aView(run), link: { is: 'live' }, document }))
const running = { step: 'a', attempt: 1, startedAt: 0, expectedMs: null }

describe('the wall', () => {
  it.each([
    ['Running', { running: [running] }],
    ['Waits for people', { running: [running], open: [question()] }],
    ['Failed: somebody decides', { open: [question()], steps: { a: aStep('failed') } }],
    ['Going back', { line: 'b1', running: [running] }],
    ['Paused', { status: 'paused' }],
    ['Nobody drives it', { driver: null }],
    ['Done', { status: 'ended', outcome: 'done' }],
    ['Backed out', { status: 'ended', outcome: 'backed-out' }],
    ['Failed', { status: 'ended', outcome: 'failed' }],
  ] as const)('says “%s” in one word', (word, run) => {
    expect(wallState(aView(run as unknown as Partial<RunView>)).word).toBe(word)
  })

  it('names what runs, and for whom it waits', () => {
    const text = drawn({ running: [running], open: [question({ claimed: { by: ada, at: 0 } })] })
    for (const words of ['1. Stop the workers', 'Is it up?', 'the role “owner”', 'Ada is on it'])
      expect(text).toContain(words)
  })

  it('has nothing that could be pressed', () => {
    const text = drawn({ running: [running], open: [question()] })
    expect(text).not.toMatch(/<(button|a|input|select|textarea)\b/)
  })

  it('says that it is old where the connection is lost', () => {
    const text = renderToStaticMarkup(createElement(Wall, { run: aView(), link: { is: 'offline' }, document }))
    expect(text).toContain('what stands here is old')
  })

  it('counts what failed as not over', () => {
    expect(shareDone({ total: 10, done: 5, failed: 1, skipped: 1, leftSeconds: null })).toBe(60)
    expect(shareDone({ total: 0, done: 0, failed: 0, skipped: 0, leftSeconds: null })).toBe(0)
  })
})
