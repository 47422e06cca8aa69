import { memo } from 'react'
import type { DocumentRow } from '../../../contract/index.ts'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Words } from '../../parts/inline-words.tsx'
import { join } from '../../parts/join.ts'

import { columns } from './gutter.tsx'
import { StepRow } from './step-row.tsx'

/** A row of the document. It never changes; what does is read by the step inside it. `depth`: of a heading, how many are above it. */
export const Row = memo(function Row({ row, depth }: { readonly row: DocumentRow; readonly depth: number }) {
  switch (row.is) {
    case 'heading':
      return <Heading row={row} depth={depth} />
    case 'text':
      return <Text row={row} />
    case 'step':
      return <StepRow id={row.step} words={row.words} depth={row.depth} />
    case 'code':
      return <Code row={row} />
    case 'cells':
      return <Cells row={row} />
    case 'rule':
      return (
        <div className={join(columns, 'py-3 pr-2 sm:pr-4')}>
          <span />
          <hr className="border-line" />
        </div>
      )
  }
})

/** The page's own title is its h1; a document's headings begin below it, and leave no level out even where the document does. */
export const headingTag = (depth: number) => `h${Math.min(6, depth + 2)}` as 'h2'

const headingSizes = ['text-2xl', 'text-xl', 'text-lg', 'text-base', 'text-base', 'text-base']

function Heading({ row, depth }: { readonly row: Extract<DocumentRow, { is: 'heading' }>; readonly depth: number }) {
  const Level = headingTag(depth)
  return (
    <div
      className={join(
        columns,
        'border-l-3 border-transparent pr-2 sm:pr-4',
        row.level <= 2 ? 'pt-7 pb-2' : 'pt-5 pb-1',
      )}
    >
      <div className="pt-1 pl-1 sm:pl-3">
        {row.procedure !== null && (
          <Chip meaning="back" icon="back">
            <span className="max-sm:sr-only">Way back</span>
          </Chip>
        )}
      </div>
      <Level id={`L${row.line}`} className={join('font-semibold text-balance', headingSizes[row.level - 1])}>
        <Words words={row.words} />
      </Level>
    </div>
  )
}

/** How far an item of a list is moved in, by its depth; deeper ones no further. */
const indents = ['', 'pl-4', 'pl-8', 'pl-12', 'pl-16', 'pl-20'] as const

export const indent = (depth: number): string => indents[Math.min(depth, indents.length - 1)] ?? ''

function Text({ row }: { readonly row: Extract<DocumentRow, { is: 'text' }> }) {
  return (
    <div className={join(columns, 'border-l-3 border-transparent py-1 pr-2 sm:pr-4')}>
      <span />
      <div
        className={join(
          'flex max-w-prose gap-2 text-ink-2',
          indent(row.depth),
          row.quote > 0 && 'border-l-2 border-line-strong pl-3',
        )}
      >
        {row.marker !== null && (
          <span aria-hidden="true" className="shrink-0 text-ink-3">
            {/^[-*+]$/.test(row.marker) ? '•' : row.marker}
          </span>
        )}
        <p className="min-w-0 whitespace-pre-line">
          <Words words={row.words} />
        </p>
      </div>
    </div>
  )
}

function Code({ row }: { readonly row: Extract<DocumentRow, { is: 'code' }> }) {
  return (
    <div className={join(columns, 'border-l-3 border-transparent py-1.5 pr-2 sm:pr-4')}>
      <span />
      <figure className={indent(row.depth)}>
        <pre className="max-h-80 overflow-auto rounded-md border border-line bg-surface px-3 py-2 whitespace-pre-wrap text-ink-2">
          <code>
            <Escaped text={row.text} />
          </code>
        </pre>
        {row.why !== null && <figcaption className="mt-0.5 text-xs text-ink-3">Not run: {row.why}</figcaption>}
      </figure>
    </div>
  )
}

/** A line of a table. Cells side by side where there is room, below each other on a phone. */
function Cells({ row }: { readonly row: Extract<DocumentRow, { is: 'cells' }> }) {
  const cells = (
    <div
      className={join(
        'grid gap-x-3 border-b border-line py-1 max-sm:grid-cols-1!',
        row.head ? 'font-semibold' : 'text-ink-2',
      )}
      style={{ gridTemplateColumns: `repeat(${row.cells.length}, minmax(0, 1fr))` }}
    >
      {row.cells.map((words, at) => {
        const key = at
        return (
          <span key={key} className="min-w-0">
            <Words words={words} />
          </span>
        )
      })}
    </div>
  )
  if (row.step !== null) return <StepRow id={row.step} words={[]} depth={0} cells={cells} />
  return (
    <div className={join(columns, 'border-l-3 border-transparent pr-2 sm:pr-4')}>
      <span />
      <div className="sm:pl-12">{cells}</div>
    </div>
  )
}
