import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { useHere } from '../page-state.ts'
import { useParts } from '../run-context.tsx'
import { type Outline, rowsWith } from './outline.ts'

/** Finding in the document: the browser's own search sees only the rows that are drawn. */
export function FindBar({ outline, to }: { readonly outline: Outline; readonly to: (row: number) => void }) {
  const { document, page } = useParts()
  const text = useHere((here) => here.find)
  const input = useRef<HTMLInputElement>(null)
  const [at, setAt] = useState(0)
  const found = useMemo(() => (text === null ? [] : rowsWith(document, text)), [text, document])
  const isShown = text !== null
  useEffect(() => {
    if (isShown) input.current?.focus()
  }, [isShown])
  if (text === null) return null
  const move = (by: number) => {
    if (found.length === 0) return
    const next = (at + by + found.length) % found.length
    setAt(next)
    show(next)
  }
  const show = (next: number) => {
    const row = found[next]
    if (row === undefined) return
    const shown = outline.rows[row]
    page.set({ following: false, ...(shown?.is === 'step' ? { current: shown.step } : {}) })
    to(row)
  }
  return (
    <search className="flex shrink-0 items-center gap-1 border-b border-line bg-raised px-3 py-1.5">
      <input
        ref={input}
        type="text"
        aria-label="Find in the document"
        placeholder="Find in the document"
        value={text}
        onChange={(event) => {
          page.set({ find: event.target.value })
          setAt(-1)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') move(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') page.set({ find: null })
        }}
        className="field min-w-0 flex-1"
      />
      <span role="status" className="tabular min-w-16 text-center text-sm text-ink-2">
        {text.trim() === '' ? '' : found.length === 0 ? 'nothing' : `${at < 0 ? '' : `${at + 1} of `}${found.length}`}
      </span>
      <Button look="bare" icon="down" aria-label="Next" onClick={() => move(1)} />
      <Button look="bare" icon="close" aria-label="Close the search" onClick={() => page.set({ find: null })} />
    </search>
  )
}
