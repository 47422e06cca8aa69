import { useVirtualizer } from '@tanstack/react-virtual'
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DocumentRow, RunDocument } from '../../../contract/index.ts'
import { Words } from '../../parts/inline-words.tsx'
import { useHere } from '../page-state.ts'
import { useParts, useRun } from '../run-context.tsx'
import { FindBar } from './find-bar.tsx'
import { headingsAbove, type Outline, rowOfLine } from './outline.ts'
import { headingTag, Row } from './rows.tsx'
import { SectionBar } from './section-bar.tsx'

/** How the document is moved from outside: keys, palette, links. */
export interface DocumentHandle {
  /** Scrolls to a step and gives it the focus, unless `quietly`. */
  readonly toStep: (step: string, quietly?: boolean) => void
  readonly toRow: (row: number) => void
  readonly toLine: (line: number) => void
  /** The first row in sight. */
  readonly first: () => number
}

/** About how high a row is before it has been measured. */
function estimate(row: DocumentRow | undefined, document: RunDocument): number {
  if (row?.is === 'heading') return 64
  if (row?.is === 'code') return 44 + Math.min(12, row.text.split('\n').length) * 24
  if (row?.is !== 'step') return 32
  const step = document.steps[row.step]
  const lines = step?.command?.split('\n').length ?? 0
  return 40 + (lines > 0 ? 8 + Math.min(lines, 16) * 30 : 0) + (step?.expectations.length ?? 0) * 22
}

/**
 * The document as people know it. Only the rows in sight are drawn, however long it is, at their measured heights. The section that
 * is being read stays at the top.
 */
export function DocumentView({ outline, ref }: { readonly outline: Outline; readonly ref: Ref<DocumentHandle> }) {
  const { document, page } = useParts()
  const scroller = useRef<HTMLDivElement>(null)
  /** Set while the page scrolls by itself: only what the person scrolls ends the following. */
  const own = useRef(false)
  const virtual = useVirtualizer({
    count: outline.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(outline.rows[index], document),
    overscan: 6,
    paddingEnd: 240,
    scrollPaddingStart: 48,
    scrollPaddingEnd: 96,
    getItemKey: (index) => index,
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()

  const toRow = useCallback(
    (row: number, align: 'start' | 'center' | 'auto' = 'center') => {
      own.current = true
      virtual.scrollToIndex(row, { align })
      setTimeout(() => {
        own.current = false
      }, 400)
    },
    [virtual],
  )
  const toStep = useCallback(
    (step: string, quietly = false) => {
      const row = outline.rowOfStep.get(step)
      if (row === undefined) return
      page.set({ current: step })
      toRow(row, quietly ? 'center' : 'auto')
      if (!quietly) focusWhenDrawn(scroller.current, step)
    },
    [outline, page, toRow],
  )
  useImperativeHandle(
    ref,
    () => ({
      toStep,
      toRow: (row) => toRow(row, 'start'),
      toLine: (line) => toRow(rowOfLine(outline, line), 'start'),
      first: () => virtual.range?.startIndex ?? 0,
    }),
    [toStep, toRow, outline, virtual],
  )
  useFollowing(toStep)
  const isPrinted = usePrinted()
  const stop = useCallback(() => {
    if (!own.current) page.set({ following: false })
  }, [page])

  return (
    <section aria-label="Document" className="relative flex min-h-0 min-w-0 flex-col">
      <SectionBar
        outline={outline}
        first={items.find((item) => item.end > (virtual.scrollOffset ?? 0) + 8)?.index ?? 0}
      />
      <FindBar outline={outline} to={(row) => toRow(row)} />
      <div
        ref={scroller}
        onWheel={stop}
        onTouchMove={stop}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none] print:overflow-visible"
      >
        {isPrinted &&
          outline.rows.map((row, index) => (
            <PrintedRow key={`${row.line} ${index}`} outline={outline} row={row} index={index} />
          ))}
        <div className="relative w-full print:hidden" style={{ height: virtual.getTotalSize() }}>
          <Above outline={outline} row={items[0]?.index ?? 0} />
          <div className="absolute inset-x-0 top-0" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map((item) => {
              const row = outline.rows[item.index]
              return (
                row && (
                  <div key={item.key} data-index={item.index} ref={virtual.measureElement}>
                    <Row row={row} depth={outline.above.get(item.index)?.length ?? 0} />
                  </div>
                )
              )
            })}
          </div>
        </div>
      </div>
    </section>
  )
}

/** On paper everything is drawn: nobody scrolls there. */
function usePrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false)
  useEffect(() => {
    // Drawn before the browser takes the page as it is.
    const before = () => flushSync(() => setPrinted(true))
    const after = () => setPrinted(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return isPrinted
}

function PrintedRow({
  outline,
  row,
  index,
}: {
  readonly outline: Outline
  readonly row: DocumentRow
  readonly index: number
}) {
  return (
    <div className="break-inside-avoid">
      <Row row={row} depth={outline.above.get(index)?.length ?? 0} />
    </div>
  )
}

/** For who reads by headings: those that the first row drawn stands below. They are in sight as the bar above the document. */
function Above({ outline, row }: { readonly outline: Outline; readonly row: number }) {
  return headingsAbove(outline, row).map((index, depth) => {
    const heading = outline.rows[index]
    const Level = headingTag(depth)
    return (
      heading?.is === 'heading' && (
        <Level key={index} className="sr-only">
          <Words words={heading.words} />
        </Level>
      )
    )
  })
}

/** What the run is at: what runs, else what is asked, else what comes next. */
function useAtStep(): string | null {
  return useRun((run) => run.running[0]?.step ?? run.open[0]?.steps[0] ?? run.next[0] ?? null)
}

function useFollowing(toStep: (step: string, quietly: boolean) => void): void {
  const at = useAtStep()
  const following = useHere((here) => here.following)
  useEffect(() => {
    if (following && at !== null) toStep(at, true)
  }, [following, at, toStep])
}

/** A row that was out of sight is drawn a frame or two after it was scrolled to. */
function focusWhenDrawn(scroller: HTMLElement | null, step: string, tries = 12): void {
  requestAnimationFrame(() => {
    const element = scroller?.querySelector<HTMLElement>(`[data-step="${CSS.escape(step)}"]`)
    if (element) element.focus({ preventScroll: true })
    else if (tries > 0) focusWhenDrawn(scroller, step, tries - 1)
  })
}
