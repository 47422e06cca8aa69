import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import type { AttemptView, StepDocument, StepView } from '../../../contract/index.ts'
import type { RunStore } from '../../client/run-store.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { Elapsed, Time } from '../../parts/time.tsx'
import { Otherwise } from '../otherwise.tsx'
import { useParts, useRun, useStep } from '../run-context.tsx'
import { downloadPath } from './fetch-output.ts'
import { OutputSearch } from './output-search.tsx'
import { PlainOutput } from './plain-output.tsx'
import { StatementLine } from './statement-line.tsx'
import { attemptWords, sizeWords, statementAt, statementMarks } from './statements.ts'
import type { ScreenHandle } from './terminal/terminal-view.tsx'
import { useOutput, type Watched } from './use-output.ts'
import { plain, visibleLines } from './visible.ts'

const TerminalView = lazy(() => import('./terminal/terminal-view.tsx'))

/** What a step printed, live; of none chosen, the one that runs, else the last that ran. It fills the height of what it stands in. */
export function OutputPane({ step }: { readonly step: string | null }) {
  const running = useRun((run) => run.running)
  const steps = useRun((run) => run.steps)
  const shown = step ?? running.at(-1)?.step ?? lastOf(steps)
  if (shown === null)
    return (
      <Empty icon="output" title="Nothing has run yet">
        <p>What steps print appears here, live. Choose a step in the document to see its output.</p>
      </Empty>
    )
  return <StepOutput key={shown} step={shown} />
}

/** The step whose attempt began last; null: none has run. */
function lastOf(steps: Readonly<Record<string, StepView>>): string | null {
  let last: { readonly step: string; readonly at: number } | null = null
  for (const [step, { attempts }] of Object.entries(steps)) {
    const at = attempts.at(-1)?.startedAt ?? 0
    if (at > (last?.at ?? 0)) last = { step, at }
  }
  return last?.step ?? null
}

/** One attempt at a time, the newest where none was chosen, held in a window of bounded size however long it is. */
function StepOutput({ step }: { readonly step: string }) {
  const { store, document } = useParts()
  const { attempts } = useStep(step)
  const zone = useRun((run) => run.zone)
  const [attempt, setAttempt] = useState<number | null>(null)
  const of = document.steps[step]
  const newest = attempts.at(-1)
  const chosen = attempts.find(({ number }) => number === attempt) ?? newest
  if (of === undefined) return <Empty icon="output" title="This step is not in the document any more" />
  if (chosen === undefined)
    return (
      <Empty icon="output" title={`Step ${of.number} has not run yet`}>
        <p>
          {of.command === null ? 'Nothing is run for it, so it prints nothing.' : 'What it prints appears here, live.'}
        </p>
      </Empty>
    )
  return (
    <section aria-label={`Output of step ${of.number}`} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        <AttemptChip attempt={chosen} />
        <span className="min-w-0 flex-1 truncate font-medium">
          {of.number}. <Escaped text={of.title} />
        </span>
        {attempts.length > 1 && (
          <label className="flex items-center gap-1.5 text-sm text-ink-2">
            Attempt
            <select
              value={chosen.number}
              onChange={(event) => {
                const number = Number(event.target.value)
                // Whoever looks at the newest sees the next one, too, when it begins.
                setAttempt(number === newest?.number ? null : number)
              }}
              className="min-h-8 rounded-md border border-line-strong bg-raised px-1.5 text-ink"
            >
              {attempts.map((one) => (
                <option key={one.number} value={one.number}>
                  {one.number} of {newest?.number}: {attemptWords(one)}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      <AttemptFacts attempt={chosen} zone={zone} />
      {chosen.hidden ? (
        <Hidden />
      ) : (
        <AttemptOutput key={chosen.number} run={store.view.run} of={of} attempt={chosen} store={store} />
      )}
    </section>
  )
}

function AttemptChip({ attempt }: { readonly attempt: AttemptView }) {
  const words = attemptWords(attempt)
  if (attempt.endedAt === null)
    return (
      <Chip meaning="running" icon="running" turns>
        {words} <Elapsed since={attempt.startedAt} />
      </Chip>
    )
  const good = attempt.how === 'exit' && attempt.status === 0
  const unknown = attempt.how === 'unknown' || attempt.how === 'lost-terminal' || attempt.how === null
  return (
    <Chip
      meaning={good ? 'done' : unknown ? 'waiting' : 'unmet'}
      icon={good ? 'passed' : unknown ? 'unknown' : 'failed'}
    >
      {words}
    </Chip>
  )
}

function AttemptFacts({ attempt, zone }: { readonly attempt: AttemptView; readonly zone: string }) {
  return (
    <>
      <p className="border-b border-line px-3 py-1 text-sm text-ink-2">
        Started by {attempt.by.name} at <Time at={attempt.startedAt} zone={zone} />
        {attempt.target !== null && <> on {attempt.target}</>}
        {attempt.bytes !== null && <>, {sizeWords(attempt.bytes)}</>}
      </p>
      {attempt.survivors.length > 0 && (
        <p className="flex items-start gap-2 border-b border-waiting-line bg-waiting-soft px-3 py-1.5 text-sm text-waiting">
          <Icon name="warning" className="mt-0.5" />
          <span>
            It was ended, but these go on: {attempt.survivors.map(({ pid, command }) => `${pid} ${command}`).join('; ')}
          </span>
        </p>
      )}
    </>
  )
}

function Hidden() {
  return (
    <Empty icon="lock" title="Nothing of this output is shown yet">
      <p>
        It may hold a secret that is not known here any more, so it cannot be hidden in it. Give the secret to the run
        again, where it says what it needs, and the output appears.
      </p>
    </Empty>
  )
}

function AttemptOutput({
  run,
  of,
  attempt,
  store,
}: {
  readonly run: string
  readonly of: StepDocument
  readonly attempt: AttemptView
  readonly store: RunStore
}) {
  const watched = useOutput(store, run, of.id, attempt.number, attempt.bytes)
  if (watched === null) return <Loading what="Loading the output" />
  const { seen, follower } = watched
  const address = { run, step: of.id, attempt: attempt.number }
  if (seen.refused === 'hidden') return <Hidden />
  if (seen.refused === 'gone')
    return (
      <Empty icon="output" title="This output is not kept any more">
        <p>Its file was removed. Its length and digest are in the record, so a copy can still be proved.</p>
      </Empty>
    )
  if (seen.error !== null && seen.window.lines.length === 0)
    return <Failed title="The output could not be fetched" error={seen.error} again={() => follower.again()} />
  if (!seen.known) return <Loading what="Loading the output" />
  if (seen.window.total === 0)
    return attempt.endedAt === null ? (
      <Empty icon="output" title="Nothing printed yet">
        <p>It appears here as soon as the step prints something.</p>
      </Empty>
    ) : (
      <Empty icon="output" title="It printed nothing" />
    )
  return <Shown of={of} attempt={attempt} watched={watched} address={address} />
}

function Shown({
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

/** The line that has not ended: a question, a progress bar. */
function Rest({
  seen,
  printed,
  running,
}: {
  readonly seen: OutputSeenWindow
  readonly printed: Watched['printed']
  readonly running: boolean
}) {
  const { window } = seen
  const line = useMemo(
    () => visibleLines(new TextDecoder().decode(window.rest), 'last').map(plain).join(' '),
    [window.rest],
  )
  const atEnd = window.to >= window.total
  return (
    <>
      {running && atEnd && line !== '' && (
        <pre className="max-h-16 overflow-hidden border-t border-line bg-sunken px-10 py-1 text-sm whitespace-pre-wrap text-ink-2">
          {line.slice(-1000)}
        </pre>
      )}
      {running && printed?.waiting && (
        <p className="flex items-center gap-2 border-t border-line bg-surface px-3 py-1 text-sm text-ink-2">
          <Icon name="clock" />
          The next statement starts when {printed.waiting}
        </p>
      )}
    </>
  )
}
type OutputSeenWindow = Pick<Watched['seen'], 'window'>

function Toggle({
  on,
  onClick,
  expands = false,
  children,
}: {
  readonly on: boolean
  readonly onClick: () => void
  /** It shows more below, in place of being on or off. */
  readonly expands?: boolean
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      {...(expands ? { 'aria-expanded': on } : { 'aria-pressed': on })}
      onClick={onClick}
      className={`min-h-8 rounded-md border px-2 text-sm font-medium ${on ? 'border-line-strong bg-sunken text-ink' : 'border-transparent text-ink-2 hover:bg-surface'}`}
    >
      {children}
    </button>
  )
}

function Choice({
  on,
  onChange,
  children,
}: {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}) {
  return (
    <label className="flex min-h-8 items-center gap-1.5">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} className="size-4" />
      {children}
    </label>
  )
}
