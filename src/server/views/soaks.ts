import type { RunView } from '../../contract/index.ts'
import { alertsAbout, metricOf, nextSample, type RunState, type SoakState, watchesOf } from '../../run/index.ts'
import { kept } from '../../run/soak/alerts.ts'
import type { Watch } from '../../run/soak/watches.ts'

type SoakView = RunView['soaks'][number]

/** Every soak that has begun, in the order in which they did. */
export function soaksView(state: RunState): SoakView[] {
  const watches = new Map(watchesOf(state).map((watch) => [watch.id, watch]))
  return Object.entries(state.soaks)
    .toSorted(([, a], [, b]) => a.startedAt - b.startedAt)
    .map(([id, soak]) => soakView(state, id, soak, watches.get(id) ?? null))
}

/** `watch`: null where it was on a line that the run has left. */
function soakView(state: RunState, id: string, soak: SoakState, watch: Watch | null): SoakView {
  const window = state.plan.soaks.find((one) => one.id === id.split('/')[0])
  const seconds = (watch?.to ?? window?.to ?? 0) + soak.longer.reduce((sum, longer) => sum + longer, 0)
  return {
    id,
    title: watch?.title ?? window?.title ?? id,
    startedAt: soak.startedAt,
    endsAt: soak.startedAt + seconds * 1000,
    next: watch === null || soak.phase === 'ended' ? null : nextSample(state, { watch, soak }),
    phase: soak.phase,
    verdict: soak.verdict,
    why: soak.why,
    counts: { ...soak.counts },
    series: watch === null ? [] : seriesOf(state, watch),
  }
}

/** What of it is a number with a bound, where the document says so: a target, or else what must not be reached. */
function seriesOf({ plan }: RunState, { steps }: Watch): SoakView['series'] {
  return steps.flatMap((step) => {
    if (step.children.length > 0) return []
    const metric = metricOf(plan, step.id)
    const name = metric?.name ?? step.title
    const alert = alertsAbout(plan, name)[0]
    const bound = metric?.target ?? (alert === undefined ? null : { ...alert, op: kept[alert.op] })
    if (metric === null && bound === null && step.command === null) return []
    return [
      {
        step: step.id,
        name,
        unit: bound?.unit ?? '',
        bound: bound === null ? null : { op: bound.op, value: bound.value },
      },
    ]
  })
}
