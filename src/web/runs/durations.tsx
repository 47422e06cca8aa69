import { Link } from '@tanstack/react-router'
import type { TrendsView } from '../../contract/trends.ts'
import { join } from '../parts/join.ts'
import { shownOutcome } from '../parts/outcome.tsx'
import { fullTime, length } from '../parts/times.ts'

/** One bar a run, oldest first; the same as a table for whoever does not see bars. */
export function Durations({ trends }: { readonly trends: TrendsView }) {
  const shown = trends.runs.slice(-60)
  const most = Math.max(1, ...shown.map(({ ms }) => ms))
  return (
    <figure className="mt-3 rounded-lg border border-line p-3">
      <figcaption className="mb-2 flex flex-wrap justify-between gap-x-4 text-sm text-ink-2">
        <span>Duration of the last {shown.length === 1 ? 'run' : `${shown.length} runs`}, oldest first</span>
        <span className="tabular">the highest: {length(most)}</span>
      </figcaption>
      <div className="flex h-32 items-end gap-px sm:gap-0.5">
        {shown.map(({ run, title, at, ms, outcome }) => {
          const { meaning, word } = shownOutcome(outcome)
          return (
            <Link
              key={run}
              to="/runs/$run"
              params={{ run }}
              aria-label={`${title}, ${fullTime(at)}: ${word}, ${length(ms)}`}
              title={`${title}, ${fullTime(at)}: ${word}, ${length(ms)}`}
              className="flex h-full min-w-0.5 max-w-8 flex-1 items-end"
            >
              <span
                className={join('w-full rounded-t-sm', barOf[meaning])}
                style={{ height: `${Math.max(3, (100 * ms) / most)}%` }}
              />
            </Link>
          )
        })}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 text-xs text-ink-2">
        {['done', 'failed', 'backed-out'].map((outcome) => {
          const { meaning, word } = shownOutcome(outcome)
          return (
            <li key={outcome} className="flex items-center gap-1.5">
              <span className={join('size-2.5 rounded-sm', barOf[meaning])} />
              {outcome === 'failed' ? 'Failed or aborted' : word}
            </li>
          )
        })}
      </ul>
    </figure>
  )
}

const barOf = {
  done: 'bg-done-line',
  unmet: 'bg-unmet-line',
  back: 'bg-back-line',
  running: 'bg-running-line',
  waiting: 'bg-waiting-line',
  plain: 'bg-line-strong',
} as const
