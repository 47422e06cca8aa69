import { type ReactNode, useMemo, useState } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { useNow } from '../../parts/clock.ts'
import { join } from '../../parts/join.ts'
import { Empty } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { about, length } from '../../parts/times.ts'
import { useParts, useRun } from '../run-context.tsx'
import { TableSwitch } from '../table-switch.tsx'
import { Chart } from './chart.tsx'
import { opensAtFirst, type Timeline, timelineOf } from './layout.ts'
import { markLooks, markWords } from './marks.ts'
import { TimelineTable } from './timeline-table.tsx'

/** Planned against actual: what was to be when, what was, what holds the end up, and where now is. */
export function TimelinePane() {
  const run = useRun((view) => view)
  const { document, go } = useParts()
  const now = useNow()
  // Second by second only the line of now moves; the rest is laid out anew when it changes, or every few seconds.
  const coarse = run.status === 'ended' ? run.updatedAt : Math.floor(now / 5_000) * 5_000
  const timeline = useMemo(() => timelineOf(run, document, coarse), [run, document, coarse])
  return <TimelineView run={run} document={document} timeline={timeline} onStep={(step) => go(step)} />
}

/** The same, drawn from what it is given. */
function TimelineView({
  run,
  document,
  timeline,
  onStep,
}: {
  readonly run: RunView
  readonly document: RunDocument
  readonly timeline: Timeline
  readonly onStep: (step: string) => void
}) {
  const [table, setTable] = useState(false)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const open = (section: string) => toggled.get(section) ?? opensAtFirst(timeline, section)
  if (timeline.groups.length === 0 && timeline.soaks.length === 0)
    return (
      <Empty icon="timeline" title="Nothing takes time yet">
        <p>Steps appear here when the document or earlier runs say how long they take, or when they have begun.</p>
      </Empty>
    )
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Summary run={run} timeline={timeline}>
        <TableSwitch on={table} onSwitch={setTable} />
      </Summary>
      {table ? (
        <TimelineTable timeline={timeline} zone={run.zone} document={document} onStep={onStep} />
      ) : (
        <Chart
          timeline={timeline}
          document={document}
          open={open}
          onToggle={(section) => setToggled(new Map(toggled).set(section, !open(section)))}
          onStep={onStep}
        />
      )}
    </div>
  )
}

function Summary({
  run,
  timeline,
  children,
}: {
  readonly run: RunView
  readonly timeline: Timeline
  readonly children: ReactNode
}) {
  const steps = timeline.groups.flatMap((group) => group.steps)
  const last =
    steps.findLast(({ late, critical }) => late !== null && critical) ?? steps.findLast(({ late }) => late !== null)
  const late = last?.late ?? null
  const left = run.progress.leftSeconds
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-2 text-sm">
      <p className="flex-1">
        {late === null ? (
          'Planned against actual'
        ) : Math.abs(late) < 1000 ? (
          'As planned'
        ) : (
          <>
            <strong className="font-semibold">{length(Math.abs(late))}</strong> {late > 0 ? 'later' : 'earlier'} than
            planned, by step {last?.number}
          </>
        )}
        {run.status !== 'ended' && left !== null && <span className="text-ink-2">; {about(left)} left</span>}
      </p>
      {children}
      <ul
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2"
        aria-label="What the bars mean"
      >
        <Legend className="border border-line-strong">planned</Legend>
        <Legend className="border-2 border-ink">planned, on the critical path</Legend>
        <Legend className="bg-done-line">done</Legend>
        <Legend className="bg-running-line">running</Legend>
        <Legend className="bg-unmet-line">failed</Legend>
        <Legend className="bg-back-line">way back</Legend>
        {timeline.marks.map(({ is, at }) => (
          <li key={is} className="flex items-center gap-1">
            <span
              aria-hidden="true"
              className={join('inline-block h-4 border-l-2', is === 'now' ? '' : 'border-dashed', markLooks[is])}
            />
            {markWords[is]}
            {is !== 'now' && (
              <>
                {' '}
                <Time at={at} zone={run.zone} />
              </>
            )}
          </li>
        ))}
      </ul>
    </header>
  )
}

function Legend({ className, children }: { readonly className: string; readonly children: string }) {
  return (
    <li className="flex items-center gap-1">
      <span aria-hidden="true" className={`inline-block h-2.5 w-4 rounded-sm ${className}`} />
      {children}
    </li>
  )
}
