import { lazy, Suspense, useMemo, useState } from 'react'
import type { RunDocument, SoakSamples } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { solidOf } from '../../parts/meaning.ts'
import { fullTime } from '../../parts/times.ts'
import { whenUsed } from '../../parts/when-used.ts'
import { Otherwise } from '../otherwise.tsx'
import { TableSwitch } from '../table-switch.tsx'
import { SampleTable } from './sample-table.tsx'
import { drawnOf, seriesWords } from './series.ts'
import { sampleStates } from './words.ts'

const Chart = lazy(() => whenUsed(() => import('./chart.tsx')))

/** What was seen of a soak: every sample as a mark, what was a number as a chart, and all of it as a table. */
export function Samples({
  found,
  zone,
  document,
  onStep,
}: {
  readonly found: SoakSamples
  readonly zone: string
  readonly document: RunDocument
  readonly onStep: (step: string) => void
}) {
  const [table, setTable] = useState(false)
  const drawn = useMemo(
    () =>
      found.series.map((series) => ({
        series,
        drawn: drawnOf(series, found.samples),
        words: seriesWords(series, found.samples),
      })),
    [found],
  )
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="flex items-center justify-between gap-2">
        <h4 className="text-sm font-medium text-ink-2">Samples, oldest first</h4>
        <TableSwitch on={table} onSwitch={setTable} />
      </div>
      {table ? (
        <SampleTable found={found} zone={zone} document={document} onStep={onStep} />
      ) : (
        <>
          <Strip found={found} />
          {drawn.map(({ series, drawn, words }) => (
            <figure key={`${series.step} ${series.name}`} className="flex flex-col gap-1">
              <figcaption className="text-sm">
                <strong className="font-semibold">
                  <Escaped text={series.name} />
                </strong>
                {series.unit !== '' && ` (${series.unit})`}
                <span className="text-ink-2">: {words}</span>
              </figcaption>
              <Otherwise
                then={<p className="text-sm text-ink-2">The chart could not be drawn; the table has all values.</p>}
              >
                <Suspense fallback={<div className="h-[180px]" />}>
                  <Chart drawn={drawn} words={words} />
                </Suspense>
              </Otherwise>
            </figure>
          ))}
          {drawn.length > 0 && (
            <p className="text-xs text-ink-2">
              A filled point was measured, a ring was read by people, a red ring is not as it should be. The line is
              broken where nobody looked or nothing was seen.
            </p>
          )}
        </>
      )}
    </div>
  )
}

/** Most samples that stand beside each other; of more, the newest. */
const inStrip = 240

/** Every sample as one mark: its sign says what it was, missed ones are holes. */
function Strip({ found }: { readonly found: SoakSamples }) {
  const shown = found.samples.slice(-inStrip)
  return (
    <ol aria-label="Samples" className="flex flex-wrap gap-0.5">
      {shown.length < found.samples.length && (
        <li className="text-xs text-ink-2">{found.samples.length - shown.length} before these</li>
      )}
      {shown.map(({ at, verdict, missed }) => {
        const { meaning, icon, word } = sampleStates[verdict]
        return (
          <li key={at} className="flex gap-0.5">
            {missed > 0 && (
              <span
                title={`${missed} missed`}
                className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-dashed border-waiting-line px-1 text-xs text-waiting"
              >
                {missed}
                <span className="sr-only"> missed</span>
              </span>
            )}
            <span
              title={`${word}, ${fullTime(at)}`}
              className={join('inline-flex size-5 items-center justify-center rounded-sm text-xs', solidOf[meaning])}
            >
              <Icon name={icon} />
              <span className="sr-only">{word}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
