import { Link } from '@tanstack/react-router'
import type { Spent, TrendsView } from '../../contract/trends.ts'
import { Escaped } from '../parts/escaped.tsx'
import { join } from '../parts/join.ts'
import { Part, wordLink } from '../parts/page.tsx'
import { length } from '../parts/times.ts'

/** Where the time goes: commands that run, and people that are waited for. */
export function TimeSpent({ time }: { readonly time: TrendsView['time'] }) {
  if (time.document === null || time.runs === 0)
    return (
      <Part title="Where the time goes">
        <p className="rounded-lg border border-line px-3 py-3 text-ink-2">
          Not enough to tell: it takes a run that was done.
        </p>
      </Part>
    )
  const most = Math.max(1, ...time.sections.map(({ machine, people }) => machine + people))
  const mostOfStep = Math.max(1, ...time.steps.map(({ machine, people }) => machine + people))
  return (
    <Part
      title="Where the time goes"
      note={
        <>
          {time.document}, medians over {time.runs === 1 ? 'one run' : `the last ${time.runs} runs`} that were done
        </>
      }
    >
      <p className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-sm bg-running-line" />
          Commands ran: <b className="tabular font-semibold">{length(time.machine)}</b>
        </span>
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-sm bg-waiting-line" />
          Waited for people: <b className="tabular font-semibold">{length(time.people)}</b>
        </span>
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-sm bg-line" />
          Neither (windows, soaks, nobody drove it): <b className="tabular font-semibold">{length(time.rest)}</b>
        </span>
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <div>
          <h3 className="mb-1 text-sm font-medium text-ink-2">By section</h3>
          <Bars all={time.sections} most={most} document={time.document} />
        </div>
        <div>
          <h3 className="mb-1 text-sm font-medium text-ink-2">The steps that take longest</h3>
          <Bars all={time.steps} most={mostOfStep} document={time.document} />
        </div>
      </div>
    </Part>
  )
}

function Bars({
  all,
  most,
  document,
}: {
  readonly all: readonly (Spent & { readonly number?: number })[]
  readonly most: number
  readonly document: string
}) {
  if (all.length === 0) return <p className="text-sm text-ink-2">Nothing took time.</p>
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {all.map(({ title, line, number, machine, people }) => (
        <li key={`${line} ${title}`}>
          <p className="flex items-baseline justify-between gap-3 text-sm">
            <Link to="/runbook" search={{ path: document }} hash={`L${line}`} className={join(wordLink, 'truncate')}>
              {number !== undefined && `${number} `}
              <Escaped text={title} />
            </Link>
            <span className="tabular whitespace-nowrap text-ink-2">{length(machine + people)}</span>
          </p>
          <div className="flex h-2 overflow-hidden rounded-sm bg-sunken">
            <span className="bg-running-line" style={{ width: `${(100 * machine) / most}%` }} />
            <span className="bg-waiting-line" style={{ width: `${(100 * people) / most}%` }} />
          </div>
          <span className="sr-only">
            commands {length(machine)}, people {length(people)}
          </span>
        </li>
      ))}
    </ul>
  )
}
