import { describe, expect, it } from 'vitest'
import type { DecisionView, RunDocument, RunView } from '../../../contract/index.ts'
import { aView } from '../../../testing/run-view.ts'
import { nextWords, nowWords } from './now-words.ts'

const document = {
  steps: {
    a: { id: 'a', number: 1, title: 'Stop the service' },
    b: { id: 'b', number: 2, title: 'Migrate' },
    c: { id: 'c', number: 3, title: 'Start' },
  },
} as unknown as RunDocument

const asked = (more: Partial<DecisionView>): DecisionView => ({
  id: 'd1',
  kind: 'confirm',
  question: 'Is it stopped?',
  detail: [],
  steps: ['a'],
  left: ['a'],
  line: 1,
  about: null,
  openedAt: 50,
  options: [],
  fields: [],
  may: 'anybody',
  mine: null,
  signed: [],
  missing: [],
  claimed: null,
  deadline: null,
  binds: [],
  ...more,
})

const now = (more: Partial<RunView>) => {
  const { word, text, step, meaning } = nowWords(aView(more), document)
  return { word, text, step, meaning }
}
const running = [{ step: 'b', attempt: 1, startedAt: 10, expectedMs: 2000 }]

describe('what is said first', () => {
  it('is what runs', () => {
    expect(now({ running })).toEqual({ word: 'Running', text: '2. Migrate', step: 'b', meaning: 'running' })
    expect(now({ running, line: 'rollback' })).toMatchObject({ word: 'Going back', meaning: 'back' })
  })

  it('is for whom it waits, and with what', () => {
    expect(now({ open: [asked({})] })).toEqual({
      word: 'Waits',
      text: 'Is it stopped?',
      step: 'a',
      meaning: 'waiting',
    })
    expect(now({ open: [asked({ may: 'release-manager' })] }).word).toBe('Waits for release-manager')
    expect(now({ open: [asked({ kind: 'signoff', question: 'Owner: ____' })] }).text).toBe('Sign-off: Owner: ____')
  })

  it('names the step that failed and why, not the whole command', () => {
    const question = '`./migrate --all` failed: it ended with status 3.'
    expect(now({ open: [asked({ kind: 'failure', question, steps: ['b'] })] })).toEqual({
      word: 'Failed, waits',
      text: '2. Migrate: it ended with status 3',
      step: 'b',
      meaning: 'unmet',
    })
  })

  it('is the secret that is missing, before anything else: nothing can go on without it', () => {
    expect(now({ needs: ['API_TOKEN'], open: [asked({})] })).toMatchObject({
      word: 'Needs a secret',
      text: 'API_TOKEN',
    })
  })

  it('is that it is paused, or that nobody drives it', () => {
    expect(now({ status: 'paused', open: [asked({})] }).word).toBe('Paused')
    expect(now({ driver: null })).toMatchObject({ word: 'Stands still', meaning: 'waiting' })
  })

  it('does not say that something runs when nobody looks at it', () => {
    expect(now({ driver: null, running })).toMatchObject({ word: 'Nobody watches', text: '2. Migrate' })
  })

  it('is how it ended', () => {
    const progress = { total: 2, done: 2, failed: 0, skipped: 0, leftSeconds: null }
    expect(now({ status: 'ended', outcome: 'done', progress })).toMatchObject({ word: 'Done', text: '2 of 2 steps' })
    expect(now({ status: 'ended', outcome: 'backed-out', line: 'rollback', progress })).toMatchObject({
      word: 'Backed out',
      text: '2 of 2 steps of the way back',
      meaning: 'back',
    })
  })

  it('is never nothing', () => {
    expect(now({}).word).toBe('Going on')
    expect(now({ waits: ['the window opens at 20:00'] })).toMatchObject({
      word: 'Waits',
      text: 'the window opens at 20:00',
    })
  })
})

it('what comes next is neither what is shown nor what is asked about', () => {
  const view = aView({ next: ['a', 'b', 'c'], open: [asked({})] })
  expect(nextWords(view, document, 'b')).toEqual({ step: 'c', text: '3. Start' })
  expect(nextWords(aView({ next: [] }), document, null)).toBeNull()
})
