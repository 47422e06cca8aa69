import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { RunsView } from '../../contract/runs.ts'
import type { Measured, Spent, TrendsView } from '../../contract/trends.ts'
import { get } from '../client/api.ts'
import { Escaped } from '../parts/escaped.tsx'
import { Choice } from '../parts/field.tsx'
import { join } from '../parts/join.ts'
import { shownOutcome } from '../parts/outcome.tsx'
import { Part, wordLink } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { fullTime, length } from '../parts/times.ts'
import { queryOf, type RunsSearch } from './search.ts'

const asked = ['document', 'environment', 'days'] as const

/** What runs say together. Every number has its meaning and its source beside it, or says what is missing. */
export function Trends({ search, view }: { readonly search: RunsSearch; readonly view: RunsView }) {
  const query = queryOf(search, asked)
  const { data, error, refetch } = useQuery({
    queryKey: ['trends', query],
    queryFn: ({ signal }) => get<TrendsView>(`/api/trends${query}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return (
    <>
      <Of search={search} view={view} />
      {data === undefined ? (
        error ? (
          <Failed error={error} again={() => void refetch()} />
        ) : (
          <Loading what="Reading journals" />
        )
      ) : data.runs.length === 0 ? (
        <Empty icon="timeline" title="No run ended in this time">
          <p>Trends are made of runs that ended; rehearsals do not count.</p>
        </Empty>
      ) : (
        <Told trends={data} />
      )}
    </>
  )
}

function Of({ search, view }: { readonly search: RunsSearch; readonly view: RunsView }) {
  const navigate = useNavigate({ from: '/' })
  const set = (more: { readonly [K in keyof RunsSearch]?: RunsSearch[K] | undefined }) => {
    const said = Object.entries({ ...search, ...more }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(said), replace: true })
  }
  return (
    <div className="mb-5 grid grid-cols-1 gap-2 sm:grid-cols-3 print:hidden">
      <Choice
        label="Time"
        value={String(search.days ?? 90)}
        onChange={({ target }) => set({ days: target.value === '90' ? undefined : Number(target.value) })}
      >
        <option value="7">The last 7 days</option>
        <option value="30">The last 30 days</option>
        <option value="90">The last 90 days</option>
        <option value="365">The last year</option>
      </Choice>
      <Choice
        label="Document"
        value={search.document ?? ''}
        onChange={({ target }) => set({ document: target.value || undefined })}
      >
        <option value="">All</option>
        {view.documents.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Choice>
      <Choice
        label="Environment"
        value={search.environment ?? ''}
        onChange={({ target }) => set({ environment: target.value || undefined })}
      >
        <option value="">All</option>
        {view.environments.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Choice>
    </div>
  )
}

function Told({ trends }: { readonly trends: TrendsView }) {
  const { duration, failed, dora } = trends
  return (
    <>
      <Part title="How long, and how often wrong">
        <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
          <Figure name="Usual duration" of={duration.median} />
          <Figure name="Long duration" of={duration.slowest} />
          <Figure name="Usual duration before" of={duration.before} />
          <Figure name="Went wrong" of={failed} />
        </div>
        <Durations trends={trends} />
      </Part>
      <TimeSpent time={trends.time} />
      <Part title="The four numbers of DORA" note="Deployments only: runs of all of a document that deploys.">
        <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
          <Figure name="Deployment frequency" of={dora.frequency} />
          <Figure name="Lead time for changes" of={dora.lead} />
          <Figure name="Change failure rate" of={dora.failures} />
          <Figure name="Time to restore" of={dora.restore} />
        </div>
        {trends.unread > 0 && (
          <p className="mt-2 text-sm text-ink-2">
            {trends.unread} older runs of this time count by beginning, end and outcome alone.
          </p>
        )}
      </Part>
    </>
  )
}

/** A number with what it means. */
function Figure({ name, of }: { readonly name: string; readonly of: Measured }) {
  return (
    <div className="rounded-lg border border-line p-3">
      <h3 className="text-sm font-medium text-ink-2">{name}</h3>
      <p className={join('tabular', of.value === null ? 'text-base text-ink-2' : 'text-xl font-semibold')}>
        {of.value === null ? 'Not known yet' : words(of, of.value)}
      </p>
      {of.why !== null && <p className="text-sm text-ink-2">{of.why}</p>}
      <details className="mt-1 text-sm text-ink-2">
        <summary className="min-h-6 text-ink-3">What it means</summary>
        <p className="mt-1">{of.definition}</p>
        <p className="mt-1">
          From: {of.source} Made of {of.counted}.
        </p>
      </details>
    </div>
  )
}

function words({ unit }: Measured, value: number): string {
  if (unit === 'ms') return length(value)
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`
  return value >= 1 ? `${Math.round(value * 10) / 10} a week` : `one in ${Math.round(7 / value)} days`
}

/** One bar a run, oldest first; the same as a table for whoever does not see bars. */
function Durations({ trends }: { readonly trends: TrendsView }) {
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

/** Where the time goes: commands that run, and people that are waited for. */
function TimeSpent({ time }: { readonly time: TrendsView['time'] }) {
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
