import { lazy, Suspense } from 'react'
import { useMe } from '../../client/me.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { useNow } from '../../parts/clock.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf } from '../../parts/meaning.ts'
import { Elapsed } from '../../parts/time.tsx'
import { about, length } from '../../parts/times.ts'
import { whenUsed } from '../../parts/when-used.ts'
import { useParts, usePeople, useRun } from '../run-context.tsx'
import { inShort } from '../way-back/words.ts'
import { nextWords, nowWords } from './now-words.ts'

/** Of use seldom, and as large as the rest of the bar. */
const RunMenu = lazy(async () => ({ default: (await whenUsed(() => import('./run-menu.tsx'))).RunMenu }))

/**
 * What runs, what it waits for and for whom, what comes next, how far it is, how to get back: always in sight. On top where there is
 * room, at the thumb on a phone.
 */
export function NowBar() {
  const view = useRun((run) => run)
  const { document, go, show } = useParts()
  const now = nowWords(view, document)
  const next = nextWords(view, document, now.step)
  const question = view.open.find(({ mine }) => mine === null) ?? view.open[0]
  const isMine = question?.mine === null
  return (
    <section
      aria-label="Now"
      className="z-20 grid shrink-0 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-line bg-raised px-3 py-2 max-lg:order-last max-lg:border-t max-lg:pb-[max(0.5rem,env(safe-area-inset-bottom))] lg:grid-cols-[minmax(0,1fr)_auto_auto] lg:border-b lg:px-4"
    >
      <div className="min-w-0 max-lg:col-span-2">
        <div className="flex min-w-0 items-center gap-2">
          <Chip
            meaning={now.meaning}
            icon={now.icon}
            turns={now.icon === 'running'}
            className="max-w-[60%] shrink-0 text-sm!"
          >
            <span className="truncate">{now.word}</span>
          </Chip>
          <Sentence step={now.step} text={now.text.replace(/\s+/g, ' ')} />
          {now.since !== null && view.status !== 'ended' && (
            <span className={join('shrink-0 text-sm font-medium', inkOf[now.meaning])}>
              <Elapsed since={now.since} />
              {now.expectedMs !== null && (
                <span className="font-normal text-ink-3"> of about {length(now.expectedMs)}</span>
              )}
            </span>
          )}
        </div>
        <div className="mt-0.5 flex min-w-0 items-center gap-1.5 text-sm text-ink-2 max-sm:hidden">
          {next !== null && view.status !== 'ended' && (
            <>
              <Icon name="next" className="text-ink-3" />
              <span className="text-ink-3">Next:</span>
              <button type="button" onClick={() => go(next.step)} className="min-w-0 truncate hover:underline">
                <Escaped text={next.text} />
              </button>
            </>
          )}
          <Others />
        </div>
      </div>
      <Progress />
      <div className="flex items-center justify-end gap-1.5 print:hidden max-sm:col-span-2 max-sm:*:flex-1 max-sm:*:last:flex-none max-[25rem]:*:px-1">
        {question !== undefined && view.status !== 'ended' && (
          <Button
            look={isMine ? 'full' : 'line'}
            meaning={isMine ? 'waiting' : 'plain'}
            icon="waiting"
            keys="q"
            onClick={() => (question.steps[0] === undefined ? show('decisions') : go(question.steps[0], 'decisions'))}
          >
            {isMine ? 'Answer' : 'Question'}
            {view.open.length > 1 ? ` (${view.open.length})` : ''}
          </Button>
        )}
        <WayBackButton />
        <Button
          icon="output"
          aria-label="Output, timeline, talk"
          className="w-10 flex-none! px-0! lg:hidden"
          onClick={() => show('output')}
        />
        <Suspense fallback={<span className="size-10" />}>
          <RunMenu />
        </Suspense>
      </div>
    </section>
  )
}

/** Who else has the run open; what they say and what they did is a press away. */
function Others() {
  const me = useMe().data
  const { show } = useParts()
  const names = usePeople()
    .filter(({ id }) => id !== me?.id)
    .map(({ name }) => name)
  if (names.length === 0) return null
  const [first, second, ...more] = names
  return (
    <button
      type="button"
      title={`${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} this run open too`}
      onClick={() => show('talk')}
      className="ml-auto flex max-w-[50%] shrink-0 items-center gap-1.5 hover:underline"
    >
      <Icon name="people" className="text-ink-3" />
      <span className="truncate">
        {[first, second].filter(Boolean).join(', ')}
        {more.length > 0 && ` +${more.length}`}
      </span>
    </button>
  )
}

/** What it is about; leads to its step where it has one. */
function Sentence({ step, text }: { readonly step: string | null; readonly text: string }) {
  const { go } = useParts()
  const look = 'min-w-0 flex-1 truncate text-left text-base font-semibold lg:text-lg'
  return step === null ? (
    <p title={text} className={look}>
      <Escaped text={text} />
    </p>
  ) : (
    <button type="button" title={text} onClick={() => go(step)} className={`${look} hover:underline`}>
      <Escaped text={text} />
    </button>
  )
}

function Progress() {
  const { total, done, failed, skipped, leftSeconds } = useRun((run) => run.progress)
  const isOver = useRun((run) => run.status === 'ended')
  const isBack = useRun((run) => run.line !== null)
  const share = total === 0 ? 0 : Math.round((done / total) * 100)
  const words = [
    `${done} of ${total}`,
    failed > 0 ? `${failed} failed` : null,
    skipped > 0 ? `${skipped} skipped` : null,
    !isOver && leftSeconds !== null ? `${about(leftSeconds)} left` : null,
  ].filter((word) => word !== null)
  return (
    <div className="min-w-0 max-sm:col-span-2 max-sm:flex max-sm:items-center max-sm:gap-2 lg:w-52 xl:w-64">
      <div
        role="progressbar"
        aria-label="Steps done"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words.join(', ')}
        className="h-2 flex-1 overflow-hidden rounded-full bg-sunken ring-1 ring-line"
      >
        <div
          className={join(
            'h-full rounded-full',
            failed > 0 ? 'bg-unmet-line' : isBack ? 'bg-back-line' : 'bg-done-line',
          )}
          style={{ width: `${share}%` }}
        />
      </div>
      <p aria-hidden="true" className="tabular truncate text-xs text-ink-2 sm:mt-1">
        {words.join(' · ')}
      </p>
    </div>
  )
}

/** The way back in one line, and what leads to it. */
function WayBackButton() {
  const view = useRun((run) => run)
  const { show } = useParts()
  const { meaning, words } = inShort(view, useNow())
  const isThere = meaning === 'back'
  return (
    <Button
      look="line"
      meaning={isThere ? 'back' : 'plain'}
      icon="back"
      keys="b"
      title={words}
      className="min-w-0 max-[25rem]:[&>svg]:hidden"
      onClick={() => show('back')}
    >
      <span className="min-w-0 max-w-80 truncate max-xl:hidden">{words}</span>
      <span className="xl:hidden" aria-hidden="true">
        Way back
      </span>
      <span className="sr-only xl:hidden">{words}</span>
    </Button>
  )
}
