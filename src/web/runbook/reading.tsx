import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FindingView, RunbookView } from '../../contract/runbook.ts'
import { Button } from '../parts/button.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Icon } from '../parts/icons.tsx'
import { join } from '../parts/join.ts'
import type { Stretch } from './lines.ts'
import { Understood } from './understood.tsx'

export type Shown = 'both' | 'reading' | 'source'

/** The document, source and reading side by side; only what is in sight is drawn. `line`: brought into sight. */
export function Reading({
  view,
  stretches,
  shown,
  line,
  onRule,
}: {
  readonly view: RunbookView
  readonly stretches: readonly Stretch[]
  readonly shown: Shown
  readonly line: number | null
  readonly onRule: (rule: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const drawn = useMemo(
    () =>
      shown === 'reading'
        ? stretches.filter(({ rows, findings, suggestions }) => rows.length + findings.length + suggestions.length > 0)
        : stretches,
    [stretches, shown],
  )
  const [top, setTop] = useState(0)
  useEffect(() => setTop(list.current?.offsetTop ?? 0), [])
  const rows = useWindowVirtualizer({
    count: drawn.length,
    estimateSize: (at) => (shown === 'reading' ? 44 : 12 + 20 * (drawn[at]?.lines.length ?? 1)),
    overscan: 20,
    scrollMargin: top,
    getItemKey: (at) => drawn[at]?.lines[0]?.number ?? at,
  })
  // Only another line, or another way of showing it, moves the page.
  useEffect(() => {
    if (line === null) return
    const at = drawn.findIndex(({ lines }) => (lines.at(-1)?.number ?? 0) >= line)
    if (at >= 0) rows.scrollToIndex(at, { align: 'center' })
  }, [line, shown])
  return (
    <div ref={list} className="relative text-sm" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((item) => {
        const one = drawn[item.index]
        if (one === undefined) return null
        return (
          <div
            key={item.key}
            data-index={item.index}
            ref={rows.measureElement}
            className="absolute top-0 left-0 w-full"
            style={{ transform: `translateY(${item.start - rows.options.scrollMargin}px)` }}
          >
            <Beside view={view} one={one} shown={shown} line={line} onRule={onRule} />
          </div>
        )
      })}
    </div>
  )
}

function Beside({
  view,
  one,
  shown,
  line,
  onRule,
}: {
  readonly view: RunbookView
  readonly one: Stretch
  readonly shown: Shown
  readonly line: number | null
  readonly onRule: (rule: string) => void
}) {
  const isMeant = one.lines.some(({ number }) => number === line)
  return (
    <>
      <div
        className={join(
          'grid gap-x-3',
          shown === 'both' && 'lg:grid-cols-2',
          one.rows.length > 0 && 'border-t border-line py-1',
          isMeant && shown === 'reading' && 'bg-running-soft',
        )}
      >
        {shown !== 'reading' && (
          <div className="min-w-0">
            {one.lines.map(({ number, text }) => (
              <div
                key={number}
                className={join('grid grid-cols-[2.5rem_1fr] gap-x-3', number === line && 'bg-running-soft')}
              >
                <LineNumber of={number} />
                <pre className="min-w-0 leading-5 whitespace-pre-wrap">
                  <Escaped text={text} />
                </pre>
              </div>
            ))}
          </div>
        )}
        {shown === 'reading' ? (
          <div className="grid grid-cols-[2.5rem_1fr] gap-x-3">
            <LineNumber of={one.lines[0]?.number ?? 0} />
            <Rows one={one} view={view} withText />
          </div>
        ) : (
          shown === 'both' && (
            <div className="min-w-0 max-lg:ml-[3.25rem] lg:border-l lg:border-line lg:pl-3">
              <Rows one={one} view={view} withText={false} />
            </div>
          )
        )}
      </div>
      {one.findings.map((finding) => (
        <Finding key={`${finding.rule}${finding.from}`} finding={finding} onRule={onRule} />
      ))}
      {shown !== 'source' &&
        one.suggestions.map((suggestion) => (
          <Suggestion key={suggestion.check} of={suggestion} writable={view.writable} />
        ))}
    </>
  )
}

const severities = {
  error: { look: 'border-unmet-line bg-unmet-soft', ink: 'text-unmet', word: 'Error' },
  warning: { look: 'border-waiting-line bg-waiting-soft', ink: 'text-waiting', word: 'Warning' },
  info: { look: 'border-line bg-surface', ink: 'text-ink-2', word: 'Note' },
} as const

function LineNumber({ of }: { readonly of: number }) {
  return <span className="tabular text-right text-xs leading-5 text-ink-3 select-none">{of}</span>
}

function Rows({
  one,
  view,
  withText,
}: {
  readonly one: Stretch
  readonly view: RunbookView
  readonly withText: boolean
}) {
  return (
    <div className="min-w-0">
      {one.rows.map((row, at) => (
        <Understood key={at} row={row} view={view} withText={withText} />
      ))}
    </div>
  )
}

/** What will hurt, why, and what to do. */
function Finding({ finding, onRule }: { readonly finding: FindingView; readonly onRule: (rule: string) => void }) {
  const { look, ink, word } = severities[finding.severity]
  return (
    <div className={join('my-1 ml-11 rounded-md border px-3 py-1.5', look)}>
      <p className="text-ink">
        <span className={join('mr-1.5 inline-flex items-center gap-1 font-semibold', ink)}>
          <Icon name={finding.severity === 'info' ? 'talk' : 'warning'} />
          {word}
        </span>
        <Escaped text={finding.message} />
      </p>
      <p className="text-ink-2">
        <Escaped text={finding.remedy} />{' '}
        {finding.page ? (
          <button
            type="button"
            onClick={() => onRule(finding.rule.replace(/\/.*/, ''))}
            className="min-h-6 font-medium text-running underline underline-offset-2"
          >
            {finding.rule}
          </button>
        ) : (
          <span className="text-ink-3">{finding.rule}</span>
        )}
      </p>
    </div>
  )
}

/** A check that Holdpoint could make instead of asking: a person takes it, by writing it into the document. */
function Suggestion({ of, writable }: { readonly of: RunbookView['suggestions'][number]; readonly writable: boolean }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(of.annotation).catch(() => {})
    setCopied(true)
  }
  return (
    <div className="my-1 ml-11 rounded-md border border-line bg-surface px-3 py-1.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>
          Holdpoint could look at this itself:{' '}
          <code className="rounded bg-sunken px-1">
            <Escaped text={of.check} />
          </code>
        </span>
        <Button size="small" onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy the note'}
        </Button>
      </p>
      {isCopied && (
        <p className="text-ink-2" role="status">
          Look it over, and paste <code>{of.annotation}</code> behind line {of.line}
          {writable ? ' in the editor.' : '.'}
        </p>
      )}
    </div>
  )
}
