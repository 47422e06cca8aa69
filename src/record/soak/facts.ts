import type { Comparison } from '../../plan/index.ts'
import {
  type Actor,
  alertsAbout,
  metricOf,
  type Recorded,
  type RunState,
  type SampleLook,
  type SoakState,
} from '../../run/index.ts'

/** A soak as the record tells it, with every sample that was taken; made from the journal, which alone has them all. */
export interface SoakFact {
  readonly id: string
  readonly title: string
  readonly state: SoakState
  readonly samples: readonly SampleFact[]
}

export interface SampleFact {
  readonly at: number
  readonly due: number
  readonly by: Actor
  readonly verdict: 'green' | 'red' | 'error' | 'unclear' | 'pending'
  /** Times before it at which nobody looked. */
  readonly missed: number
  readonly looks: readonly SampleLook[]
}

/** In the order in which they began. */
export function soakFacts(state: RunState, history: readonly Recorded[]): readonly SoakFact[] {
  const samples = new Map<string, SampleFact[]>()
  for (const { event, at, actor } of history) {
    if (event.type === 'SoakStarted') samples.set(event.soak, [])
    if (event.type !== 'SampleTaken') continue
    const { due, verdict, missed, looks } = event
    samples.get(event.soak)?.push({ at, due, by: actor, verdict, missed, looks })
  }
  return [...samples].flatMap(([id, taken]): SoakFact[] => {
    const of = state.soaks[id]
    const window = state.plan.soaks.find((one) => one.id === id.split('/')[0])
    if (of === undefined || window === undefined) return []
    const around = state.plan.sections.find((section) => section.id === window.section)
    return [{ id, title: titleOf(window.title, around?.title), state: of, samples: taken }]
  })
}

const titleOf = (window: string, section: string | undefined): string =>
  section === undefined || section === window ? window : `${section}: ${window}`

/** Numbers of one name that were measured in a soak, one after the other. */
export interface Series {
  readonly name: string
  readonly unit: string
  readonly points: readonly { readonly at: number; readonly value: number; readonly verdict: SampleLook['verdict'] }[]
  /** Lines that the document draws: what is to be, and what must not be reached. */
  readonly bounds: readonly { readonly words: string; readonly value: number }[]
}

const NUMBER = /^\s*(-?\d+(?:\.\d+)?)\s*(\S*)/

/** Of everything that was a number at least twice. */
export function seriesOf({ plan }: RunState, { samples }: SoakFact): readonly Series[] {
  const found = new Map<
    string,
    { name: string; unit: string; step: string | null; points: Series['points'][number][] }
  >()
  for (const { at, looks } of samples)
    for (const { name, step, value, verdict } of looks) {
      const [, number, unit = ''] = NUMBER.exec(value ?? '') ?? []
      if (number === undefined) continue
      const key = `${step} ${name}`
      const series = found.get(key) ?? { name, unit, step, points: [] }
      found.set(key, series)
      // What is in another unit than the first one is another quantity.
      if (series.unit === unit) series.points.push({ at, value: Number(number), verdict })
    }
  return [...found.values()]
    .filter(({ points }) => points.length > 1)
    .map(({ name, unit, step, points }) => {
      const target = step === null ? null : (metricOf(plan, step)?.target ?? null)
      return {
        name,
        unit,
        points,
        bounds: [
          ...(target === null ? [] : [bound('target', target)]),
          ...alertsAbout(plan, name).map((alert) => bound('alert', alert)),
        ].filter((one) => one.unit === '' || unit === '' || one.unit.toLowerCase() === unit.toLowerCase()),
      }
    })
}

const bound = (what: string, { op, value, unit }: { op: Comparison; value: number; unit: string }) => ({
  words: `${what} ${op} ${value}${unit}`,
  value,
  unit,
})
