import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { History, RunDocument, Said } from '../../../contract/index.ts'
import { get, runPath, told } from '../../client/api.ts'
import { useNow } from '../../parts/clock.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Time } from '../../parts/time.tsx'
import { StepLink } from '../step-link.tsx'
import { joined, type Since, since } from './since.ts'

const seenKey = (run: string) => `holdpoint seen ${run}`

/** The last thing that was seen when this run was looked at before; null: it was not. */
function lastLook(run: string): number | null {
  try {
    const kept = localStorage.getItem(seenKey(run))
    return kept === null ? null : Number(kept)
  } catch {
    return null
  }
}

/** Notes how far the run was seen, when the page is left. */
function useNotedLook(run: string, seq: number): number | null {
  const [before] = useState(() => lastLook(run))
  const newest = useRef(seq)
  newest.current = seq
  useEffect(() => {
    const note = () => {
      try {
        localStorage.setItem(seenKey(run), String(newest.current))
      } catch {
        // Where nothing can be kept everything is new the next time.
      }
    }
    window.addEventListener('pagehide', note)
    return () => {
      window.removeEventListener('pagehide', note)
      note()
    }
  }, [run])
  return before
}

const choices: readonly { readonly from: Since; readonly words: string }[] = [
  { from: 'last-look', words: 'your last look' },
  { from: '10 minutes', words: '10 minutes ago' },
  { from: '1 hour', words: 'an hour ago' },
  { from: 'begin', words: 'the beginning' },
]

/** What happened, newest first, since a moment that the viewer chooses. */
export function Happened({
  run,
  seq,
  said,
  step,
  document,
  zone,
  onStep,
}: {
  readonly run: string
  readonly seq: number
  readonly said: readonly Said[]
  /** Only what is about this step; null: all. */
  readonly step: string | null
  readonly document: RunDocument
  readonly zone: string
  readonly onStep: (step: string) => void
}) {
  const look = useNotedLook(run, seq)
  const [from, setFrom] = useState<Since>(look === null ? 'begin' : 'last-look')
  const now = Math.floor(useNow() / 30_000) * 30_000
  const found = useInfiniteQuery({
    queryKey: ['history', run],
    queryFn: ({ signal, pageParam }) => get<History>(`${runPath(run)}/history?after=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: ({ said, more }) => (more ? (said.at(-1)?.seq ?? null) : null),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { hasNextPage, isFetching, fetchNextPage } = found
  // Whatever is between what was fetched and what came live is fetched, too: the list has no hole.
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const fetched = found.data?.pages.flatMap((page) => page.said) ?? []
  const shown = since(joined(fetched, said), from, look, now).filter((one) => step === null || one.step === step)
  const [most, setMost] = useState(200)
  return (
    <div className="p-3">
      <label className="mb-3 flex flex-wrap items-center gap-2 text-sm text-ink-2">
        What changed since
        <select
          value={from}
          onChange={(event) => setFrom(event.target.value as Since)}
          className="min-h-9 rounded-md border border-line-strong bg-raised px-2 text-ink"
        >
          {choices.map(({ from, words }) => (
            <option key={from} value={from} disabled={from === 'last-look' && look === null}>
              {words}
            </option>
          ))}
        </select>
        <span>
          {shown.length} {shown.length === 1 ? 'thing' : 'things'}
        </span>
      </label>
      {found.error !== null && (
        <p role="alert" className="mb-2 text-sm text-unmet">
          Older things could not be fetched: {told(found.error).message}{' '}
          <button type="button" className="underline" onClick={() => found.refetch()}>
            Try again
          </button>
        </p>
      )}
      {shown.length === 0 && <p className="text-ink-2">Nothing happened since then.</p>}
      <ol className="flex flex-col">
        {shown.slice(0, most).map(({ seq, at, by, step, text }) => (
          <li key={seq} className="grid grid-cols-[auto_1fr] gap-x-3 border-b border-line py-1.5 text-sm">
            <span className="text-ink-2">
              <Time at={at} zone={zone} />
            </span>
            <span>
              <Escaped text={text} /> <span className="text-ink-2">{by.kind === 'person' ? by.name : ''}</span>{' '}
              {step !== null && <StepLink document={document} step={step} onStep={onStep} />}
            </span>
          </li>
        ))}
      </ol>
      {shown.length > most && (
        <button type="button" className="mt-2 min-h-9 text-running underline" onClick={() => setMost(most + 500)}>
          Show older ones
        </button>
      )}
    </div>
  )
}
