import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import type { RunDocument } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { clockTime, shortTime } from '../../parts/times.ts'
import { rowsOf, type Timeline, type TimelineGroup, type TimelineStep } from './layout.ts'
import { markLooks } from './marks.ts'
import { type Place, placeOf, ticksOf } from './scale.ts'
import { stepWords } from './words.ts'

/** Height of a row in pixels. */
const rowHeight = 30

/** The timeline drawn: a bar as planned above a bar as it was, row by row, under one axis of time. Only rows in sight are there. */
export function Chart({
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

function Row({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
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
