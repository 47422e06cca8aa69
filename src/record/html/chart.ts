import type { Series, SoakFact } from '../soak/facts.ts'
import { when } from '../words.ts'
import { type Html, html } from './text.ts'

const width = 640
const height = 150
const edge = { left: 52, right: 8, top: 12, bottom: 22 }
const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom }

/** Points that are drawn; of more, the least and the greatest of each stretch, so that nothing that stands out is lost. */
const most = 320

interface Span {
  readonly from: number
  readonly to: number
}

const spanOf = ({ samples, state }: SoakFact): Span => {
  const to = samples.at(-1)?.at ?? state.startedAt
  return { from: state.startedAt, to: Math.max(to, state.startedAt + 1) }
}

/** Samples of a soak by their verdict, one mark each: height and shape say it, too, not the colour alone. */
export function verdictChart(soak: SoakFact): Html {
  const span = spanOf(soak)
  const of = thinned(soak.samples, ({ verdict }) => (verdict === 'green' ? 0 : 1))
  const counts = Object.entries(Object.groupBy(soak.samples, ({ verdict }) => verdict))
    .map(([verdict, own]) => `${own?.length ?? 0} ${verdict === 'error' ? 'not taken' : verdict}`)
    .join(', ')
  const marks = of.map(({ at, verdict }) => {
    const x = xOf(at, span)
    const up = verdict === 'green' ? 12 : verdict === 'red' ? 30 : 21
    return html`<line class="mark ${verdict}" x1="${x}" x2="${x}" y1="34" y2="${34 - up}"/>`
  })
  return html`<figure class="chart"><svg viewBox="0 0 ${width} 58" role="img" aria-label="Samples of ${soak.title}: ${counts}">
<title>Samples of ${soak.title}</title><desc>${soak.samples.length} samples from ${when(span.from)} to ${when(span.to)}: ${counts}.</desc>
<line class="axis" x1="${edge.left}" x2="${width - edge.right}" y1="34.5" y2="34.5"/>${marks}${times(span, 50)}</svg>
<figcaption>Samples: ${counts}</figcaption></figure>`
}

/** What was measured, as a line, with the document's own bounds. */
export function seriesChart(soak: SoakFact, series: Series): Html {
  const { name, unit, bounds } = series
  const span = spanOf(soak)
  const points = thinned(series.points, ({ value }) => value)
  const values = [...points.map(({ value }) => value), ...bounds.map(({ value }) => value)]
  const low = Math.min(...values)
  const high = Math.max(...values)
  const room = (high - low || Math.abs(high) || 1) * 0.08
  const y = (value: number) => round(edge.top + inner.height * (1 - (value - low + room) / (high - low + 2 * room)))
  const all = series.points.map(({ value }) => value)
  const least = Math.min(...all)
  const greatest = Math.max(...all)
  const words = `from ${amount(least)} to ${amount(greatest)}${unit === '' ? '' : ` ${unit}`}`
  const told = bounds.length === 0 ? '' : `; ${bounds.map((one) => one.words).join(', ')}`
  return html`<figure class="chart"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}: ${words}${told}">
<title>${name}</title><desc>${all.length} values ${words}, between ${when(span.from)} and ${when(span.to)}${told}.</desc>
${[least, greatest].filter((one, at, both) => both.indexOf(one) === at).map((one) => html`<text class="scale" x="${edge.left - 6}" y="${y(one) + 4}">${amount(one)}</text>`)}
<line class="axis" x1="${edge.left}" x2="${width - edge.right}" y1="${height - edge.bottom}" y2="${height - edge.bottom}"/>
${bounds.map((one) => html`<line class="bound" x1="${edge.left}" x2="${width - edge.right}" y1="${y(one.value)}" y2="${y(one.value)}"/><text class="bound-name" x="${width - edge.right}" y="${y(one.value) - 4}">${one.words}</text>`)}
<polyline class="line" points="${points.map((one) => `${xOf(one.at, span)},${y(one.value)}`).join(' ')}"/>
${points.filter(({ verdict }) => verdict !== 'met').map((one) => html`<circle class="off" cx="${xOf(one.at, span)}" cy="${y(one.value)}" r="3.5"/>`)}
${times(span, height - 6)}</svg>
<figcaption><bdi>${name}</bdi>${unit === '' ? '' : ` (${unit})`}: ${words}${told}</figcaption></figure>`
}

const xOf = (at: number, { from, to }: Span): number => round(edge.left + (inner.width * (at - from)) / (to - from))

const times = ({ from, to }: Span, y: number): Html =>
  html`<text class="time-from" x="${edge.left}" y="${y}">${when(from)}</text><text class="time-to" x="${width - edge.right}" y="${y}">${when(to)}</text>`

const round = (value: number): number => Math.round(value * 10) / 10

const amount = (value: number): string => String(Math.round(value * 1000) / 1000)

/** The least and the greatest by `worth` of each of equally many stretches, in order. */
function thinned<T>(all: readonly T[], worth: (one: T) => number): readonly T[] {
  if (all.length <= most) return all
  const size = Math.ceil(all.length / (most / 2))
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size)).flatMap(
    (stretch) => {
      const least = stretch.reduce((a, b) => (worth(b) < worth(a) ? b : a))
      const greatest = stretch.reduce((a, b) => (worth(b) > worth(a) ? b : a))
      return stretch.filter((one) => one === least || one === greatest)
    },
  )
}
