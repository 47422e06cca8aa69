import { Link } from '@tanstack/react-router'
import type { RunsView, StandingRun } from '../../contract/runs.ts'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import type { Shown } from '../parts/meaning.ts'
import { Part } from '../parts/page.tsx'
import { rowMark } from '../parts/row-keys.ts'
import { Spoken } from '../parts/spoken.tsx'
import { Time, Waited } from '../parts/time.tsx'

const states: Readonly<Record<StandingRun['status'], Shown>> = {
  running: { meaning: 'running', icon: 'running', word: 'Running' },
  waiting: { meaning: 'waiting', icon: 'waiting', word: 'Waits' },
  failed: { meaning: 'unmet', icon: 'failed', word: 'Failed, waits' },
  paused: { meaning: 'waiting', icon: 'paused', word: 'Paused' },
  undriven: { meaning: 'waiting', icon: 'offline', word: 'Nobody drives it' },
  unread: { meaning: 'unmet', icon: 'warning', word: 'Cannot be read' },
}

/** Runs that are not over: what each does, or what it waits for. */
export function Standing({ view }: { readonly view: RunsView }) {
  if (view.unfinished.length === 0)
    return (
      <Part title="Now">
        <p className="rounded-lg border border-line px-3 py-3 text-ink-2">Nothing is running.</p>
      </Part>
    )
  return (
    <Part title="Now" note={`${view.unfinished.length + view.unfinishedMore} not over`}>
      <ul className="grid gap-2 lg:grid-cols-2">
        {view.unfinished.map((run) => (
          <li key={run.run}>
            <Going run={run} />
          </li>
        ))}
      </ul>
      {view.unfinishedMore > 0 && (
        <p className="mt-2 text-sm text-ink-2">And {view.unfinishedMore} older ones; the filters find them.</p>
      )}
    </Part>
  )
}

function Going({ run }: { readonly run: StandingRun }) {
  const { meaning, icon, word } = states[run.status]
  const { done, failed, total } = run.progress
  return (
    <Link
      to="/runs/$run"
      params={{ run: run.run }}
      {...rowMark}
      data-run={run.run}
      {...(run.before === null ? {} : { 'data-before': run.before })}
      className="grid h-full content-start gap-1.5 rounded-lg border border-line bg-raised p-3 hover:border-line-strong"
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Chip meaning={meaning} icon={icon} turns={run.status === 'running'}>
          {word}
          {run.since !== null && (
            <span className="ml-1">
              for <Waited since={run.since} />
            </span>
          )}
        </Chip>
        {run.rehearsal && <Chip>Rehearsal</Chip>}
        {run.continues && (
          <Chip meaning="back" icon="back">
            Way back
          </Chip>
        )}
        <span className="ml-auto text-sm text-ink-2">
          {run.environment ?? 'no environment'}
          {run.release && `, release ${run.release}`}
        </span>
      </span>
      <span className="font-semibold">
        <Escaped text={run.title} />
      </span>
      {run.problem !== null && <span className="text-sm text-unmet">{run.problem}</span>}
      {run.now.map((step) => (
        <span key={step} className="truncate text-sm text-running">
          Step {step}
        </span>
      ))}
      {run.waits.slice(0, 2).map((wait) => (
        <span key={wait} className="line-clamp-2 text-sm text-waiting">
          <Spoken text={wait} />
        </span>
      ))}
      {run.waits.length > 2 && (
        <span className="text-sm text-ink-2">
          and {run.waits.length - 2} more {run.waits.length === 3 ? 'question' : 'questions'}
        </span>
      )}
      {run.problem === null && (
        <span className="mt-auto flex items-center gap-2 pt-1 text-sm text-ink-2">
          <span
            role="progressbar"
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={done}
            aria-label="Steps"
            className="flex h-1.5 flex-1 overflow-hidden rounded-sm bg-line"
          >
            <span
              className={failed > 0 ? 'bg-unmet-line' : run.continues ? 'bg-back-line' : 'bg-done-line'}
              style={{ width: `${(100 * done) / Math.max(1, total)}%` }}
            />
          </span>
          <span className="tabular">
            {done} of {total}
          </span>
          <span>
            begun <Time at={run.createdAt} />
          </span>
        </span>
      )}
    </Link>
  )
}
