import type { StepView } from '../../../contract/index.ts'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf, stepStates } from '../../parts/meaning.ts'
import { Elapsed } from '../../parts/time.tsx'
import { clockTime, fullTime } from '../../parts/times.ts'

/**
 * The state of a step, in a column of fixed width that is the page's own: no words of a document reach it. On a phone it holds the
 * step's number as well; the word is in the name of the row.
 */
export function Gutter({
  step,
  number,
  since,
}: {
  readonly step: StepView
  readonly number: number
  readonly since: number | null
}) {
  const { meaning, icon, word } = stepStates[step.state]
  return (
    <div className={join('flex flex-col items-start gap-0.5 pt-0.5 pl-1 text-sm sm:pl-3', inkOf[meaning])}>
      <span className="flex items-center gap-1.5">
        <Icon name={icon} className={join('size-4.5!', step.state === 'running' && 'turning')} />
        <span className={join('max-sm:hidden', step.state === 'open' ? 'font-normal' : 'font-semibold')}>{word}</span>
      </span>
      <span aria-hidden="true" className="tabular min-w-4.5 text-center text-xs whitespace-nowrap text-ink-3 sm:hidden">
        {number}
      </span>
      {since !== null ? (
        <span className="pl-6 text-xs max-sm:hidden">
          <Elapsed since={since} />
        </span>
      ) : (
        step.at !== null && (
          <time
            dateTime={new Date(step.at).toISOString()}
            title={fullTime(step.at)}
            className="tabular pl-6 text-xs text-ink-3 max-sm:hidden"
          >
            {clockTime(step.at)}
          </time>
        )
      )}
    </div>
  )
}

/** The columns of every row: the page's own, then the document's. */
export const columns = 'grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2 sm:grid-cols-[7rem_minmax(0,1fr)]'
