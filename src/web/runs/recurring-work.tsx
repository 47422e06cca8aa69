import { Link } from '@tanstack/react-router'
import type { Recurring, RunsView } from '../../contract/runs.ts'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Part, wordLink } from '../parts/page.tsx'
import { Empty } from '../parts/states.tsx'
import { Time } from '../parts/time.tsx'

/** What outlives runs: what is due, and what nobody did. */
export function RecurringWork({ view }: { readonly view: RunsView }) {
  if (view.recurring.length === 0)
    return (
      <Empty icon="clock" title="Nothing recurs after the runs here">
        <p>
          Where a document says “daily: look at the error log” or installs a line for cron, it stands here once a run of
          it is done.
        </p>
      </Empty>
    )
  const overdue = view.recurring.filter((one) => one.overdue > 0)
  const due = view.recurring.filter((one) => one.overdue === 0)
  return (
    <>
      {overdue.length > 0 && (
        <Part title="Overdue" note="Nobody did it when it was due.">
          <List all={overdue} now={view.now} />
        </Part>
      )}
      {due.length > 0 && (
        <Part title="Due later">
          <List all={due} now={view.now} />
        </Part>
      )}
    </>
  )
}

function List({ all, now }: { readonly all: readonly Recurring[]; readonly now: number }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {all.map((one) => (
        <li
          key={`${one.document} ${one.environment} ${one.schedule}`}
          className="grid gap-x-4 gap-y-1 px-3 py-2 md:grid-cols-[1fr_16rem]"
        >
          <div className="min-w-0">
            <p className="font-medium">
              <Escaped text={one.title} />
            </p>
            <p className="flex flex-wrap gap-x-3 text-sm text-ink-2">
              <span>{one.cadence}</span>
              <span>{one.environment ?? 'no environment'}</span>
              {one.cron === null && <span>{one.owner ?? 'nobody is named for it'}</span>}
              <Link to="/runbook" search={{ path: one.document }} hash={`L${one.line}`} className={wordLink}>
                {one.document}, line {one.line}
              </Link>
              <span>
                left by{' '}
                <Link to="/runs/$run" params={{ run: one.left.run }} className={wordLink}>
                  a run
                </Link>{' '}
                <Time at={one.left.at} />
              </span>
            </p>
            {one.command !== null && (
              <pre className="mt-1 overflow-x-auto rounded bg-sunken px-2 py-1 text-sm">
                <Escaped text={one.command} />
              </pre>
            )}
          </div>
          <div className="text-sm md:text-right">
            <Due one={one} now={now} />
            <p className="text-ink-2">
              {one.last === null ? (
                one.cron === null ? (
                  'never done since'
                ) : (
                  cronWords[one.cron]
                )
              ) : (
                <>
                  last done <Time at={one.last.at} /> by {one.last.by.name}
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

const cronWords = {
  installed: 'its line is in cron’s table',
  missing: 'its line is in no table of cron',
  unseen: 'cron’s tables cannot be seen here',
} as const

function Due({ one, now }: { readonly one: Recurring; readonly now: number }) {
  if (one.overdue > 0)
    return (
      <Chip meaning="unmet" icon="warning">
        missed {one.overdue === 1 ? 'once' : `${one.overdue} times in a row`}
        {one.dueSince !== null && (
          <>
            , due <Time at={one.dueSince} zone={one.zone} />
          </>
        )}
      </Chip>
    )
  if (one.next === null) return <p>due no more</p>
  return (
    <p>
      {one.next <= now ? 'due since ' : 'due '}
      <Time at={one.next} zone={one.zone} />
      {one.missed > 0 && <span className="text-ink-3">, missed {one.missed} before</span>}
    </p>
  )
}
