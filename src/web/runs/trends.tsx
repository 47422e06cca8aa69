import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { RunsView } from '../../contract/runs.ts'
import type { TrendsView } from '../../contract/trends.ts'
import { get } from '../client/api.ts'
import { Choice } from '../parts/field.tsx'
import { Part } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { Durations } from './durations.tsx'
import { Figure } from './figure.tsx'
import { queryOf, type RunsSearch } from './search.ts'
import { TimeSpent } from './time-spent.tsx'

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
