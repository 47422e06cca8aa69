import type { RunDocument, RunView } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { join } from '../../parts/join.ts'
import { Countdown, Elapsed } from '../../parts/time.tsx'
import { about, clockTime, shortTime } from '../../parts/times.ts'
import { Block } from './block.tsx'
import { large } from './sizes.ts'
import { stepWords } from './words.ts'

/** Most questions that there is room for. */
const questions = 3

/** Whom and what the run waits for. */
export function Waiting({ run }: { readonly run: RunView }) {
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

/** What runs, for how long, of how long. */
export function Running({ run, document }: { readonly run: RunView; readonly document: RunDocument }) {
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

/** What comes after that. */
export function Next({ run, document }: { readonly run: RunView; readonly document: RunDocument }) {
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

/** What happened last, newest first. */
export function Happened({ run }: { readonly run: RunView }) {
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
