import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { AttemptView, StepDocument } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Loading } from '../../parts/states.tsx'
import { whenUsed } from '../../parts/when-used.ts'
import { Otherwise } from '../otherwise.tsx'
import { downloadPath } from './fetch-output.ts'
import { Rest } from './output-rest.tsx'
import { OutputSearch } from './output-search.tsx'
import { Choice, Toggle } from './output-switches.tsx'
import { PlainOutput } from './plain-output.tsx'
import { StatementLine } from './statement-line.tsx'
import { sizeWords, statementAt, statementMarks } from './statements.ts'
import type { ScreenHandle } from './terminal/terminal-view.tsx'
import type { Watched } from './use-output.ts'
import { plain, visibleLines } from './visible.ts'

const TerminalView = lazy(() => whenUsed(() => import('./terminal/terminal-view.tsx')))

/** An output that is there, with all that can be done with it: followed, found in, copied, taken along, shown otherwise. */
export function OutputView({
  of,
  attempt,
  watched,
  address,
}: {
  readonly of: StepDocument
  readonly attempt: AttemptView
  readonly watched: Watched
  readonly address: { readonly run: string; readonly step: string; readonly attempt: number }
}) {
  const { seen, follower, printed } = watched
  const { window } = seen
  const runs = printed?.statement ?? null
  const marks = useMemo(() => statementMarks(of, attempt, runs), [of, attempt, runs])
  const [wrap, setWrap] = useState(true)
  const [all, setAll] = useState(false)
  const [asText, setAsText] = useState(false)
  const [searching, setSearching] = useState(false)
  const [viewing, setViewing] = useState(false)
  const [topmost, setTopmost] = useState(0)
  const [screen, setScreen] = useState<ScreenHandle | null>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const label = `Output of step ${of.number}, attempt ${attempt.number}`
  const overwritten = all ? 'all' : 'last'
  const ready = useCallback((handle: ScreenHandle | null) => setScreen(handle), [])
  const copy = async () => {
    const selected = screen?.selection() ?? ''
    const text = selected || window.lines.flatMap(({ raw }) => visibleLines(raw, overwritten).map(plain)).join('\n')
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    setCopied(
      done ? (selected ? 'The selection is copied' : 'What is held here is copied') : 'The browser did not allow it',
    )
    setTimeout(() => setCopied(null), 3000)
  }
  const running = attempt.endedAt === null
  const more = window.total - window.to
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        role="toolbar"
        aria-label="Output"
        className="flex flex-wrap items-center gap-1 border-b border-line px-2 py-1"
      >
        {running && (
          <Toggle on={seen.follow} onClick={() => follower.follow(!seen.follow)}>
            Follow
          </Toggle>
        )}
        <Toggle on={searching} onClick={() => setSearching(!searching)}>
          Find
        </Toggle>
        <Toggle on={viewing} onClick={() => setViewing(!viewing)} expands>
          View
        </Toggle>
        <Button size="small" look="bare" onClick={copy}>
          Copy
        </Button>
        <a
          href={downloadPath(address)}
          download
          className="inline-flex min-h-8 items-center rounded-md px-2 text-sm font-medium text-running underline decoration-1 underline-offset-2"
        >
          Download
        </a>
        <span className="ml-auto flex gap-1">
          <Button size="small" look="bare" onClick={() => follower.jump(0)}>
            Beginning
          </Button>
          <Button size="small" look="bare" onClick={() => follower.jump('end')}>
            End
          </Button>
        </span>
        <span role="status" className="sr-only">
          {copied}
        </span>
        {copied && (
          <span aria-hidden="true" className="text-sm text-ink-2">
            {copied}
          </span>
        )}
      </div>
      {viewing && (
        <fieldset className="flex flex-wrap gap-x-4 border-b border-line bg-surface px-3 py-1 text-sm">
          <legend className="sr-only">How it is shown</legend>
          <Choice on={wrap} onChange={setWrap}>
            Wrap long lines
          </Choice>
          <Choice on={all} onChange={setAll}>
            All versions of lines that were written over (␍)
          </Choice>
          <Choice on={asText} onChange={setAsText}>
            As plain text, for screen readers
          </Choice>
        </fieldset>
      )}
      {searching && (
        <OutputSearch
          of={address}
          growing={running}
          onClose={() => setSearching(false)}
          onGo={(find, at) => follower.jump({ at, find })}
        />
      )}
      <StatementLine
        marks={marks}
        now={
          seen.follow && running
            ? (marks.find(({ state }) => state === 'running') ?? null)
            : statementAt(marks, topmost)
        }
        hidden={of.hidden}
        onGo={(at) => follower.jump(at)}
      />
      {seen.error !== null && (
        <p role="alert" className="bg-unmet-soft px-3 py-1 text-sm text-unmet">
          More of it could not be fetched.{' '}
          <button type="button" className="underline" onClick={() => follower.again()}>
            Try again
          </button>
        </p>
      )}
      <div className="relative flex min-h-48 flex-1 flex-col">
        {asText ? (
          <PlainOutput seen={seen} wrap={wrap} overwritten={overwritten} label={label} />
        ) : (
          <Otherwise then={<PlainOutput seen={seen} wrap={wrap} overwritten={overwritten} label={label} />}>
            <Suspense fallback={<Loading what="Loading the output" />}>
              <TerminalView
                seen={seen}
                marks={marks}
                wrap={wrap}
                overwritten={overwritten}
                label={label}
                onSight={(sight) => setTopmost(sight.offset)}
                onWant={(wish) => follower.want(wish)}
                onFollow={(follow) => follower.follow(follow)}
                onReady={ready}
              />
            </Suspense>
          </Otherwise>
        )}
        {!seen.follow && more > 0 && (
          <button
            type="button"
            onClick={() => follower.jump('end')}
            className="absolute bottom-3 left-1/2 inline-flex min-h-9 -translate-x-1/2 items-center gap-1.5 rounded-full bg-running-solid px-4 text-sm font-medium text-white shadow-lg"
          >
            <Icon name="down" />
            {running ? 'New output' : `${sizeWords(more)} more below`}
          </button>
        )}
      </div>
      <Rest seen={seen} printed={printed} running={running} />
      <p className="border-t border-line px-3 py-0.5 text-xs text-ink-2">
        {window.from > 0 || more > 0
          ? `Bytes ${window.from.toLocaleString('en')} to ${window.to.toLocaleString('en')} of ${window.total.toLocaleString('en')} are held here`
          : `All ${sizeWords(window.total)} are held here`}
      </p>
    </div>
  )
}
