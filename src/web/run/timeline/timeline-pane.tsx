import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { useNow } from '../../parts/clock.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { Empty } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { about, clockTime, length, shortTime } from '../../parts/times.ts'
import { useParts, useRun } from '../run-context.tsx'
import { opensAtFirst, rowsOf, type Timeline, type TimelineGroup, type TimelineStep, timelineOf } from './layout.ts'
import { type Place, placeOf, ticksOf } from './scale.ts'
import { TimelineTable } from './timeline-table.tsx'

/** Height of a row in pixels. */
const rowHeight = 30

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
        <button
          type="button"
          aria-pressed={table}
          onClick={() => setTable(!table)}
          className={join(
            'min-h-8 rounded-md border px-2 text-sm font-medium',
            table ? 'border-line-strong bg-sunken' : 'border-line text-ink-2',
          )}
        >
          As a table
        </button>
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

function Chart({
  timeline,
  document,
  open,
  onToggle,
  onStep,
}: {
  readonly timeline: Timeline
  readonly document: RunDocument
  readonly open: (section: string) => boolean
  readonly onToggle: (section: string) => void
  readonly onStep: (step: string) => void
}) {
  const box = useRef<HTMLElement>(null)
  const rows = rowsOf(timeline, open)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 0, height: 600 },
  })
  return (
    <section
      ref={box}
      aria-label="Timeline"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      className="@container min-h-0 flex-1 overflow-y-auto"
    >
      <Axis timeline={timeline} />
      {timeline.soaks.map(({ id, title, bar }) => (
        <Row key={id} label={<SoakLabel title={title} />}>
          <span
            className="absolute top-2 h-3.5 rounded-sm border border-dashed border-running-line bg-running-soft"
            style={at(bar)}
          />
        </Row>
      ))}
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <div
              key={row.is === 'group' ? `group ${row.section}` : row.step}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
            >
              {row.is === 'group' ? (
                <GroupRow group={row} open={open(row.section)} onToggle={() => onToggle(row.section)} />
              ) : (
                <StepRow row={row} document={document} onStep={onStep} />
              )}
            </div>
          )
        })}
        <Marks timeline={timeline} />
      </div>
    </section>
  )
}

const at = ({ left, width }: Place) => ({ left: `${left}%`, width: `${width}%` })

const labelWidth = 'w-[38%] max-w-64 shrink-0'

function Axis({ timeline: { span } }: { readonly timeline: Timeline }) {
  const day = span.to - span.from > 86_400_000
  const seconds = span.to - span.from < 600_000
  return (
    <div aria-hidden="true" className="sticky top-0 z-10 flex h-7 border-b border-line bg-ground">
      <span className={labelWidth} />
      <div className="relative flex-1 overflow-hidden text-xs text-ink-2">
        {ticksOf(span, 5).map((tick) => (
          <span
            key={tick}
            className="tabular absolute top-1 border-l border-line pl-1 whitespace-nowrap"
            style={{ left: `${placeOf(tick, span)}%` }}
          >
            {seconds ? clockTime(tick) : shortTime(tick, day ? 0 : tick)}
          </span>
        ))}
      </div>
    </div>
  )
}

function Row({ label, children }: { readonly label: ReactNode; readonly children: React.ReactNode }) {
  return (
    <div className="flex h-[30px] items-stretch border-b border-line/60">
      <div className={join(labelWidth, 'flex min-w-0 items-center gap-1 px-2 text-sm')}>{label}</div>
      <div className="relative flex-1 overflow-hidden border-l border-line">{children}</div>
    </div>
  )
}

function SoakLabel({ title }: { readonly title: string }) {
  return (
    <>
      <Icon name="soak" className="text-running" />
      <span className="truncate" title={title}>
        <Escaped text={title} />
      </span>
    </>
  )
}

function GroupRow({
  group,
  open,
  onToggle,
}: {
  readonly group: TimelineGroup
  readonly open: boolean
  readonly onToggle: () => void
}) {
  return (
    <Row
      label={
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex min-w-0 items-center gap-1 font-semibold"
          title={group.title}
        >
          <Icon name={open ? 'down' : 'right'} />
          <span className="truncate">
            <Escaped text={group.title} />
          </span>
        </button>
      }
    >
      {group.plannedBar && (
        <span className="absolute top-1.5 h-1.5 rounded-sm bg-line-strong" style={at(group.plannedBar)} />
      )}
      {group.actualBar && (
        <span
          className={join(
            'absolute top-4 h-1.5 rounded-sm',
            group.failed ? 'bg-unmet-line' : group.running ? 'bg-running-line' : 'bg-done-line',
          )}
          style={at(group.actualBar)}
        />
      )}
    </Row>
  )
}

function StepRow({
  row,
  document,
  onStep,
}: {
  readonly row: TimelineStep
  readonly document: RunDocument
  readonly onStep: (step: string) => void
}) {
  const back = document.steps[row.step]?.procedure != null
  const colour = row.failed ? 'bg-unmet-line' : row.running ? 'bg-running-line' : back ? 'bg-back-line' : 'bg-done-line'
  return (
    <Row
      label={
        <a
          href={`#step-${row.number}`}
          onClick={(event) => {
            event.preventDefault()
            onStep(row.step)
          }}
          title={`${row.title}: ${stepWords(row)}`}
          className="flex min-w-0 items-center gap-1.5 hover:underline"
        >
          <span className="tabular w-8 shrink-0 text-right text-ink-3">{row.number}</span>
          <span className={join('truncate', row.critical && 'font-semibold')}>
            <Escaped text={row.title} />
          </span>
        </a>
      }
    >
      {row.plannedBar && (
        <span
          className={join(
            'absolute top-1.5 h-2 rounded-sm',
            row.critical ? 'border-2 border-ink' : 'border border-line-strong',
          )}
          style={at(row.plannedBar)}
        />
      )}
      {row.actualBar && <span className={join('absolute top-4 h-2 rounded-sm', colour)} style={at(row.actualBar)} />}
      <span className="sr-only">{stepWords(row)}</span>
    </Row>
  )
}

/** `planned 40 s, took 55 s, 20 s later than planned`. */
export function stepWords({ planned, actual, late, running, critical }: TimelineStep): string {
  const parts = [
    planned === null ? 'not planned' : `planned ${length(planned.to - planned.from)}`,
    actual === null
      ? 'not begun'
      : actual.to === null
        ? running
          ? 'runs'
          : 'not ended'
        : `took ${length(actual.to - actual.from)}`,
    ...(late === null || Math.abs(late) < 1000
      ? []
      : [`${length(Math.abs(late))} ${late > 0 ? 'later' : 'earlier'} than planned`]),
    ...(critical ? ['on the critical path'] : []),
  ]
  return parts.join(', ')
}

const markWords = { now: 'now', 'window-ends': 'window closes', 'latest-back': 'latest start of the way back' } as const
const markLooks = {
  now: 'border-running-line text-running',
  'window-ends': 'border-line-strong text-ink-2',
  'latest-back': 'border-back-line text-back',
} as const

/** Lines across all rows: now, the end of the change window, the last moment for the way back. */
function Marks({ timeline: { marks } }: { readonly timeline: Timeline }) {
  return (
    <div className="pointer-events-none absolute inset-0 flex">
      <span className={labelWidth} />
      <div className="relative flex-1">
        {marks.map(({ is, left }) => (
          <span
            key={is}
            className={join('absolute inset-y-0 border-l-2', is === 'now' ? '' : 'border-dashed', markLooks[is])}
            style={{ left: `${left}%` }}
          />
        ))}
      </div>
    </div>
  )
}
