import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { RunbookView } from '../../contract/runbook.ts'
import { get } from '../client/api.ts'
import { linkButton, Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { WhichRunbook } from '../parts/which-runbook.tsx'
import { useTitle } from '../shell/place.ts'
import { draftOf } from './drafts.ts'
import { Editing } from './editing.tsx'

/** A runbook, edited, with what Holdpoint understands of it beside it. */
export function EditorPage() {
  const { path } = useSearch({ from: '/editor' })
  if (path === undefined) return <WhichRunbook title="Editor" />
  return <OfPath key={path} path={path} />
}

function OfPath({ path }: { readonly path: string }) {
  useTitle(`Edit ${path}`)
  const { data, error, refetch } = useQuery({
    queryKey: ['edited', path],
    queryFn: ({ signal }) => get<RunbookView>(`/api/runbook?path=${encodeURIComponent(path)}`, signal),
    // What is edited changes by saving only; that somebody else has changed it is told then.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (data === undefined)
    return error ? (
      <Page title="Editor">
        <Failed error={error} title="This document cannot be edited" again={() => void refetch()}>
          <Link to="/runbooks" className={linkButton}>
            All runbooks
          </Link>
          {draftOf(path) !== null && <span className="self-center">What you typed is kept in this browser.</span>}
        </Failed>
      </Page>
    ) : (
      <Loading what="Opening the document" />
    )
  return <Editing view={data} draft={draftOf(path)} />
}
