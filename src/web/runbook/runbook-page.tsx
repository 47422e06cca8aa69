import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RunbookView } from '../../contract/runbook.ts'
import { get } from '../client/api.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Icon } from '../parts/icons.tsx'
import { linkButton, Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { WhichRunbook } from '../parts/which-runbook.tsx'
import { tellKeys } from '../shell/key-list.tsx'
import { useKeys } from '../shell/keyboard.ts'
import { useTitle } from '../shell/place.ts'
import { AroundIt } from './around-it.tsx'
import { stretchesOf } from './lines.ts'
import { Reading, type Shown } from './reading.tsx'
import { RulePage } from './rule-page.tsx'
import { StartForm } from './start-form.tsx'

/** A runbook: what was understood of it beside its source, what will hurt, and how to start it. */
export function RunbookPage() {
  const { path } = useSearch({ from: '/runbook' })
  if (path === undefined) return <WhichRunbook title="Runbook" />
  return <OfPath key={path} path={path} />
}

function OfPath({ path }: { readonly path: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['runbook', path],
    queryFn: ({ signal }) => get<RunbookView>(`/api/runbook?path=${encodeURIComponent(path)}`, signal),
    refetchInterval: 20_000,
  })
  useTitle(data?.document.title ?? path)
  if (data === undefined)
    return error ? (
      <Page title="Runbook">
        <Failed error={error} title="This document cannot be shown" again={() => void refetch()}>
          <Link to="/runbooks" className={linkButton}>
            All runbooks
          </Link>
        </Failed>
      </Page>
    ) : (
      <Loading what="Reading the document" />
    )
  return (
    <>
      {error && (
        <div className="px-3">
          <Failed
            error={error}
            title="The document cannot be read any more; this is what it was"
            again={() => void refetch()}
          />
        </div>
      )}
      <Told view={data} />
    </>
  )
}

function Told({ view }: { readonly view: RunbookView }) {
  const { path, document, findings } = view
  const [rule, setRule] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown>(() =>
    window.matchMedia('(min-width: 1024px)').matches ? 'both' : 'reading',
  )
  const stretches = useMemo(() => stretchesOf(view), [view])
  const isStart = useLocation({ select: ({ hash }) => hash === 'start' })
  const hash = useLocation({ select: ({ hash }) => hash })
  const navigate = useNavigate({ from: '/runbook' })
  const start = (open: boolean) => {
    // The form also closes because the page is left: nobody is to be brought back then.
    if (!open && window.location.hash !== '#start') return
    void navigate({ search: { path }, hash: open ? 'start' : '', replace: true })
  }
  const [line, setLine] = useState<number | null>(null)
  useEffect(() => {
    const named = /^L(\d+)$/.exec(hash)
    if (named) setLine(Number(named[1]))
  }, [hash])
  const at = useRef(0)
  const bad = useMemo(() => [...new Set(findings.map((one) => one.line))].sort((a, b) => a - b), [findings])
  const go = (by: number) => {
    if (bad.length === 0) return false
    at.current =
      by > 0
        ? (bad.find((one) => one > at.current) ?? bad[0] ?? 0)
        : (bad.findLast((one) => one < at.current) ?? bad.at(-1) ?? 0)
    setLine(at.current)
    return true
  }
  useRunbookKeys({
    next: () => go(1),
    back: () => go(-1),
    start: () => start(true),
    edit: () => navigate({ to: '/editor', search: { path } }),
  })
  return (
    <Page
      wide
      title={<Escaped text={document.title} />}
      lead={
        <span className="break-all">
          <Escaped text={path} />
        </span>
      }
      acts={
        <>
          <Button look="full" meaning="running" icon="play" keys="s" onClick={() => start(true)}>
            Start
          </Button>
          <Link to="/editor" search={{ path }} className={linkButton}>
            {view.writable ? 'Edit' : 'Look at the source'}
          </Link>
        </>
      }
    >
      <AroundIt view={view} />
      {document.rows.length === 0 || Object.keys(document.steps).length === 0 ? (
        <p className="mb-4 rounded-lg border border-waiting-line bg-waiting-soft px-3 py-2 text-waiting">
          Nothing in this document is to be done: it has neither boxes nor commands, so that it cannot be started.
        </p>
      ) : null}
      <div className="sticky top-12 z-20 mb-2 flex flex-wrap items-center gap-2 border-b border-line bg-ground py-2 print:hidden">
        <Ways shown={shown} onShown={setShown} />
        <Found view={view} />
        {bad.length > 0 && (
          <span className="ml-auto flex gap-1">
            <Button size="small" keys="p" onClick={() => go(-1)}>
              Finding before
            </Button>
            <Button size="small" keys="n" onClick={() => go(1)}>
              Next finding
            </Button>
          </span>
        )}
      </div>
      <Reading view={view} stretches={stretches} shown={shown} line={line} onRule={setRule} />
      <Dialog open={rule !== null} onClose={() => setRule(null)} title={rule ?? ''} wide>
        {rule !== null && <RulePage rule={rule} />}
      </Dialog>
      <Dialog open={isStart} onClose={() => start(false)} title={`Start: ${document.title}`} wide>
        <StartForm view={view} />
      </Dialog>
    </Page>
  )
}

function useRunbookKeys(acts: Readonly<Record<'next' | 'back' | 'start' | 'edit', () => unknown>>): void {
  const now = useRef(acts)
  now.current = acts
  useKeys(
    useMemo(
      () => ({
        n: () => now.current.next(),
        p: () => now.current.back(),
        s: () => now.current.start(),
        e: () => now.current.edit(),
      }),
      [],
    ),
  )
  useEffect(() => {
    tellKeys([
      { keys: 'n', does: 'the next finding' },
      { keys: 'p', does: 'the finding before' },
      { keys: 's', does: 'start or rehearse it' },
      { keys: 'e', does: 'edit it' },
    ])
    return () => tellKeys([])
  }, [])
}

const ways: readonly { readonly shown: Shown; readonly name: string }[] = [
  { shown: 'both', name: 'Both' },
  { shown: 'reading', name: 'Reading' },
  { shown: 'source', name: 'Source' },
]

function Ways({ shown, onShown }: { readonly shown: Shown; readonly onShown: (shown: Shown) => void }) {
  return (
    <fieldset className="inline-flex rounded-md border border-line-strong">
      <legend className="sr-only">What is shown</legend>
      {ways.map((one) => (
        <button
          key={one.shown}
          type="button"
          aria-pressed={shown === one.shown}
          onClick={() => onShown(one.shown)}
          className="min-h-8 px-3 text-sm first:rounded-l-md last:rounded-r-md aria-pressed:bg-ink aria-pressed:text-ground"
        >
          {one.name}
        </button>
      ))}
    </fieldset>
  )
}

/** How much was found in it. */
function Found({ view }: { readonly view: RunbookView }) {
  const count = (severity: string) => view.findings.filter((one) => one.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('info')]
  if (errors + warnings + notes === 0)
    return (
      <span className="flex items-center gap-1.5 text-sm text-ink-2">
        <Icon name="passed" />
        Nothing was found that will hurt
        {view.silenced.length > 0 && `; ${view.silenced.length} silenced with a reason`}
      </span>
    )
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-sm text-ink-2">
      {errors > 0 && (
        <Chip meaning="unmet" icon="warning">
          {errors === 1 ? '1 error' : `${errors} errors`}
        </Chip>
      )}
      {warnings > 0 && (
        <Chip meaning="waiting" icon="warning">
          {warnings === 1 ? '1 warning' : `${warnings} warnings`}
        </Chip>
      )}
      {notes > 0 && <Chip>{notes === 1 ? '1 note' : `${notes} notes`}</Chip>}
      {view.silenced.length > 0 && <span>{view.silenced.length} silenced</span>}
    </span>
  )
}
