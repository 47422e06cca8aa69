import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import type { RunsView } from '../../contract/runs.ts'
import { get } from '../client/api.ts'
import { Icon } from '../parts/icons.tsx'
import { join } from '../parts/join.ts'
import { linkButton, Page, Part } from '../parts/page.tsx'
import { rowInHand, useRowKeys } from '../parts/row-keys.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { tellKeys } from '../shell/key-list.tsx'
import { useTitle } from '../shell/place.ts'
import { EndedRuns } from './ended-runs.tsx'
import { Filters } from './filters.tsx'
import { RecurringWork } from './recurring-work.tsx'
import { queryOf, type RunsSearch } from './search.ts'
import { Standing } from './standing.tsx'
import { Trends } from './trends.tsx'
import { WaitingForMe } from './waiting-for-me.tsx'

const asked = ['document', 'environment', 'outcome', 'rehearsals', 'text', 'from'] as const

/** What runs, what waits for the viewer, what ran, what is due, and what runs say together. */
export function RunsPage() {
  useTitle('Runs')
  const search = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const page = useRef<HTMLDivElement>(null)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['runs', queryOf(search, asked)],
    queryFn: ({ signal }) => get<RunsView>(`/api/runs${queryOf(search, asked)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  })
  useRunsKeys(page, navigate)
  if (data === undefined)
    return error ? (
      <Page title="Runs">
        <Failed error={error} title="The runs could not be fetched" again={() => void refetch()} />
      </Page>
    ) : (
      <Loading what="Looking for runs" />
    )
  if (data.total === 0 && data.recurring.length === 0) return <NoRuns />
  const overdue = data.recurring.filter((one) => one.overdue > 0).length
  return (
    <div ref={page}>
      <Page
        title="Runs"
        acts={
          <Link to="/runbooks" className={linkButton}>
            <Icon name="play" />
            Start a run
          </Link>
        }
      >
        {error && <Stale again={() => void refetch()} />}
        <WaitingForMe asked={data.mine} />
        <Tabs search={search} overdue={overdue} recurring={data.recurring.length} />
        {search.show === undefined && (
          <div aria-busy={isPlaceholderData}>
            <Filters search={search} view={data} />
            <Standing view={data} />
            <EndedRuns view={data} search={search} />
          </div>
        )}
        {search.show === 'trends' && <Trends search={search} view={data} />}
        {search.show === 'recurring' && <RecurringWork view={data} />}
      </Page>
    </div>
  )
}

function useRunsKeys(
  page: React.RefObject<HTMLDivElement | null>,
  navigate: ReturnType<typeof useNavigate<never, '/'>>,
): void {
  useRowKeys(
    page,
    useMemo(
      () => ({
        '/': () => {
          const field = page.current?.querySelector<HTMLInputElement>('input[type=search]')
          field?.focus()
          return field !== undefined && field !== null
        },
        t: () =>
          void navigate({
            search: (now: RunsSearch) => ({ ...now, show: now.show === 'trends' ? undefined : 'trends' }) as RunsSearch,
          }),
        c: () => {
          const { run, before } = rowInHand()?.dataset ?? {}
          if (run === undefined || before === undefined) return false
          return navigate({ to: '/compare/$a/$b', params: { a: before, b: run } })
        },
      }),
      [page, navigate],
    ),
  )
  useEffect(() => {
    tellKeys([
      { keys: 'j', does: 'the next run or question' },
      { keys: 'k', does: 'the one before' },
      { keys: 'Enter', does: 'open it' },
      { keys: 'c', does: 'what changed since the run before' },
      { keys: '/', does: 'find runs' },
      { keys: 't', does: 'trends, and back' },
    ])
    return () => tellKeys([])
  }, [])
}

function Tabs({
  search,
  overdue,
  recurring,
}: {
  readonly search: RunsSearch
  readonly overdue: number
  readonly recurring: number
}) {
  const { show: _, from: __, ...kept } = search
  const tabs = [
    { show: undefined, name: 'Runs', note: null },
    { show: 'trends', name: 'Trends', note: null },
    {
      show: 'recurring',
      name: 'Recurring work',
      note: overdue > 0 ? `${overdue} overdue` : recurring > 0 ? String(recurring) : null,
    },
  ] as const
  return (
    <nav aria-label="What of the runs" className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map(({ show, name, note }) => (
        <Link
          key={name}
          to="/"
          search={show === undefined ? kept : { ...kept, show }}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={search.show === show ? 'page' : undefined}
          className={join(
            'flex min-h-10 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap',
            search.show === show ? 'border-ink font-semibold' : 'border-transparent text-ink-2 hover:bg-surface',
          )}
        >
          {name}
          {note && <span className={join('text-xs', overdue > 0 ? 'text-unmet' : 'text-ink-3')}>{note}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** The server does not answer now; what it said last stays. */
function Stale({ again }: { readonly again: () => void }) {
  return (
    <p
      role="status"
      className="mb-4 flex flex-wrap items-center gap-2 rounded-md border border-waiting-line bg-waiting-soft px-3 py-2 text-waiting"
    >
      <Icon name="offline" />
      Holdpoint does not answer now. This is what it said last.
      <button type="button" onClick={again} className="underline underline-offset-2">
        Try again
      </button>
    </p>
  )
}

function NoRuns() {
  return (
    <Page title="Runs">
      <Part title="Nothing has run here yet">
        <Empty icon="play" title="Start with a checklist that you have">
          <p>
            A run goes through a Markdown document of your repository, step by step. Nothing has to be written for
            Holdpoint.
          </p>
          <p>
            <Link to="/runbooks" className={linkButton}>
              Choose a runbook
            </Link>
          </p>
          <p className="text-sm">
            In a terminal: <code className="rounded bg-sunken px-1">holdpoint run DEPLOY.md</code>, or without doing
            anything: <code className="rounded bg-sunken px-1">holdpoint rehearse DEPLOY.md</code>.
          </p>
        </Empty>
      </Part>
    </Page>
  )
}
