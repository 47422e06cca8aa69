import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { RunDocument, RunView, SoakSamples } from '../../../contract/index.ts'
import { get, runPath } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf, solidOf } from '../../parts/meaning.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { Countdown, Time } from '../../parts/time.tsx'
import { fullTime, length } from '../../parts/times.ts'
import { Otherwise } from '../otherwise.tsx'
import { useParts, useRun } from '../run-context.tsx'
import { StepLink } from '../step-link.tsx'
import { drawnOf, seriesWords } from './series.ts'
import { countsOf, sampleStates, standingOf, takenSoFar } from './words.ts'

const Chart = lazy(() => import('./chart.tsx'))

type SoakView = RunView['soaks'][number]

/** What is watched: how long still, when it is looked at next, what was seen, and what it comes to. */
export function SoakPane() {
  const soaks = useRun((run) => run.soaks)
  const run = useRun((view) => view.run)
  const zone = useRun((view) => view.zone)
  const { document, go, show } = useParts()
  if (soaks.length === 0)
    return (
      <Empty icon="soak" title="Nothing is watched yet">
        <p>When the run comes to a time of watching, its countdown, its samples and its charts appear here.</p>
      </Empty>
    )
  return (
    <div className="flex flex-col gap-4 p-3">
      {soaks.toReversed().map((soak) => (
        <Soak
          key={soak.id}
          run={run}
          soak={soak}
          zone={zone}
          document={document}
          onStep={(step) => go(step)}
          onDecide={() => show('decisions')}
        />
      ))}
    </div>
  )
}

function Soak({
  run,
  soak,
  zone,
  document,
  onStep,
  onDecide,
}: {
  readonly run: string
  readonly soak: SoakView
  readonly zone: string
  readonly document: RunDocument
  readonly onStep: (step: string) => void
  readonly onDecide: () => void
}) {
  const taken = takenSoFar(soak)
  const found = useQuery({
    queryKey: ['soak', run, soak.id, taken, soak.phase],
    queryFn: ({ signal }) => get<SoakSamples>(`${runPath(run)}/soaks/${encodeURIComponent(soak.id)}`, signal),
    placeholderData: keepPreviousData,
    enabled: taken > 0,
  })
  return (
    <section aria-label={soak.title} className="rounded-lg border border-line bg-raised">
      <SoakHead soak={soak} zone={zone} onDecide={onDecide} />
      {taken === 0 ? (
        <p className="p-3 text-ink-2">No sample yet. Until there is one nobody knows how it is.</p>
      ) : found.error !== null ? (
        <Failed title="The samples could not be fetched" error={found.error} again={() => found.refetch()} />
      ) : found.data === undefined ? (
        <Loading what="Loading the samples" />
      ) : (
        <Samples found={found.data} zone={zone} document={document} onStep={onStep} />
      )}
    </section>
  )
}

/** Title, countdowns, counts and verdict. */
function SoakHead({
  soak,
  zone,
  onDecide,
}: {
  readonly soak: SoakView
  readonly zone: string
  readonly onDecide: () => void
}) {
  const standing = standingOf(soak)
  return (
    <header className="flex flex-col gap-2 border-b border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Chip meaning={standing.meaning} icon={standing.icon} turns={soak.phase === 'watching'}>
          {standing.word}
        </Chip>
        <h3 className="min-w-0 flex-1 font-semibold">
          <Escaped text={soak.title} />
        </h3>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <div>
          <dt className="text-ink-2">{soak.phase === 'ended' ? 'Watched' : 'Left'}</dt>
          <dd className="text-lg font-semibold">
            {soak.phase === 'ended' ? (
              length(soak.endsAt - soak.startedAt)
            ) : (
              <Countdown until={soak.endsAt} past="time is over" />
            )}
          </dd>
        </div>
        {soak.next !== null && (
          <div>
            <dt className="text-ink-2">Next sample in</dt>
            <dd className="text-lg font-semibold">
              <Countdown until={soak.next} past="due now" />
            </dd>
          </div>
        )}
        <div>
          <dt className="text-ink-2">From, until</dt>
          <dd>
            <Time at={soak.startedAt} zone={zone} />, <Time at={soak.endsAt} zone={zone} />
          </dd>
        </div>
        <div>
          <dt className="text-ink-2">Samples</dt>
          <dd className="flex flex-wrap gap-x-3">
            {countsOf(soak.counts).length === 0 && 'none yet'}
            {countsOf(soak.counts).map(({ key, words }) => (
              <span
                key={key}
                className={inkOf[key === 'missed' ? 'waiting' : (sampleStates[key as 'green']?.meaning ?? 'plain')]}
              >
                {words}
              </span>
            ))}
          </dd>
        </div>
      </dl>
      {soak.why !== null && (
        <p
          className={join(
            'rounded-md border p-2',
            soak.verdict === 'met' ? 'border-done-line' : 'border-waiting-line bg-waiting-soft',
          )}
        >
          {soak.verdict && <strong className="font-semibold">{soak.verdict}: </strong>}
          <Escaped text={soak.why} />
        </p>
      )}
      {soak.phase === 'asked' && (
        <div>
          <Button look="full" meaning="waiting" icon="next" onClick={onDecide}>
            Go to the question
          </Button>
        </div>
      )}
    </header>
  )
}

function Samples({
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

/** Rows that are shown before more are asked for. */
const first = 50

function SampleTable({
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
  const [most, setMost] = useState(first)
  const rows = found.samples.toReversed().slice(0, most)
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm [overflow-wrap:break-word]">
        <caption className="sr-only">Samples, newest first</caption>
        <thead className="border-b border-line-strong text-ink-2">
          <tr>
            {['When', 'By', 'Verdict', 'What was seen'].map((name) => (
              <th key={name} scope="col" className="py-1 pr-3 font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, by, people, verdict, missed, looks }) => (
            <tr key={at} className="border-b border-line align-top">
              <th scope="row" className="py-1 pr-3 font-normal">
                <Time at={at} zone={zone} />
                {missed > 0 && <div className="text-waiting">{missed} missed before it</div>}
              </th>
              <td className="py-1 pr-3">{people ? by.name : 'commands and checks'}</td>
              <td className={join('py-1 pr-3 font-medium', inkOf[sampleStates[verdict].meaning])}>
                {sampleStates[verdict].word}
              </td>
              <td className="min-w-48 py-1">
                {looks.map((look) => (
                  <div key={`${look.step} ${look.name}`}>
                    <Escaped text={look.name} />: <Escaped text={look.value ?? 'nothing was seen'} />
                    {look.verdict !== 'met' && (
                      <span className="text-ink-2">
                        {' '}
                        ({look.verdict}
                        {look.why === '' ? '' : `: ${look.why}`})
                      </span>
                    )}{' '}
                    {look.step !== null && <StepLink document={document} step={look.step} onStep={onStep} />}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < found.samples.length && (
        <button type="button" className="mt-2 min-h-9 text-running underline" onClick={() => setMost(most + 200)}>
          Show older ones
        </button>
      )}
    </div>
  )
}
