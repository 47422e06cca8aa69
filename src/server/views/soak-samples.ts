import type { SoakSamples } from '../../contract/index.ts'
import { soakFacts } from '../../record/soak/facts.ts'
import { alertsAbout, metricOf, type Recorded, type RunState } from '../../run/index.ts'
import { whoView } from './who.ts'

const NUMBER = /^\s*(-?\d+(?:\.\d+)?)\s*(\S*)/

/** Every sample of a soak, and what of it was a number, one after the other; null: nothing of that name was watched. */
export function samplesOf(state: RunState, history: readonly Recorded[], id: string): SoakSamples | null {
  const fact = soakFacts(state, history).find((one) => one.id === id)
  if (fact === undefined) return null
  const by = peopleOf(history, id)
  const samples = fact.samples.map((sample, at) => ({
    at: sample.at,
    due: sample.due,
    by: whoView(state, sample.by),
    people: by[at] ?? false,
    verdict: sample.verdict,
    missed: sample.missed,
    looks: sample.looks.map((look) => ({ ...look })),
  }))
  return { id, samples, series: seriesOf(state, samples) }
}

/** Of each sample in order, whether people read it off. */
const peopleOf = (history: readonly Recorded[], id: string): readonly boolean[] =>
  history.flatMap(({ event }) => (event.type === 'SampleTaken' && event.soak === id ? event.by === 'people' : []))

/** Of everything that was a number at least twice, in one unit. */
function seriesOf({ plan }: RunState, samples: SoakSamples['samples']): SoakSamples['series'] {
  const found = new Map<string, Omit<SoakSamples['series'][number], 'bounds'>>()
  for (const { at, looks, people } of samples)
    for (const { name, step, value, verdict } of looks) {
      const [, number, unit = ''] = NUMBER.exec(value ?? '') ?? []
      if (number === undefined) continue
      const key = `${step} ${name}`
      const series = found.get(key) ?? { step, name, unit, points: [] }
      found.set(key, series)
      // What is in another unit than the first one is another quantity.
      if (series.unit === unit) series.points.push({ at, value: Number(number), verdict, people })
    }
  return [...found.values()]
    .filter(({ points }) => points.length > 1)
    .map((series) => {
      const target = series.step === null ? null : (metricOf(plan, series.step)?.target ?? null)
      const bounds = [
        ...(target === null ? [] : [{ what: 'target' as const, ...target }]),
        ...alertsAbout(plan, series.name).map((alert) => ({ what: 'alert' as const, ...alert })),
      ]
      return {
        ...series,
        bounds: bounds
          .filter(({ unit }) => unit === '' || series.unit === '' || unit.toLowerCase() === series.unit.toLowerCase())
          .map(({ what, op, value, unit }) => ({ words: `${what} ${op} ${value}${unit}`, what, op, value })),
      }
    })
}
