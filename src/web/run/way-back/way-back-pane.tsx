import { type ReactNode, useState } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { useNow } from '../../parts/clock.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { Empty } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { useParts, useRun } from '../run-context.tsx'
import { StepLink } from '../step-link.tsx'
import { StartWayBack } from './start-way-back.tsx'
import { latestWords, levelAndTitle, noReturnWords, standingOf, timeWords, type WayView } from './words.ts'

/** Everything that leads back from here, and the one act that starts it. Always there, also where there is nothing to take. */
export function WayBackPane() {
  const run = useRun((view) => view)
  const { document, go } = useParts()
  const [starting, setStarting] = useState<string | null>(null)
  const way = run.ways.find(({ id }) => id === starting)
  return (
    <>
      <WaysBack run={run} document={document} onStep={(step) => go(step)} onStart={setStarting} />
      <Dialog
        open={way !== undefined}
        onClose={() => setStarting(null)}
        title={way ? `Way back: ${levelAndTitle(way)}` : 'Way back'}
      >
        {way && <StartWayBack run={run} document={document} way={way} onDone={() => setStarting(null)} />}
      </Dialog>
    </>
  )
}

/** The same, drawn from what it is given. */
export function WaysBack({
  run,
  document,
  onStep,
  onStart,
}: {
  readonly run: RunView
  readonly document: RunDocument
  readonly onStep: (step: string) => void
  readonly onStart: (way: string) => void
}) {
  if (run.ways.length === 0)
    return (
      <Empty icon="back" title="This document has no way back">
        <p>
          Nothing in it says how to undo the release. If it has to be undone, that is done by hand; what is done is kept
          in the comments and the record.
        </p>
      </Empty>
    )
  // The one that is meant stands first: at 3 a.m. it is the one that is looked for.
  const ways = run.ways.toSorted((a, b) => Number(b.meant) - Number(a.meant) || a.level - b.level)
  return (
    <div className="flex flex-col gap-3 p-3">
      <NoReturn run={run} document={document} onStep={onStep} />
      {run.status === 'ended' && (
        <p className="rounded-md border border-line bg-surface p-3 text-ink-2">
          The run has ended. <code>holdpoint back</code> on it starts a run of its way back, linked to this one.
        </p>
      )}
      {ways.map((way) => (
        <WayCard key={way.id} way={way} run={run} document={document} onStep={onStep} onStart={onStart} />
      ))}
    </div>
  )
}

function NoReturn({
  run,
  document,
  onStep,
}: {
  readonly run: RunView
  readonly document: RunDocument
  readonly onStep: (step: string) => void
}) {
  const found = noReturnWords(run.noReturn, document)
  if (found === null || run.noReturn === null) return null
  return (
    <div
      className={join(
        'rounded-md border p-3',
        found.passed ? 'border-unmet-line bg-unmet-soft' : 'border-line bg-surface',
      )}
    >
      <p className={join('flex items-center gap-2 font-semibold', found.passed && 'text-unmet')}>
        <Icon name="warning" />
        {found.words}
      </p>
      <p className="text-ink-2">
        <Escaped text={found.why} /> <StepLink document={document} step={run.noReturn.step} onStep={onStep} titled />
      </p>
    </div>
  )
}

function WayCard({
  way,
  run,
  document,
  onStep,
  onStart,
}: {
  readonly way: WayView
  readonly run: RunView
  readonly document: RunDocument
  readonly onStep: (step: string) => void
  readonly onStart: (way: string) => void
}) {
  const standing = standingOf(way)
  return (
    <section
      aria-label={levelAndTitle(way)}
      className={join('rounded-lg border bg-raised', way.meant ? 'border-back-line' : 'border-line')}
    >
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <span className="text-sm font-semibold text-ink-2">Level {way.level}</span>
        <Chip meaning={standing.meaning} icon={standing.icon}>
          {standing.word}
        </Chip>
        {way.meant && run.status !== 'ended' && <Chip meaning="back">The one that is meant</Chip>}
        <h3 className="w-full text-lg font-semibold">
          <Escaped text={way.title} />
        </h3>
        <p className="w-full text-sm text-ink-2">
          <Escaped text={way.why} />
        </p>
      </header>
      {way.startable && (
        <div className="p-3 pb-1">
          <Button
            look={way.meant ? 'full' : 'line'}
            meaning="back"
            icon="back"
            className="min-h-12! w-full"
            onClick={() => onStart(way.id)}
          >
            Take this way back…
          </Button>
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 px-3 py-2 text-sm">
        <Fact name="Takes">
          {way.steps} {way.steps === 1 ? 'step' : 'steps'}, {timeWords(way)}
        </Fact>
        {way.latest !== null && run.status !== 'ended' && (
          <Fact name="Latest start">
            <Latest way={way} zone={run.zone} />
          </Fact>
        )}
        <Fact name="Undoes">
          {way.undoes.length === 0 ? (
            <span className="text-ink-2">
              {way.standing === 'early' ? 'nothing yet' : 'everything so far; it names no steps'}
            </span>
          ) : (
            <Steps steps={way.undoes} document={document} onStep={onStep} />
          )}
        </Fact>
        {way.destroys.length > 0 && (
          <Fact name="Destroys">
            {way.destroys.map((text) => (
              <code key={text} className="block break-words whitespace-pre-wrap text-unmet">
                <Escaped text={text} />
              </code>
            ))}
          </Fact>
        )}
        {way.restarts.length > 0 && (
          <Fact name="Restarts">
            <Escaped text={way.restarts.join(', ')} />
          </Fact>
        )}
        {way.lacks.length > 0 && (
          <Fact name="Needs">
            <span className="text-waiting">
              a value for{' '}
              <Escaped
                text={way.lacks.map((name) => run.inputs.find((one) => one.name === name)?.text || name).join(', ')}
              />
            </span>
          </Fact>
        )}
        {way.fired.map(({ text, line }) => (
          <Fact key={line} name="Seen">
            <span className="text-unmet">
              <Escaped text={text} /> <span className="text-ink-2">(line {line})</span>
            </span>
          </Fact>
        ))}
        {way.triggers.length > 0 && way.fired.length < way.triggers.length && (
          <Fact name="Watched">
            <ul>
              {way.triggers
                .filter((text) => !way.fired.some((one) => one.text === text))
                .map((text) => (
                  <li key={text} className="text-ink-2">
                    <Escaped text={text} />
                  </li>
                ))}
            </ul>
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Latest({ way, zone }: { readonly way: WayView; readonly zone: string }) {
  const latest = latestWords(way, useNow())
  if (latest === null || way.latest === null) return null
  return (
    <span className={join('tabular', latest.late && 'font-semibold text-unmet')}>
      <Time at={way.latest} zone={zone} />, {latest.words}
    </span>
  )
}

function Steps({
  steps,
  document,
  onStep,
}: {
  readonly steps: readonly string[]
  readonly document: RunDocument
  readonly onStep: (step: string) => void
}) {
  const [all, setAll] = useState(false)
  const shown = all ? steps : steps.slice(0, 12)
  return (
    <span className="flex flex-wrap items-center gap-x-1">
      {steps.length === 1 ? 'step' : 'steps'}
      {shown.map((step) => (
        <StepLink key={step} document={document} step={step} onStep={onStep} bare />
      ))}
      {steps.length > shown.length && (
        <button type="button" className="min-h-6 text-running underline" onClick={() => setAll(true)}>
          and {steps.length - shown.length} more
        </button>
      )}
    </span>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
