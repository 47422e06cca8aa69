import type { RunView, SampleView } from '../../../contract/index.ts'
import type { Shown } from '../../parts/meaning.ts'

type SoakView = RunView['soaks'][number]

/** How a time of watching stands. Only a verdict is green: that nothing bad was seen so far is none. */
export function standingOf({ phase, verdict }: Pick<SoakView, 'phase' | 'verdict'>): Shown {
  if (phase === 'asked') return { meaning: 'waiting', icon: 'waiting', word: 'People decide' }
  if (phase === 'watching') return { meaning: 'running', icon: 'running', word: 'Watching' }
  if (verdict === 'met') return { meaning: 'done', icon: 'passed', word: 'Met' }
  if (verdict === 'unmet') return { meaning: 'unmet', icon: 'failed', word: 'Unmet' }
  if (verdict === 'inconclusive') return { meaning: 'waiting', icon: 'unknown', word: 'Inconclusive' }
  return { meaning: 'plain', icon: 'skipped', word: 'No longer watched' }
}

export const sampleStates: Readonly<Record<SampleView['verdict'], Shown>> = {
  green: { meaning: 'done', icon: 'passed', word: 'green' },
  red: { meaning: 'unmet', icon: 'failed', word: 'red' },
  unclear: { meaning: 'waiting', icon: 'unknown', word: 'unclear' },
  error: { meaning: 'waiting', icon: 'warning', word: 'not taken' },
  pending: { meaning: 'waiting', icon: 'clock', word: 'pending' },
}

const countNames: Readonly<Record<string, string>> = { error: 'not taken' }
const order = ['green', 'red', 'unclear', 'pending', 'error', 'missed']

/** What was seen so far, in words: `3 green`, `1 missed`; those of which there are none are left out. */
export const countsOf = (counts: SoakView['counts']): readonly { readonly key: string; readonly words: string }[] =>
  order.flatMap((key) => {
    const many = counts[key] ?? 0
    return many > 0 ? [{ key, words: `${many} ${countNames[key] ?? key}` }] : []
  })

/** How many samples were seen or missed: another number means that there is something new to fetch. */
export const takenSoFar = ({ counts }: SoakView): number => Object.values(counts).reduce((sum, many) => sum + many, 0)
