import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { told } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { fetchOutput } from '../output/fetch-output.ts'
import { plain, visibleLines } from '../output/visible.ts'
import { useParts } from '../run-context.tsx'
import { Diff } from './diff.tsx'

type Exhibit = DecisionView['detail'][number]

/** What must lie before whoever answers: each piece as what it is. */
export function Exhibits({ decision }: { readonly decision: DecisionView }) {
  const isGroup = decision.steps.length > 1
  // The items of a group, or the question itself, are the document's sentences: once is enough.
  const shown = decision.detail.filter(
    (one) => one.is !== 'sentence' || !(isGroup || decision.question.includes(one.text.trim())),
  )
  if (shown.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      {shown.map((exhibit, at) => {
        const key = at
        return <Shown key={key} exhibit={exhibit} />
      })}
    </div>
  )
}

const block = 'overflow-x-auto rounded-md border border-line bg-surface px-3 py-2 text-sm whitespace-pre-wrap'

function Shown({ exhibit }: { readonly exhibit: Exhibit }) {
  switch (exhibit.is) {
    case 'command':
      return (
        <pre className={block}>
          <code>
            <Escaped text={exhibit.text} />
          </code>
        </pre>
      )
    case 'output':
      return <Excerpt exhibit={exhibit} />
    case 'sentence':
      return (
        <figure className="border-l-2 border-line-strong pl-3 text-sm">
          <figcaption className="text-ink-3">The document says (line {exhibit.line}):</figcaption>
          <blockquote className="whitespace-pre-wrap">
            <Escaped text={exhibit.text} />
          </blockquote>
        </figure>
      )
    case 'note':
      return (
        <p className="text-sm whitespace-pre-wrap text-ink-2">
          <Escaped text={exhibit.text} />
        </p>
      )
    case 'diff':
      return <Diff before={exhibit.before} after={exhibit.after} />
  }
}

/** Of longer output the end is shown: that is where it says what went wrong. */
const bytesShown = 8_192

function Excerpt({ exhibit }: { readonly exhibit: Extract<Exhibit, { is: 'output' }> }) {
  const { store, go } = useParts()
  const { step, attempt, to } = exhibit
  const from = Math.max(exhibit.from, to - bytesShown)
  const { data, error } = useQuery({
    queryKey: ['excerpt', store.view.run, step, attempt, from, to],
    queryFn: async ({ signal }) =>
      (await fetchOutput({ run: store.view.run, step, attempt }, { from, to }, signal)).bytes,
    enabled: to > exhibit.from,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const lines = useMemo(() => (data === undefined ? null : shownLines(data)), [data])
  if (to <= exhibit.from) return <p className="text-sm text-ink-3">It printed nothing.</p>
  return (
    <figure>
      <figcaption className="flex items-center justify-between gap-2 text-sm text-ink-3">
        {from > exhibit.from ? 'The end of what it printed' : 'What it printed'}
        <Button look="bare" size="small" icon="output" onClick={() => go(step, 'output')}>
          All of it
        </Button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={`${block} max-h-64 overflow-y-auto`} tabIndex={0} aria-label="What it printed">
        <pre className="whitespace-pre-wrap">
          {error !== null ? told(error).message : lines === null ? 'Fetching it…' : lines}
        </pre>
      </section>
    </figure>
  )
}

/** Output without colours, with everything that could deceive shown by its number. */
function shownLines(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes).replace(/\n$/, '')
  return text
    .split('\n')
    .flatMap((line) => visibleLines(line, 'last'))
    .map(plain)
    .join('\n')
}
