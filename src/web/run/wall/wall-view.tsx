import type { RunDocument, RunView } from '../../../contract/index.ts'
import type { Link } from '../../client/run-store.ts'
import { useNow } from '../../parts/clock.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { softOf, solidOf } from '../../parts/meaning.ts'
import { clockTime, viewerZone, zoneName, zonesDiffer } from '../../parts/times.ts'
import { useLink, useParts, useRun } from '../run-context.tsx'
import { Happened, Next, Running, Waiting } from './going-on.tsx'
import { Progress, Soaks, WayBack } from './how-far.tsx'
import { huge, large, usual } from './sizes.ts'
import { wallState } from './words.ts'

/** The run for a screen that is read from across a room: what runs, what it waits for, how long still, how to get back. No controls. */
export function WallView() {
  const run = useRun((view) => view)
  const link = useLink()
  const { document } = useParts()
  return <Wall run={run} link={link} document={document} />
}

/** The same, drawn from what it is given. */
export function Wall({
  run,
  link,
  document,
}: {
  readonly run: RunView
  readonly link: Link
  readonly document: RunDocument
}) {
  const state = wallState(run)
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is longer than the screen, keys scroll it.
      tabIndex={0}
      className={join('fixed inset-0 z-50 flex flex-col overflow-y-auto bg-ground lg:overflow-hidden', usual)}
    >
      <header
        className={join(
          'flex flex-wrap items-center gap-x-[1.5vw] gap-y-2 px-[2vw] py-[1.2vw]',
          solidOf[state.meaning],
        )}
      >
        <Icon
          name={state.icon}
          className={join('size-[clamp(2rem,3.4vw,6rem)]!', state.icon === 'running' && 'turning')}
        />
        <h1 className={join('font-semibold', huge)}>{state.word}</h1>
        <p className={join('line-clamp-2 min-w-0 max-lg:order-last max-lg:w-full lg:flex-1', large)}>
          <Escaped text={run.title} />
          {run.release !== null && !run.title.includes(run.release) && <> {run.release}</>}
          {run.environment !== null && <> → {run.environment}</>}
          {run.rehearsal && <> (rehearsal)</>}
        </p>
        <Clock zone={run.zone} />
      </header>
      {link.is !== 'live' && link.is !== 'connecting' && (
        <p
          role="alert"
          className={join('flex items-center gap-3 border-b px-[2vw] py-[0.6vw] font-semibold', large, softOf.waiting)}
        >
          <Icon name="offline" />
          Not connected: what stands here is old.
        </p>
      )}
      <div className="grid flex-1 content-start gap-[max(0.75rem,1vw)] p-[max(0.75rem,1.2vw)] lg:min-h-0 lg:grid-cols-[1.6fr_1fr]">
        <div className="flex min-w-0 flex-col gap-[max(0.75rem,1vw)] lg:min-h-0 lg:overflow-hidden">
          <Waiting run={run} />
          <Running run={run} document={document} />
          <Next run={run} document={document} />
          <Happened run={run} />
        </div>
        <div className="flex min-w-0 flex-col gap-[max(0.75rem,1vw)] lg:min-h-0 lg:overflow-hidden">
          <Progress run={run} />
          <Soaks run={run} />
          <WayBack run={run} document={document} />
        </div>
      </div>
    </div>
  )
}

function Clock({ zone }: { readonly zone: string }) {
  const now = useNow()
  return (
    <p className={join('tabular ml-auto shrink-0 font-semibold', large)}>
      {clockTime(now)}
      {zonesDiffer(now, zone, viewerZone) && (
        <span className={join('block text-right font-normal', usual)}>
          {clockTime(now, zone)} {zoneName(zone)}
        </span>
      )}
    </p>
  )
}
