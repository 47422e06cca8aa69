import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { RunsView } from '../../contract/runs.ts'
import { get, Refused } from '../client/api.ts'
import { wordLink } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'

/** The run could not be fetched: only the beginning of its id was given, it does not exist, the viewer has no link, or nobody answers. */
export function NotThere({
  run,
  error,
  again,
}: {
  readonly run: string
  readonly error: unknown
  readonly again: () => void
}) {
  return error instanceof Refused && error.status === 404 ? (
    <Begins run={run} />
  ) : (
    <Failed page error={error} title="The run could not be fetched" again={again} />
  )
}

/** Terminals print the beginning of an id, and people pass that on: it leads to the run as long as it is one's only. */
function Begins({ run }: { readonly run: string }) {
  const navigate = useNavigate()
  const found = useQuery({
    queryKey: ['runs', 'beginning', run],
    queryFn: ({ signal }) =>
      get<RunsView>(`/api/runs?rehearsals=with&limit=50&text=${encodeURIComponent(run)}`, signal),
    gcTime: 0,
  })
  const runs = [...(found.data?.unfinished ?? []), ...(found.data?.ended ?? [])].filter((one) =>
    one.run.startsWith(run),
  )
  const meant = runs.length === 1 ? runs[0]?.run : undefined
  useEffect(() => {
    // With the step that the address names, and to the same view.
    if (meant !== undefined)
      void navigate({ to: '/runs/$run', params: { run: meant }, search: true, hash: true, replace: true })
  }, [meant, navigate])
  if (found.isPending || meant !== undefined) return <Loading what="Looking for the run" />
  if (runs.length > 1)
    return (
      <Empty page icon="unknown" title={`${runs.length} runs begin with ${run}`}>
        <ul>
          {runs.map((one) => (
            <li key={one.run}>
              <Link to="/runs/$run" params={{ run: one.run }} className={wordLink}>
                {one.run}
              </Link>{' '}
              {one.title}
            </li>
          ))}
        </ul>
      </Empty>
    )
  return (
    <Empty page icon="unknown" title="There is no such run here">
      <p>
        <code>{run}</code> is not among the runs of this place. It may be in another folder, or was removed.
      </p>
      <p>
        <Link to="/" className={wordLink}>
          All runs
        </Link>
      </p>
    </Empty>
  )
}
