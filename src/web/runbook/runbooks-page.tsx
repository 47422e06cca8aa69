import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { RunbookLine, RunbooksView } from '../../contract/runbook.ts'
import { get } from '../client/api.ts'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { TextField } from '../parts/field.tsx'
import { Outcome } from '../parts/outcome.tsx'
import { Page, smallLinkButton, wordLink } from '../parts/page.tsx'
import { rowMark, useRowKeys } from '../parts/row-keys.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { Time } from '../parts/time.tsx'
import { useTitle } from '../shell/place.ts'

/** The runbooks that are here: documents that have steps, and those that runs were of. */
export function RunbooksPage() {
  useTitle('Runbooks')
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  const [words, setWords] = useState('')
  const { data, error, refetch } = useQuery({
    queryKey: ['runbooks'],
    queryFn: ({ signal }) => get<RunbooksView>('/api/runbooks', signal),
    refetchInterval: 30_000,
  })
  const found = useMemo(() => {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
    return (data?.runbooks ?? []).filter(({ path, title }) =>
      wanted.every((word) => `${path} ${title}`.toLowerCase().includes(word)),
    )
  }, [data, words])
  if (data === undefined)
    return error ? (
      <Page title="Runbooks">
        <Failed error={error} title="The runbooks could not be fetched" again={() => void refetch()} />
      </Page>
    ) : (
      <Loading what="Reading the documents here" />
    )
  if (data.runbooks.length === 0) return <None view={data} />
  return (
    <Page
      title="Runbooks"
      lead={
        <>
          Documents with steps below <code className="break-all">{data.place}</code>
          {data.more && '; there are more files than are looked at'}
        </>
      }
    >
      <TextField
        className="mb-3 max-w-md"
        label="Find"
        bare
        type="search"
        placeholder="Title or path"
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {found.length === 0 && <p className="text-ink-2">No runbook is called so.</p>}
      <ul ref={list} className="divide-y divide-line overflow-hidden rounded-lg border border-line empty:hidden">
        {found.map((one) => (
          <Runbook key={one.path} of={one} />
        ))}
      </ul>
    </Page>
  )
}

function Runbook({ of }: { readonly of: RunbookLine }) {
  const isThere = !of.gone && of.problem === null
  const name = <Escaped text={of.title} />
  return (
    <li className="grid gap-x-4 gap-y-1 px-3 py-2 hover:bg-surface md:grid-cols-[1fr_18rem_auto] md:items-center">
      <div className="min-w-0">
        {of.gone ? (
          <span className="font-medium text-ink-2">{name}</span>
        ) : (
          <Link to="/runbook" search={{ path: of.path }} {...rowMark} className="font-medium hover:underline">
            {name}
          </Link>
        )}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <span className="break-all">
            <Escaped text={of.path} />
          </span>
          {isThere && <span>{of.steps === 1 ? '1 step' : `${of.steps} steps`}</span>}
          {isThere && (
            <span>
              {of.procedures === 0 ? 'no way back' : of.procedures === 1 ? '1 way back' : `${of.procedures} ways back`}
            </span>
          )}
          {of.errors > 0 && (
            <Chip meaning="unmet" icon="warning">
              {of.errors === 1 ? '1 error' : `${of.errors} errors`}
            </Chip>
          )}
          {of.warnings > 0 && <span>{of.warnings === 1 ? '1 warning' : `${of.warnings} warnings`}</span>}
          {of.gone && <Chip icon="unknown">the file is not there any more</Chip>}
          {of.problem && (
            <Chip meaning="unmet" icon="warning">
              cannot be read
            </Chip>
          )}
        </p>
        {of.problem && <p className="text-sm text-unmet">{of.problem.message}</p>}
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
        {of.last === null ? (
          'never run'
        ) : (
          <>
            <Outcome outcome={of.last.outcome} />
            <Link to="/runs/$run" params={{ run: of.last.run }} className={wordLink}>
              {of.last.rehearsal ? 'rehearsed ' : ''}
              <Time at={of.last.at} />
            </Link>
            {of.runs > 1 && (
              <Link to="/" search={{ document: of.path }} className={wordLink}>
                all {of.runs}
              </Link>
            )}
          </>
        )}
      </p>
      {isThere ? (
        <p className="flex gap-1">
          <Link
            to="/runbook"
            search={{ path: of.path }}
            hash="start"
            className={smallLinkButton}
            aria-label={`Start ${of.title}`}
          >
            Start
          </Link>
          <Link to="/editor" search={{ path: of.path }} className={smallLinkButton} aria-label={`Edit ${of.title}`}>
            Edit
          </Link>
        </p>
      ) : (
        <span />
      )}
    </li>
  )
}

function None({ view }: { readonly view: RunbooksView }) {
  return (
    <Page title="Runbooks">
      <Empty icon="record" title="No runbook is here yet">
        <p>
          {view.looked === 0
            ? 'There is no Markdown file'
            : `${view.looked === 1 ? 'One Markdown file was' : `${view.looked} Markdown files were`} looked at, and none has steps,`}{' '}
          below <code className="break-all">{view.place}</code>.
        </p>
        <p>
          A runbook is a document with something to do in it: boxes (<code>- [ ] Nobody else deploys</code>) or blocks
          of commands. <code>holdpoint init</code> writes one to begin with.
        </p>
      </Empty>
    </Page>
  )
}
