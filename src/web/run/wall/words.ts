import type { RunDocument, RunView } from '../../../contract/index.ts'
import type { Shown } from '../../parts/meaning.ts'

/** What the whole run is about right now, in one word that is read from across a room. */
export function wallState(
  run: Pick<RunView, 'status' | 'outcome' | 'open' | 'running' | 'line' | 'driver' | 'soaks' | 'steps'>,
): Shown {
  if (run.status === 'ended')
    switch (run.outcome) {
      case 'done':
        return { meaning: 'done', icon: 'passed', word: 'Done' }
      case 'backed-out':
        return { meaning: 'back', icon: 'back', word: 'Backed out' }
      case 'aborted':
        return { meaning: 'unmet', icon: 'failed', word: 'Aborted' }
      default:
        return { meaning: 'unmet', icon: 'failed', word: 'Failed' }
    }
  if (run.status === 'paused') return { meaning: 'waiting', icon: 'paused', word: 'Paused' }
  const failed = run.open.some(({ steps }) => steps.some((step) => run.steps[step]?.state === 'failed'))
  if (failed) return { meaning: 'unmet', icon: 'failed', word: 'Failed: somebody decides' }
  if (run.line !== null && run.open.length === 0) return { meaning: 'back', icon: 'back', word: 'Going back' }
  if (run.open.length > 0) return { meaning: 'waiting', icon: 'waiting', word: 'Waits for people' }
  // Nobody drives it: what looks like running stands still.
  if (run.driver === null) return { meaning: 'waiting', icon: 'paused', word: 'Nobody drives it' }
  if (run.running.length > 0) return { meaning: 'running', icon: 'running', word: 'Running' }
  if (run.soaks.some(({ phase }) => phase !== 'ended')) return { meaning: 'running', icon: 'soak', word: 'Watching' }
  return { meaning: 'plain', icon: 'clock', word: 'Waits' }
}

/** `7. Restart the web servers`. */
export const stepWords = ({ steps }: RunDocument, step: string): string => {
  const known = steps[step]
  return known === undefined ? 'a step that is not in this document' : `${known.number}. ${known.title}`
}

/** How much is over, in hundredths; failed steps are not. */
export const shareDone = ({ total, done, skipped }: RunView['progress']): number =>
  total === 0 ? 0 : Math.floor((100 * (done + skipped)) / total)
