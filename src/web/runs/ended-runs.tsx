import { Link } from '@tanstack/react-router'
import type { RunLine, RunsView } from '../../contract/runs.ts'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Outcome } from '../parts/outcome.tsx'
import { Part, smallLinkButton } from '../parts/page.tsx'
import { rowMark } from '../parts/row-keys.ts'
import { Time } from '../parts/time.tsx'
import { length } from '../parts/times.ts'
import type { RunsSearch } from './search.ts'

const page = 50

/** Runs that ended, newest first, a page at a time. */
export function EndedRuns({ view, search }: { readonly view: RunsView; readonly search: RunsSearch }) {
  const last = Math.min(view.from + view.ended.length, view.endedTotal)
  return (
    <Part
      title="Ended"
      note={view.endedTotal === 0 ? null : `${view.from + 1} to ${last} of ${view.endedTotal}, newest first`}
    >
      {view.ended.length === 0 ? (
        <p className="rounded-lg border border-line px-3 py-3 text-ink-2">
          {view.endedTotal === 0 ? 'No run that ended fits.' : 'There are no more.'}
        </p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
          {view.ended.map((run) => (
            <Ended key={run.run} run={run} />
          ))}
        </ul>
      )}
      <Pages view={view} search={search} />
    </Part>
  )
}

function Ended({ run }: { readonly run: RunLine }) {
  return (
    <li className="relative grid items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-surface md:grid-cols-[7.5rem_1fr_auto_auto]">
      <span>
        <Outcome outcome={run.outcome} />
      </span>
      <div className="min-w-0">
        <Link
          to="/runs/$run"
          params={{ run: run.run }}
          {...rowMark}
          data-run={run.run}
          {...(run.before === null ? {} : { 'data-before': run.before })}
          className="font-medium after:absolute after:inset-0 hover:underline"
        >
          <Escaped text={run.title} />
        </Link>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
          <span>{run.environment ?? 'no environment'}</span>
          {run.release && <span>release {run.release}</span>}
          {run.rehearsal && <Chip>Rehearsal</Chip>}
          {run.continues && (
            <Chip meaning="back" icon="back">
              Way back
            </Chip>
          )}
          {run.operator && <span>{run.operator.name}</span>}
          <span className="break-all text-ink-3">
            <Escaped text={run.document} />
          </span>
        </p>
      </div>
      <p className="tabular text-sm text-ink-2 md:text-right">
        <Time at={run.createdAt} />
        <span className="text-ink-3"> took {length(run.updatedAt - run.createdAt)}</span>
      </p>
      <p className="relative flex gap-1 md:w-44 md:justify-end print:hidden">
        {run.before !== null && (
          <Link
            to="/compare/$a/$b"
            params={{ a: run.before, b: run.run }}
            className={smallLinkButton}
            aria-label={`What changed in this run of ${run.title} since the run before`}
          >
            Changed
          </Link>
        )}
        <Link
          to="/runs/$run/record"
          params={{ run: run.run }}
          className={smallLinkButton}
          aria-label={`Record of this run of ${run.title}`}
        >
          Record
        </Link>
      </p>
    </li>
  )
}

function Pages({ view, search }: { readonly view: RunsView; readonly search: RunsSearch }) {
  const newer = Math.max(0, view.from - page)
  const older = view.from + page
  if (view.from === 0 && older >= view.endedTotal) return null
  const { from: _, ...kept } = search
  return (
    <nav aria-label="More runs" className="mt-3 flex justify-between">
      {view.from > 0 ? (
        <Link to="/" search={newer === 0 ? kept : { ...kept, from: newer }} className={smallLinkButton}>
          Newer
        </Link>
      ) : (
        <span />
      )}
      {older < view.endedTotal && (
        <Link to="/" search={{ ...kept, from: older }} className={smallLinkButton}>
          Older
        </Link>
      )}
    </nav>
  )
}
