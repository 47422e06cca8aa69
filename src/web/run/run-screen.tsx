import { useEffect, useMemo, useRef, useState } from 'react'
import type { RunDocument } from '../../contract/index.ts'
import type { RunStore } from '../client/run-store.ts'
import { alertPerson, announce } from '../parts/announcer.tsx'
import { useWide } from '../parts/wide.ts'
import { useTitle } from '../shell/place.ts'
import { Asking } from './ask-reason.tsx'
import { useDeepLinks } from './deep-links.ts'
import { type DocumentHandle, DocumentView } from './document/document-view.tsx'
import { outlineOf } from './document/outline.ts'
import { Notices } from './notices.tsx'
import { Banners } from './now/banner.tsx'
import { NowBar } from './now/now-bar.tsx'
import { PageState } from './page-state.ts'
import { type RunParts, RunProvider, useLink, useParts, useRun } from './run-context.tsx'
import { useRunKeys } from './run-keys.ts'
import { useRunPalette } from './run-palette.ts'
import { SideColumn, SideSheet, useNewQuestions } from './side/side.tsx'

/** The page of a run: document, panes beside it, and what is going on, always in sight. */
export function RunScreen({ store, document }: { readonly store: RunStore; readonly document: RunDocument }) {
  const [page] = useState(() => new PageState())
  const handle = useRef<DocumentHandle>(null)
  const outline = useMemo(() => outlineOf(document), [document])
  const parts = useMemo<RunParts>(() => {
    const show: RunParts['show'] = (pane) => page.set({ pane, sheet: true })
    return {
      store,
      document,
      page,
      show,
      go: (step, pane) => {
        // A pane beside what is followed does not end the following.
        page.set({ current: step, ...(pane ? { pane, sheet: true } : { following: false, sheet: false }) })
        handle.current?.toStep(step, pane !== undefined)
      },
    }
  }, [store, document, page])
  return (
    <RunProvider value={parts}>
      <Screen outline={outline} handle={handle} />
    </RunProvider>
  )
}

function Screen({
  outline,
  handle,
}: {
  readonly outline: ReturnType<typeof outlineOf>
  readonly handle: React.RefObject<DocumentHandle | null>
}) {
  const isWide = useWide('(min-width: 64rem)')
  const title = useRun((run) => run.title)
  const environment = useRun((run) => run.environment)
  const { document } = useParts()
  useTitle(`${title}${environment === null ? '' : ` → ${environment}`}`, useLink())
  useRunKeys(outline, handle)
  useRunPalette(outline, handle)
  useNewQuestions()
  useSpoken()
  useDeepLinks(handle, outline, document)
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col print:block print:h-auto">
      <h1 className="sr-only">
        {title}
        {environment === null ? '' : `, ${environment}`}
      </h1>
      <NowBar />
      <Banners />
      <div className="grid min-h-0 flex-1 print:block lg:grid-cols-[minmax(0,1fr)_minmax(24rem,34%)] min-[110rem]:grid-cols-[minmax(0,1fr)_minmax(36rem,40%)]">
        <DocumentView outline={outline} ref={handle} />
        {isWide ? <SideColumn /> : <SideSheet />}
      </div>
      <Asking />
      <Notices />
    </div>
  )
}

/** Says to a screen reader what happened, and at once what waits for a person. */
function useSpoken(): void {
  const { store } = useParts()
  useEffect(() => {
    let heard = store.snapshot().view.seq
    let asked = new Set(store.snapshot().view.open.map(({ id }) => id))
    return store.subscribe(() => {
      const { view } = store.snapshot()
      if (view.seq === heard) return
      for (const { seq, text } of view.said) if (seq > heard) announce(text)
      heard = view.seq
      const fresh = view.open.filter(({ id }) => !asked.has(id))
      asked = new Set(view.open.map(({ id }) => id))
      const mine = fresh.find((question) => question.mine === null)
      if (mine !== undefined)
        alertPerson(`Waits for ${mine.may === 'anybody' ? 'an answer' : mine.may}: ${mine.question}`)
    })
  }, [store])
}
