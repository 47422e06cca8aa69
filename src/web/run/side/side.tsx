import { useEffect, useRef } from 'react'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useHere } from '../page-state.ts'
import { type Pane, useParts, useRun } from '../run-context.tsx'
import { PaneContent } from './panes.tsx'
import { Tabs } from './tabs.tsx'

/** The pane that is shown: the chosen one, else what is of most use now. */
function usePane(): Pane {
  const chosen = useHere((here) => here.pane)
  const isAsked = useRun((run) => run.open.length > 0)
  return chosen ?? (isAsked ? 'decisions' : 'output')
}

/**
 * A new question brings the questions back into sight, unless the viewer is typing in another pane; after the last one the pane
 * shows what is of use then.
 */
export function useNewQuestions(): void {
  const { page } = useParts()
  const open = useRun((run) => run.open)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const before = known.current
    known.current = new Set(open.map(({ id }) => id))
    if (before === null) return
    const at = document.activeElement
    // Whoever answered by keyboard goes on from the document.
    if (at === document.body && open.length < before.size) refocus()
    if (open.length === 0 && before.size > 0 && page.here().pane === 'decisions') page.set({ pane: null, sheet: false })
    if (open.every(({ id }) => before.has(id))) return
    const isTyping = at instanceof HTMLElement && at.closest('[role=tabpanel] :is(input, textarea, select)') !== null
    if (!isTyping) page.set({ pane: null })
  }, [open, page])
}

/**
 * What had the focus is gone: the keys go on from the document, never from another question. There `d` would mean “done”, pressed by
 * somebody who means “show me the next one” and has not read it.
 */
const refocus = () =>
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[aria-current=step]')?.focus({ preventScroll: true }),
  )

/** The panes beside the document. */
export function SideColumn() {
  const { page } = useParts()
  const pane = usePane()
  return (
    <aside
      aria-label="Beside the document"
      className="flex print:hidden min-h-0 min-w-0 flex-col border-l border-line bg-ground"
    >
      <Tabs pane={pane} onPane={(next) => page.set({ pane: next })} label="Panes" />
      <div
        role="tabpanel"
        id="pane"
        aria-labelledby={`tab-${pane}`}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain"
      >
        <PaneContent pane={pane} />
      </div>
    </aside>
  )
}

/** The same above the document, where there is no room beside it. */
export function SideSheet() {
  const { page } = useParts()
  const pane = usePane()
  const open = useHere((here) => here.sheet)
  return (
    <Dialog open={open} onClose={() => page.set({ sheet: false })} title="Beside the document" bare tall>
      <div className="flex shrink-0 items-center border-b border-line">
        <div className="min-w-0 flex-1">
          <Tabs pane={pane} onPane={(next) => page.set({ pane: next })} label="Panes" />
        </div>
        <Button look="bare" icon="close" aria-label="Close" onClick={() => page.set({ sheet: false })} />
      </div>
      <div
        role="tabpanel"
        id="pane"
        aria-labelledby={`tab-${pane}`}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto"
      >
        <PaneContent pane={pane} />
      </div>
    </Dialog>
  )
}
