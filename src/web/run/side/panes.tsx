import { lazy, Suspense } from 'react'
import { Loading } from '../../parts/states.tsx'
import { whenUsed } from '../../parts/when-used.ts'
import { DecidePane } from '../decide/decide-pane.tsx'
import { useHere } from '../page-state.ts'
import type { Pane } from '../run-context.tsx'

const OutputPane = lazy(async () => ({
  default: (await whenUsed(() => import('../output/output-pane.tsx'))).OutputPane,
}))
const WayBackPane = lazy(async () => ({
  default: (await whenUsed(() => import('../way-back/way-back-pane.tsx'))).WayBackPane,
}))
const TimelinePane = lazy(async () => ({
  default: (await whenUsed(() => import('../timeline/timeline-pane.tsx'))).TimelinePane,
}))
const SoakPane = lazy(async () => ({ default: (await whenUsed(() => import('../soak/soak-pane.tsx'))).SoakPane }))
const TalkPane = lazy(async () => ({ default: (await whenUsed(() => import('../talk/talk-pane.tsx'))).TalkPane }))

/** What a pane shows; each is loaded when it is first opened. */
export function PaneContent({ pane }: { readonly pane: Pane }) {
  return (
    <Suspense fallback={<Loading what="Loading" />}>
      <Content pane={pane} />
    </Suspense>
  )
}

function Content({ pane }: { readonly pane: Pane }) {
  const current = useHere((here) => here.current)
  switch (pane) {
    case 'decisions':
      return <DecidePane />
    case 'output':
      return <OutputPane step={current} />
    case 'back':
      return <WayBackPane />
    case 'timeline':
      return <TimelinePane />
    case 'soak':
      return <SoakPane />
    case 'talk':
      return <TalkPane step={current} />
  }
}
