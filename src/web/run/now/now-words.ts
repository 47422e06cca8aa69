import type { RunDocument, RunView } from '../../../contract/index.ts'
import type { IconName } from '../../parts/icons.tsx'
import type { Meaning } from '../../parts/meaning.ts'
import { kindWords } from '../decide/kind-words.ts'

/** What is going on, in one line. */
interface NowWords {
  readonly meaning: Meaning
  readonly icon: IconName
  readonly word: string
  /** The sentence; empty: the word says it all. */
  readonly text: string
  /** The step that it is about; null: none. */
  readonly step: string | null
  /** Since when it runs, and how long it should take; both in milliseconds. */
  readonly since: number | null
  readonly expectedMs: number | null
}

const none = { text: '', step: null, since: null, expectedMs: null }

const outcomes: Readonly<Record<NonNullable<RunView['outcome']>, Pick<NowWords, 'meaning' | 'icon' | 'word'>>> = {
  done: { meaning: 'done', icon: 'passed', word: 'Done' },
  failed: { meaning: 'unmet', icon: 'failed', word: 'Failed' },
  aborted: { meaning: 'unmet', icon: 'close', word: 'Aborted' },
  'backed-out': { meaning: 'back', icon: 'back', word: 'Backed out' },
}

/** Kinds whose question is only the document's words. */
const ownWords = new Set(['signoff', 'record'])

/** What a person on the release wants to know first. What needs somebody goes before what runs: the run stands still for it. */
export function nowWords(view: RunView, document: RunDocument): NowWords {
  const titled = (id: string) => {
    const step = document.steps[id]
    return step === undefined ? '' : `${step.number}. ${step.title}`
  }
  if (view.status === 'ended') {
    const how = outcomes[view.outcome ?? 'done']
    const { done, total } = view.progress
    return {
      ...none,
      ...how,
      text: `${done} of ${total} ${total === 1 ? 'step' : 'steps'}${view.line === null ? '' : ' of the way back'}`,
    }
  }
  if (view.needs.length > 0)
    return { ...none, meaning: 'waiting', icon: 'lock', word: 'Needs a secret', text: view.needs.join(', ') }
  const [running] = view.running
  // What was started goes on without us; how it ended is not known before somebody looks.
  if (running !== undefined && view.driver === null)
    return {
      meaning: 'waiting',
      icon: 'unknown',
      word: 'Nobody watches',
      text: titled(running.step),
      step: running.step,
      since: running.startedAt,
      expectedMs: running.expectedMs,
    }
  if (running !== undefined)
    return {
      meaning: view.line === null ? 'running' : 'back',
      icon: 'running',
      word: view.line === null ? 'Running' : 'Going back',
      text: titled(running.step),
      step: running.step,
      since: running.startedAt,
      expectedMs: running.expectedMs,
    }
  if (view.status === 'paused')
    return {
      ...none,
      meaning: 'waiting',
      icon: 'paused',
      word: 'Paused',
      text: 'Nothing more starts until somebody resumes.',
    }
  const [question] = view.open
  if (question !== undefined) {
    const failed = /failed: (.*?)\.?$/s.exec(question.question)?.[1]
    if (question.kind === 'failure' && question.steps[0] !== undefined)
      return {
        ...none,
        meaning: 'unmet',
        icon: 'failed',
        word: 'Failed, waits',
        text: `${titled(question.steps[0])}${failed === undefined ? '' : `: ${failed}`}`,
        step: question.steps[0],
        since: question.openedAt,
      }
    const whom = question.may === 'anybody' ? '' : ` ${question.may}`
    return {
      ...none,
      meaning: 'waiting',
      icon: 'waiting',
      word: `Waits${whom === '' ? '' : ` for${whom}`}`,
      text: ownWords.has(question.kind) ? `${kindWords(question.kind)}: ${question.question}` : question.question,
      step: question.steps[0] ?? null,
      since: question.openedAt,
    }
  }
  if (view.driver === null)
    return {
      ...none,
      meaning: 'waiting',
      icon: 'paused',
      word: 'Stands still',
      text: 'Nobody drives it; it goes on when somebody resumes it.',
    }
  const [waits] = view.waits
  if (waits !== undefined) return { ...none, meaning: 'waiting', icon: 'clock', word: 'Waits', text: waits }
  return { ...none, meaning: 'running', icon: 'running', word: 'Going on', text: '' }
}

/** `12. Start the service`: what comes after what is shown; null: nothing, or it is not known. */
export function nextWords(
  view: RunView,
  document: RunDocument,
  shown: string | null,
): { readonly step: string; readonly text: string } | null {
  const asked = view.open[0]?.steps ?? []
  const id = view.next.find((one) => one !== shown && !asked.includes(one))
  const step = id === undefined ? undefined : document.steps[id]
  return step === undefined ? null : { step: step.id, text: `${step.number}. ${step.title}` }
}
