import { Chip } from './chip.tsx'
import type { Shown } from './meaning.ts'

const outcomes: Readonly<Record<string, Shown>> = {
  done: { meaning: 'done', icon: 'passed', word: 'Done' },
  failed: { meaning: 'unmet', icon: 'failed', word: 'Failed' },
  aborted: { meaning: 'unmet', icon: 'close', word: 'Aborted' },
  'backed-out': { meaning: 'back', icon: 'back', word: 'Backed out' },
}

/** How an outcome is shown; a run without one is not over. */
export const shownOutcome = (outcome: string | null): Shown =>
  (outcome === null ? undefined : outcomes[outcome]) ?? { meaning: 'running', icon: 'running', word: 'Not over' }

/** How a run ended, as sign and word. */
export function Outcome({ outcome }: { readonly outcome: string | null }) {
  const { meaning, icon, word } = shownOutcome(outcome)
  return (
    <Chip meaning={meaning} icon={icon} className="whitespace-nowrap">
      {word}
    </Chip>
  )
}
