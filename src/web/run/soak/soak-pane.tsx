import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { RunDocument, RunView, SoakSamples } from '../../../contract/index.ts'
import { get, runPath } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { join } from '../../parts/join.ts'
import { inkOf } from '../../parts/meaning.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { Countdown, Time } from '../../parts/time.tsx'
import { length } from '../../parts/times.ts'
import { useParts, useRun } from '../run-context.tsx'
import { Samples } from './samples.tsx'
import { countsOf, sampleStates, standingOf, takenSoFar } from './words.ts'

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
