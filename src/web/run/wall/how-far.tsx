import type { RunDocument, RunView } from '../../../contract/index.ts'
import { useNow } from '../../parts/clock.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { join } from '../../parts/join.ts'
import { Countdown } from '../../parts/time.tsx'
import { about, length } from '../../parts/times.ts'
import { countsOf, standingOf } from '../soak/words.ts'
import { latestWords, levelAndTitle, noReturnWords, timeWords } from '../way-back/words.ts'
import { Block } from './block.tsx'
import { huge, large } from './sizes.ts'
import { shareDone } from './words.ts'

/** How many steps are over, and how long it still takes. */
export function Progress({ run }: { readonly run: RunView }) {
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

/** What is watched now; after that, what was watched last. */
export function Soaks({ run }: { readonly run: RunView }) {
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

/** How to get back, until when, and whether one still can. */
export function WayBack({ run, document }: { readonly run: RunView; readonly document: RunDocument }) {
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
