import type { ReactNode } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import type { Link } from '../../client/run-store.ts'
import { useNow } from '../../parts/clock.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf, type Meaning, softOf, solidOf } from '../../parts/meaning.ts'
import { Countdown, Elapsed } from '../../parts/time.tsx'
import { about, clockTime, length, shortTime, viewerZone, zoneName, zonesDiffer } from '../../parts/times.ts'
import { useLink, useParts, useRun } from '../run-context.tsx'
import { countsOf, standingOf } from '../soak/words.ts'
import { latestWords, levelAndTitle, noReturnWords, timeWords } from '../way-back/words.ts'
import { shareDone, stepWords, wallState } from './words.ts'

/** The run for a screen that is read from across a room: what runs, what it waits for, how long still, how to get back. No controls. */
export function WallView() {
  const run = useRun((view) => view)
  const link = useLink()
  const { document } = useParts()
  return <Wall run={run} link={link} document={document} />
}

/** Sizes go with the screen: they are read from five metres. */
const huge = 'text-[clamp(2rem,3.6vw,6rem)] leading-[1.1]'
const large = 'text-[clamp(1.375rem,2.1vw,3.5rem)] leading-[1.2]'
const usual = 'text-[clamp(1.125rem,1.3vw,2.25rem)] leading-[1.3]'

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

function Block({
  title,
  meaning = 'plain',
  icon,
  children,
}: {
  readonly title: string
  readonly meaning?: Meaning
  readonly icon: IconName
  readonly children: ReactNode
}) {
  return (
    <section
      aria-label={title}
      className={join(
        'shrink-0 rounded-[0.5vw] border-2 px-[max(0.75rem,1.1vw)] py-[max(0.5rem,0.7vw)]',
        meaning === 'plain' ? 'border-line bg-surface' : softOf[meaning],
      )}
    >
      <h2 className={join('flex items-center gap-2 font-semibold', usual, inkOf[meaning])}>
        <Icon name={icon} />
        {title}
      </h2>
      <div className="text-ink">{children}</div>
    </section>
  )
}

/** Most questions that there is room for. */
const questions = 3

function Waiting({ run }: { readonly run: RunView }) {
  if (run.status === 'ended') return null
  if (run.open.length === 0) {
    if (run.waits.length === 0 && run.stopped === null) return null
    return (
      <Block title="Waits for" meaning="waiting" icon="waiting">
        {[...(run.stopped === null ? [] : [run.stopped]), ...run.waits].slice(0, questions).map((words) => (
          <p key={words} className={large}>
            <Escaped text={words} />
          </p>
        ))}
      </Block>
    )
  }
  return (
    <Block
      title={run.open.length === 1 ? 'Waits for an answer' : `Waits for ${run.open.length} answers`}
      meaning="waiting"
      icon="waiting"
    >
      <ul className="flex flex-col gap-[0.8vw]">
        {run.open.slice(0, questions).map(({ id, question, may, missing, claimed, deadline, openedAt }) => (
          <li key={id}>
            <p className={join('line-clamp-3 font-semibold', large)}>
              <Escaped text={question} />
            </p>
            <p>
              For <strong className="font-semibold">{missing.length > 0 ? missing.join(', ') : may}</strong>
              {claimed !== null && <>; {claimed.by.name} is on it</>}
              {deadline !== null ? (
                <>
                  ; until {shortTime(deadline, Date.now())}, <Countdown until={deadline} past="over" /> left
                </>
              ) : (
                <>
                  ; for <Elapsed since={openedAt} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {run.open.length > questions && <p>and {run.open.length - questions} more</p>}
    </Block>
  )
}

function Running({ run, document }: { readonly run: RunView; readonly document: RunDocument }) {
  if (run.running.length === 0) return null
  return (
    <Block title="Runs now" meaning="running" icon="running">
      <ul className="flex flex-col gap-[0.6vw]">
        {run.running.slice(0, questions).map(({ step, attempt, startedAt, expectedMs }) => (
          <li key={step} className="flex flex-wrap items-baseline gap-x-[1.5vw] lg:flex-nowrap">
            <span className={join('line-clamp-2 min-w-0 font-semibold max-lg:w-full lg:flex-1', large)}>
              <Escaped text={stepWords(document, step)} />
              {attempt > 1 && <span className="font-normal"> (attempt {attempt})</span>}
            </span>
            <span className="shrink-0 text-right">
              <span className={join('font-semibold', large)}>
                <Elapsed since={startedAt} />
              </span>
              {expectedMs !== null && <span> of {about(expectedMs / 1000)}</span>}
            </span>
          </li>
        ))}
      </ul>
      {run.running.length > questions && <p>and {run.running.length - questions} more</p>}
    </Block>
  )
}

function Next({ run, document }: { readonly run: RunView; readonly document: RunDocument }) {
  if (run.status === 'ended' || run.next.length === 0) return null
  return (
    <Block title="Next" icon="next">
      <ol>
        {run.next.slice(0, 3).map((step) => (
          <li key={step} className="truncate">
            <Escaped text={stepWords(document, step)} />
          </li>
        ))}
      </ol>
    </Block>
  )
}

function Happened({ run }: { readonly run: RunView }) {
  const last = run.said.slice(-6).toReversed()
  if (last.length === 0) return null
  return (
    <section
      aria-label="What happened last"
      className="min-h-0 flex-1 overflow-hidden px-[max(0.75rem,1.1vw)] text-ink-2"
    >
      <ol>
        {last.map(({ seq, at, text, by }) => (
          <li key={seq} className="flex gap-[max(0.5rem,1vw)]">
            <span className="tabular shrink-0">{clockTime(at).slice(0, 5)}</span>
            <span className="truncate">
              <Escaped text={text} />
              {by.kind === 'person' && <> ({by.name})</>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Progress({ run }: { readonly run: RunView }) {
  const { total, done, failed, skipped, leftSeconds } = run.progress
  const share = shareDone(run.progress)
  return (
    <Block title="Progress" icon="timeline">
      <p className={join('tabular font-semibold', huge)}>
        {done + skipped} <span className="font-normal text-ink-2">of {total}</span>
      </p>
      <div
        role="progressbar"
        aria-label="Steps that are over"
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        className="my-[0.4vw] flex h-[clamp(0.75rem,1vw,2rem)] overflow-hidden rounded bg-sunken"
      >
        <span className="bg-done-line" style={{ width: `${share}%` }} />
        <span className="bg-unmet-line" style={{ width: total === 0 ? 0 : `${(100 * failed) / total}%` }} />
      </div>
      <p>
        {failed > 0 && <span className="font-semibold text-unmet">{failed} failed. </span>}
        {skipped > 0 && <span>{skipped} skipped. </span>}
        {run.status !== 'ended' &&
          (leftSeconds === null ? 'How long still is not known.' : `Still ${about(leftSeconds)}.`)}
        {run.status === 'ended' && `It took ${length(run.updatedAt - run.createdAt)}.`}
      </p>
    </Block>
  )
}

function Soaks({ run }: { readonly run: RunView }) {
  const live = run.soaks.filter(({ phase }) => phase !== 'ended')
  const shown = live.length > 0 ? live.slice(0, 2) : run.soaks.slice(-1)
  return shown.map((soak) => {
    const standing = standingOf(soak)
    return (
      <Block key={soak.id} title={`${standing.word}: ${soak.title}`} meaning={standing.meaning} icon={standing.icon}>
        {soak.phase !== 'ended' && (
          <p className={join('font-semibold', huge)}>
            <Countdown until={soak.endsAt} past="time is over" />
          </p>
        )}
        <p>
          {countsOf(soak.counts)
            .map(({ words }) => words)
            .join(', ') || 'no sample yet'}
          {soak.next !== null && (
            <>
              ; next in <Countdown until={soak.next} past="now" />
            </>
          )}
        </p>
        {soak.why !== null && (
          <p className="line-clamp-2">
            <Escaped text={soak.why} />
          </p>
        )}
      </Block>
    )
  })
}

function WayBack({ run, document }: { readonly run: RunView; readonly document: RunDocument }) {
  const now = useNow()
  const taken = run.ways.find(({ state }) => state === 'running')
  const way =
    taken ?? run.ways.find(({ meant, startable }) => meant && startable) ?? run.ways.find(({ startable }) => startable)
  const noReturn = noReturnWords(run.noReturn, document)
  const latest = way === undefined ? null : latestWords(way, now)
  return (
    <Block title={taken ? 'The way back is being taken' : 'Way back'} meaning="back" icon="back">
      {way === undefined ? (
        <p className={large}>
          {run.ways.length === 0
            ? 'The document has none.'
            : run.status === 'ended'
              ? 'The run has ended.'
              : 'None is left.'}
        </p>
      ) : (
        <>
          <p className={join('line-clamp-2 font-semibold', large)}>
            <Escaped text={levelAndTitle(way)} />
          </p>
          <p>{timeWords(way)}</p>
          {latest !== null && (
            <p className={latest.late ? 'font-semibold text-unmet' : 'tabular font-semibold'}>{latest.words}</p>
          )}
        </>
      )}
      {noReturn !== null && run.status !== 'ended' && (
        <p className={noReturn.passed ? 'font-semibold text-unmet' : ''}>{noReturn.words}</p>
      )}
    </Block>
  )
}
