import type { RunDocument, RunView } from '../../../contract/index.ts'
import { barOf, type Place, placeOf, type Span } from './scale.ts'

type Entry = RunView['timeline'][number]

/** A step in the timeline: when it was to be, and when it was. */
export interface TimelineStep {
  readonly is: 'step'
  readonly step: string
  readonly number: number
  readonly title: string
  readonly planned: Span | null
  readonly actual: { readonly from: number; readonly to: number | null } | null
  readonly plannedBar: Place | null
  readonly actualBar: Place | null
  readonly critical: boolean
  readonly running: boolean
  readonly failed: boolean
  /** How much later than planned it ended, in milliseconds; below 0: earlier. Null: not ended, or nothing was planned. */
  readonly late: number | null
}

/** The steps of a section together. */
export interface TimelineGroup {
  readonly is: 'group'
  readonly section: string
  readonly title: string
  readonly steps: readonly TimelineStep[]
  readonly plannedBar: Place | null
  readonly actualBar: Place | null
  readonly running: boolean
  readonly failed: boolean
  readonly critical: boolean
}

/** What stands at a time, across all steps. */
interface TimelineMark {
  readonly is: 'now' | 'window-ends' | 'latest-back'
  readonly at: number
  readonly left: number
}

export interface Timeline {
  readonly span: Span
  readonly groups: readonly TimelineGroup[]
  readonly marks: readonly TimelineMark[]
  /** Times of watching, which stand above the steps. */
  readonly soaks: readonly { readonly id: string; readonly title: string; readonly span: Span; readonly bar: Place }[]
}

/** All of a run in time, at the moment `now`. Pure geometry: hundredths of the width. */
export function timelineOf(run: RunView, document: RunDocument, now: number): Timeline {
  const over = run.status === 'ended'
  const until = over ? run.updatedAt : now
  const span = spanOf(run, until)
  const entries = run.timeline.filter(({ step }) => document.steps[step] !== undefined)
  const groups = [...Map.groupBy(entries, ({ step }) => sectionOf(document, step))].map(([section, own]) =>
    groupOf(section, titleOf(document, section), own, { run, document, span, until }),
  )
  const meant = run.ways.find((way) => way.meant)
  const within = ({ at }: { readonly at: number }) => at >= span.from && at <= span.to
  const marks = [
    ...(over ? [] : [{ is: 'now' as const, at: now }]),
    ...(run.window.endsAt === null ? [] : [{ is: 'window-ends' as const, at: run.window.endsAt }]),
    ...(over || !meant?.latest ? [] : [{ is: 'latest-back' as const, at: meant.latest }]),
  ]
  return {
    span,
    groups,
    marks: marks.filter(within).map((mark) => ({ ...mark, left: placeOf(mark.at, span) })),
    soaks: run.soaks.map(({ id, title, startedAt, endsAt }) => {
      const own = { from: startedAt, to: endsAt }
      return { id, title, span: own, bar: barOf(own, span) }
    }),
  }
}

/** From the run's start to the last thing that is planned, goes on, or is known to come soon. */
function spanOf(run: RunView, until: number): Span {
  const times = run.timeline.flatMap(({ planned, actual }) => [
    ...(planned === null ? [] : [planned.from, planned.to]),
    ...(actual === null ? [] : [actual.from, actual.to ?? until]),
  ])
  const soaks = run.soaks.flatMap(({ startedAt, endsAt, phase }) =>
    phase === 'ended' ? [startedAt] : [startedAt, endsAt],
  )
  const all = [run.createdAt, until, ...times, ...soaks]
  const from = all.reduce((a, b) => Math.min(a, b))
  const to = all.reduce((a, b) => Math.max(a, b))
  // A little room behind the last bar, so that its end and the line of now can be told apart.
  return { from, to: Math.max(from + 60_000, to + (to - from) * 0.03) }
}

interface Around {
  readonly run: RunView
  readonly document: RunDocument
  readonly span: Span
  readonly until: number
}

function groupOf(section: string, title: string, entries: readonly Entry[], around: Around): TimelineGroup {
  const { span, until } = around
  const steps = entries.map((entry) => stepOf(entry, around))
  return {
    is: 'group',
    section,
    title,
    steps,
    plannedBar: hull(
      steps.flatMap(({ planned }) => planned ?? []),
      span,
    ),
    actualBar: hull(
      steps.flatMap(({ actual }) => (actual === null ? [] : [{ from: actual.from, to: actual.to ?? until }])),
      span,
    ),
    running: steps.some((step) => step.running),
    failed: steps.some((step) => step.failed),
    critical: steps.some((step) => step.critical),
  }
}

function stepOf({ step, planned, actual, critical }: Entry, { run, document, span, until }: Around): TimelineStep {
  const state = run.steps[step]?.state
  const { number, title } = document.steps[step] ?? { number: 0, title: step }
  const ended = actual?.to ?? null
  return {
    is: 'step',
    step,
    number,
    title,
    planned,
    actual,
    plannedBar: planned === null ? null : barOf(planned, span),
    actualBar: actual === null ? null : barOf({ from: actual.from, to: ended ?? until }, span),
    critical,
    running: state === 'running',
    failed: state === 'failed' || state === 'unknown',
    late: planned === null || ended === null ? null : ended - planned.to,
  }
}

function hull(spans: readonly Span[], span: Span): Place | null {
  if (spans.length === 0) return null
  const from = spans.reduce((least, one) => Math.min(least, one.from), Number.POSITIVE_INFINITY)
  const to = spans.reduce((most, one) => Math.max(most, one.to), Number.NEGATIVE_INFINITY)
  return barOf({ from, to }, span)
}

/** The outermost section below the title that holds a step, so that thousands of steps make a few groups. */
function sectionOf({ steps, sections }: RunDocument, step: string): string {
  const known = bySection(sections)
  let at = steps[step]?.section ?? ''
  for (;;) {
    const parent = known.get(at)?.parent ?? null
    const above = parent === null ? undefined : known.get(parent)
    // The title of the document holds everything: what stands below it is what people call a part of the release.
    if (above === undefined || (above.level === 1 && above.parent === null)) return at
    at = above.id
  }
}

const titleOf = ({ sections, title }: RunDocument, id: string): string => bySection(sections).get(id)?.title ?? title

type Sections = RunDocument['sections']
const bySection = (sections: Sections): ReadonlyMap<string, Sections[number]> => {
  const found = tables.get(sections) ?? new Map(sections.map((one) => [one.id, one]))
  tables.set(sections, found)
  return found
}
const tables = new WeakMap<Sections, ReadonlyMap<string, Sections[number]>>()

/** Rows of few steps are all shown; of many only the groups, and the steps of those that are open. */
export const rowsOf = (
  { groups }: Timeline,
  open: (section: string) => boolean,
): readonly (TimelineGroup | TimelineStep)[] =>
  groups.flatMap((group) => (open(group.section) ? [group, ...group.steps] : [group]))

/** Most steps that are shown without being asked for. */
export const fewSteps = 40

/** Whether a group is open before anybody has opened or closed it: all of few, of many the one at work. */
export const opensAtFirst = ({ groups }: Timeline, section: string): boolean => {
  const count = groups.reduce((sum, { steps }) => sum + steps.length, 0)
  if (count <= fewSteps) return true
  const group = groups.find((one) => one.section === section)
  return group !== undefined && group.steps.length <= fewSteps && (group.running || group.failed)
}
