import { useEffect, useRef, useState } from 'react'
import type { OutputMatches } from '../../../contract/index.ts'
import { told } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { type OutputOf, searchOutput } from './fetch-output.ts'
import { sizeWords } from './statements.ts'
import { plain, visibleLines } from './visible.ts'

/** Finds a text in the whole output, also where it is not held here, and goes from one place to the next. */
export function OutputSearch({
  of,
  growing,
  onGo,
  onClose,
}: {
  readonly of: OutputOf
  /** More may be printed while it is searched. */
  readonly growing: boolean
  readonly onGo: (text: string, at: number) => void
  readonly onClose: () => void
}) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ readonly text: string; readonly result: OutputMatches } | null>(null)
  const [at, setAt] = useState(0)
  const [error, setError] = useState<unknown>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { run, step, attempt } = of
  useEffect(() => {
    const asked = text
    if (asked === '') return
    const over = new AbortController()
    const timer = setTimeout(() => {
      searchOutput({ run, step, attempt }, asked, over.signal).then(
        (result) => {
          setFound({ text: asked, result })
          setError(null)
          setAt(0)
        },
        (problem: unknown) => {
          if (!over.signal.aborted) setError(problem)
        },
      )
    }, 250)
    return () => {
      clearTimeout(timer)
      over.abort()
    }
  }, [text, run, step, attempt])
  const matches = text !== '' && found?.text === text ? found.result.matches : []
  const go = (next: number) => {
    const wrapped = (next + matches.length) % Math.max(1, matches.length)
    const match = matches[wrapped]
    if (match === undefined) return
    setAt(wrapped)
    onGo(text, match.at)
  }
  useEffect(() => go(0), [found])
  return (
    <search className="flex flex-wrap items-center gap-2 border-b border-line bg-surface px-3 py-1.5">
      <input
        ref={field}
        type="search"
        value={text}
        aria-label="Find in the whole output"
        placeholder="Find in the whole output"
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? at - 1 : at + 1)
          if (event.key === 'Escape') onClose()
          else return
          event.stopPropagation()
        }}
        className="min-h-8 min-w-40 flex-1 rounded-md border border-line-strong bg-raised px-2 text-base"
      />
      <span role="status" className="tabular text-sm text-ink-2">
        {error !== null
          ? told(error).message
          : text === '' || found?.text !== text
            ? ''
            : countWords(found.result, at, growing)}
      </span>
      <Button size="small" onClick={() => go(at - 1)} not={matches.length === 0 ? 'Nothing was found' : null}>
        Previous
      </Button>
      <Button size="small" onClick={() => go(at + 1)} not={matches.length === 0 ? 'Nothing was found' : null}>
        Next
      </Button>
      <Button size="small" look="bare" icon="close" aria-label="Close the search" onClick={onClose} />
      {matches[at] && (
        <code className="w-full truncate text-sm text-ink-2">
          {visibleLines(matches[at].line, 'last').map(plain).join(' ')}
        </code>
      )}
    </search>
  )
}

function countWords({ matches, more, searched }: OutputMatches, at: number, growing: boolean): string {
  const so = growing ? ' so far' : ''
  if (matches.length === 0) return `Not found in ${sizeWords(searched)}${so}`
  return `${at + 1} of ${more ? 'more than ' : ''}${matches.length}${so}`
}
