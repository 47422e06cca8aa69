import { useState } from 'react'
import type { AttemptView, StepView } from '../../../contract/index.ts'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Empty } from '../../parts/states.tsx'
import { Elapsed, Time } from '../../parts/time.tsx'
import { useParts, useRun, useStep } from '../run-context.tsx'
import { AttemptOutput, Hidden } from './attempt-output.tsx'
import { attemptWords, sizeWords } from './statements.ts'

/** What a step printed, live; of none chosen, the one that runs, else the last that ran. It fills the height of what it stands in. */
export function OutputPane({ step }: { readonly step: string | null }) {
  const running = useRun((run) => run.running)
  const steps = useRun((run) => run.steps)
  const shown = step ?? running.at(-1)?.step ?? lastOf(steps)
  if (shown === null)
    return (
      <Empty icon="output" title="Nothing has run yet">
        <p>What steps print appears here, live. Choose a step in the document to see its output.</p>
      </Empty>
    )
  return <StepOutput key={shown} step={shown} />
}

/** The step whose attempt began last; null: none has run. */
function lastOf(steps: Readonly<Record<string, StepView>>): string | null {
  let last: { readonly step: string; readonly at: number } | null = null
  for (const [step, { attempts }] of Object.entries(steps)) {
    const at = attempts.at(-1)?.startedAt ?? 0
    if (at > (last?.at ?? 0)) last = { step, at }
  }
  return last?.step ?? null
}

/** One attempt at a time, the newest where none was chosen, held in a window of bounded size however long it is. */
function StepOutput({ step }: { readonly step: string }) {
  const { store, document } = useParts()
  const { attempts } = useStep(step)
  const zone = useRun((run) => run.zone)
  const [attempt, setAttempt] = useState<number | null>(null)
  const of = document.steps[step]
  const newest = attempts.at(-1)
  const chosen = attempts.find(({ number }) => number === attempt) ?? newest
  if (of === undefined) return <Empty icon="output" title="This step is not in the document any more" />
  if (chosen === undefined)
    return (
      <Empty icon="output" title={`Step ${of.number} has not run yet`}>
        <p>
          {of.command === null ? 'Nothing is run for it, so it prints nothing.' : 'What it prints appears here, live.'}
        </p>
      </Empty>
    )
  return (
    <section aria-label={`Output of step ${of.number}`} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        <AttemptChip attempt={chosen} />
        <span className="min-w-0 flex-1 truncate font-medium">
          {of.number}. <Escaped text={of.title} />
        </span>
        {attempts.length > 1 && (
          <label className="flex items-center gap-1.5 text-sm text-ink-2">
            Attempt
            <select
              value={chosen.number}
              onChange={(event) => {
                const number = Number(event.target.value)
                // Whoever looks at the newest sees the next one, too, when it begins.
                setAttempt(number === newest?.number ? null : number)
              }}
              className="min-h-8 rounded-md border border-line-strong bg-raised px-1.5 text-ink"
            >
              {attempts.map((one) => (
                <option key={one.number} value={one.number}>
                  {one.number} of {newest?.number}: {attemptWords(one)}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      <AttemptFacts attempt={chosen} zone={zone} />
      {chosen.hidden ? (
        <Hidden />
      ) : (
        <AttemptOutput key={chosen.number} run={store.view.run} of={of} attempt={chosen} store={store} />
      )}
    </section>
  )
}

function AttemptChip({ attempt }: { readonly attempt: AttemptView }) {
  const words = attemptWords(attempt)
  if (attempt.endedAt === null)
    return (
      <Chip meaning="running" icon="running" turns>
        {words} <Elapsed since={attempt.startedAt} />
      </Chip>
    )
  const good = attempt.how === 'exit' && attempt.status === 0
  const unknown = attempt.how === 'unknown' || attempt.how === 'lost-terminal' || attempt.how === null
  return (
    <Chip
      meaning={good ? 'done' : unknown ? 'waiting' : 'unmet'}
      icon={good ? 'passed' : unknown ? 'unknown' : 'failed'}
    >
      {words}
    </Chip>
  )
}

function AttemptFacts({ attempt, zone }: { readonly attempt: AttemptView; readonly zone: string }) {
  return (
    <>
      <p className="border-b border-line px-3 py-1 text-sm text-ink-2">
        Started by {attempt.by.name} at <Time at={attempt.startedAt} zone={zone} />
        {attempt.target !== null && <> on {attempt.target}</>}
        {attempt.bytes !== null && <>, {sizeWords(attempt.bytes)}</>}
      </p>
      {attempt.survivors.length > 0 && (
        <p className="flex items-start gap-2 border-b border-waiting-line bg-waiting-soft px-3 py-1.5 text-sm text-waiting">
          <Icon name="warning" className="mt-0.5" />
          <span>
            It was ended, but these go on: {attempt.survivors.map(({ pid, command }) => `${pid} ${command}`).join('; ')}
          </span>
        </p>
      )}
    </>
  )
}
