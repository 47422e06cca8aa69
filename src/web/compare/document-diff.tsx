import type { CompareView } from '../../contract/compare.ts'
import { Escaped } from '../parts/escaped.tsx'
import { join } from '../parts/join.ts'

const looks = {
  same: { sign: ' ', class: '', word: '' },
  gone: { sign: '-', class: 'bg-unmet-soft text-unmet', word: 'gone: ' },
  added: { sign: '+', class: 'bg-done-soft text-done', word: 'new: ' },
} as const

/** Where the documents of two runs differ, with what stands around it. */
export function DocumentDiff({ view }: { readonly view: Pick<CompareView, 'hunks' | 'longer'> }) {
  if (view.hunks.length === 0)
    return (
      <p className="text-ink-2">
        {view.longer
          ? 'The documents have so little in common that no comparison helps.'
          : 'No line of it was changed.'}
      </p>
    )
  return (
    <>
      <div className="overflow-hidden rounded-lg border border-line">
        {view.hunks.map((hunk) => (
          <section key={`${hunk.a} ${hunk.b}`} aria-label={`From line ${hunk.b}`}>
            <p className="border-y border-line bg-surface px-3 py-1 text-xs text-ink-2 first:border-t-0">
              From line {hunk.b}
              {hunk.a !== hunk.b && `, before it was ${hunk.a}`}
            </p>
            <pre className="overflow-x-auto py-1 text-sm leading-5 whitespace-pre-wrap">
              {hunk.lines.map(({ is, text }, at) => (
                <span key={at} className={join('block px-3', looks[is].class)}>
                  <span aria-hidden="true">{looks[is].sign} </span>
                  <span className="sr-only">{looks[is].word}</span>
                  <Escaped text={text} />
                </span>
              ))}
            </pre>
          </section>
        ))}
      </div>
      {view.longer && <p className="mt-1 text-sm text-ink-2">There is more than stands here.</p>}
    </>
  )
}
