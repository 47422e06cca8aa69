import type { StepView } from '../../contract/index.ts'
import type { IconName } from './icons.tsx'

/** The five things that colour says; `plain` is everything else. */
export type Meaning = 'running' | 'waiting' | 'unmet' | 'done' | 'back' | 'plain'

/** How a state is shown: never by its colour alone. */
export interface Shown {
  readonly meaning: Meaning
  readonly icon: IconName
  readonly word: string
}

/** States of steps, in words and signs. A document can draw neither: they stand in columns that are the page's own. */
export const stepStates: Readonly<Record<StepView['state'], Shown>> = {
  open: { meaning: 'plain', icon: 'open', word: 'Open' },
  waiting: { meaning: 'waiting', icon: 'waiting', word: 'Waits' },
  running: { meaning: 'running', icon: 'running', word: 'Running' },
  passed: { meaning: 'done', icon: 'passed', word: 'Done' },
  failed: { meaning: 'unmet', icon: 'failed', word: 'Failed' },
  skipped: { meaning: 'plain', icon: 'skipped', word: 'Skipped' },
  accepted: { meaning: 'done', icon: 'accepted', word: 'Accepted' },
  unknown: { meaning: 'waiting', icon: 'unknown', word: 'Not known' },
}

/** Ink on the page's own ground. */
export const inkOf: Readonly<Record<Meaning, string>> = {
  running: 'text-running',
  waiting: 'text-waiting',
  unmet: 'text-unmet',
  done: 'text-done',
  back: 'text-back',
  plain: 'text-ink-3',
}

/** Ink on a soft ground with a border. */
export const softOf: Readonly<Record<Meaning, string>> = {
  running: 'bg-running-soft text-running border-running-line',
  waiting: 'bg-waiting-soft text-waiting border-waiting-line',
  unmet: 'bg-unmet-soft text-unmet border-unmet-line',
  done: 'bg-done-soft text-done border-done-line',
  back: 'bg-back-soft text-back border-back-line',
  plain: 'bg-surface text-ink-2 border-line',
}

/** White words on a full ground. */
export const solidOf: Readonly<Record<Meaning, string>> = {
  running: 'bg-running-solid text-white border-transparent',
  waiting: 'bg-waiting-solid text-white border-transparent',
  unmet: 'bg-unmet-solid text-white border-transparent',
  done: 'bg-done-solid text-white border-transparent',
  back: 'bg-back-solid text-white border-transparent',
  plain: 'bg-ink text-ground border-transparent',
}
