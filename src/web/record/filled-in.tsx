import { useState } from 'react'
import type { RecordView } from '../../contract/record.ts'
import { Escaped } from '../parts/escaped.tsx'
import { Tick } from '../parts/field.tsx'

/** As many lines are drawn at once; longer documents are shown in parts. */
const portion = 2_000

/** The document as the record has it: what was filled in is marked, and what stood there can be seen. */
export function FilledIn({ lines }: { readonly lines: RecordView['lines'] }) {
  const [isWas, setWas] = useState(false)
  const [shown, setShown] = useState(portion)
  const filled = lines.filter(({ was }) => was !== null).length
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-4 text-sm print:hidden">
        <span className="text-ink-2">
          {filled === 0
            ? 'Nothing was filled in.'
            : `${filled} of ${lines.length} lines were filled in; they are marked.`}
        </span>
        {filled > 0 && <Tick label="Show what stood there" checked={isWas} onChange={setWas} />}
      </div>
      <pre className="overflow-x-auto rounded-lg border border-line bg-surface py-2 text-sm leading-5">
        {lines.slice(0, shown).map(({ text, was }, at) => (
          <span key={at} className="contents">
            {isWas && was !== null && was !== '' && (
              <del className="block border-l-4 border-transparent px-3 text-ink-3">
                <Escaped text={was} />
              </del>
            )}
            <span
              className={
                was === null
                  ? 'block border-l-4 border-transparent px-3 whitespace-pre-wrap'
                  : 'block border-l-4 border-running-line bg-running-soft px-3 whitespace-pre-wrap'
              }
            >
              {was !== null && <span className="sr-only">filled in: </span>}
              {text === '' ? ' ' : <Escaped text={text} />}
            </span>
          </span>
        ))}
      </pre>
      {lines.length > shown && (
        <button type="button" onClick={() => setShown(shown + portion)} className="min-h-10 font-medium text-running">
          {lines.length - shown} more lines
        </button>
      )}
    </>
  )
}
