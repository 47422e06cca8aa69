import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { RunDocument, RunView } from '../../contract/index.ts'
import { get, runPath } from '../client/api.ts'
import { browserWorld } from '../client/browser-world.ts'
import { follow } from '../client/live.ts'
import { RunStore } from '../client/run-store.ts'
import { Loading } from '../parts/states.tsx'
import { whenUsed } from '../parts/when-used.ts'
import { useTitle } from '../shell/place.ts'
import { NotThere } from './not-there.tsx'
import { PageState } from './page-state.ts'
import { RunProvider } from './run-context.tsx'
import { RunScreen } from './run-screen.tsx'

const WallView = lazy(async () => ({ default: (await whenUsed(() => import('./wall/wall-view.tsx'))).WallView }))

/** The page of a run. View and document are fetched side by side; then the view is followed. */
export function RunPage() {
  const { run } = useParams({ from: '/runs/$run' })
  return <Fetched key={run} run={run} />
}

function Fetched({ run }: { readonly run: string }) {
  useTitle('Run')
  const view = useQuery({
    queryKey: ['run', run],
    queryFn: ({ signal }) => get<RunView>(runPath(run), signal),
    // Followed from here on; another visit begins with a fresh one.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  // The newest document; an amended one is fetched under its digest, below.
  const document = useQuery({
    queryKey: ['document', run],
    queryFn: fetchDocument(run),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const error = view.error ?? document.error
  if (error !== null)
    return <NotThere run={run} error={error} again={() => void Promise.all([view.refetch(), document.refetch()])} />
  if (view.data === undefined || document.data === undefined) return <Loading what="Fetching the run" />
  return <Followed run={run} view={view.data} document={document.data} />
}

const fetchDocument =
  (run: string) =>
  ({ signal }: { readonly signal: AbortSignal }) =>
    get<RunDocument>(`${runPath(run)}/document`, signal)

function Followed({
  run,
  view,
  document: first,
}: {
  readonly run: string
  readonly view: RunView
  readonly document: RunDocument
}) {
  const [store] = useState(() => new RunStore(view))
  const search = useSearch({ from: '/runs/$run' })
  useEffect(() => follow(store, browserWorld(run)), [store, run])
  const digest = useSyncExternalStore(store.subscribe, () => store.snapshot().view.digest)
  const amended = useQuery({
    queryKey: ['document', run, digest],
    queryFn: fetchDocument(run),
    enabled: digest !== first.digest,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // While an amended document comes in, the one before stays: its steps keep their names.
  const document = digest !== first.digest && amended.data !== undefined ? amended.data : first
  if (search.view === 'wall') return <Wall store={store} document={document} />
  return <RunScreen key={document.digest} store={store} document={document} />
}

function Wall({ store, document }: { readonly store: RunStore; readonly document: RunDocument }) {
  const parts = useMemo(
    () => ({ store, document, page: new PageState(), go: () => {}, show: () => {} }),
    [store, document],
  )
  return (
    <RunProvider value={parts}>
      <Suspense fallback={<Loading what="Loading the wall view" />}>
        <WallView />
      </Suspense>
    </RunProvider>
  )
}
