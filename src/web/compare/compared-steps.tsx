import { Link } from '@tanstack/react-router'
import type { CompareView, Took } from '../../contract/compare.ts'
import { Escaped } from '../parts/escaped.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { join } from '../parts/join.ts'
import { inkOf, type Meaning } from '../parts/meaning.ts'
import { length } from '../parts/times.ts'

type Step = CompareView['steps'][number]

const most = 500

const standings: Readonly<Record<string, readonly [Meaning, IconName]>> = {
  passed: ['done', 'passed'],
  accepted: ['done', 'accepted'],
  skipped: ['plain', 'skipped'],
  failed: ['unmet', 'failed'],
  unknown: ['waiting', 'unknown'],
  running: ['running', 'running'],
  open: ['plain', 'open'],
  aside: ['plain', 'more'],
}

const changes: Readonly<Record<Step['changed'][number], string>> = {
  added: 'new in the document',
  gone: 'not in the document any more',
  outcome: 'ended otherwise',
  duration: 'took another time',
  attempts: 'other attempts',
  command: 'another command',
}

/** Steps of two runs, in the order of the newer document. */
export function ComparedSteps({
  steps,
  a,
  b,
}: {
  readonly steps: readonly Step[]
  readonly a: string
  readonly b: string
}) {
  const longest = Math.max(1, ...steps.flatMap((step) => [step.a?.ms ?? 0, step.b?.ms ?? 0]))
  if (steps.length === 0) return <p className="text-ink-2">Nothing to show.</p>
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {steps.slice(0, most).map((step) => (
          <li key={step.id} className="grid gap-x-4 gap-y-1 px-3 py-2 md:grid-cols-[2fr_1.2fr_1.2fr]">
            <div className="min-w-0">
              <p className="font-medium">
                <Escaped text={step.title} />
              </p>
              <p className="flex flex-wrap gap-x-3 text-sm text-ink-2">
                <Escaped text={step.section} />
                {step.changed.map((one) => (
                  <b key={one} className="font-semibold text-ink">
                    {changes[one]}
                  </b>
                ))}
              </p>
            </div>
            <One of={step.a} run={a} name="Before" longest={longest} />
            <One of={step.b} run={b} name="Now" longest={longest} />
          </li>
        ))}
      </ul>
      {steps.length > most && <p className="mt-1 text-sm text-ink-2">And {steps.length - most} more steps.</p>}
    </>
  )
}

function One({
  of,
  run,
  name,
  longest,
}: {
  readonly of: Took | null
  readonly run: string
  readonly name: string
  readonly longest: number
}) {
  if (of === null)
    return (
      <p className="text-sm text-ink-3">
        <span className="md:sr-only">{name}: </span>not there
      </p>
    )
  const [meaning, icon] = standings[of.standing] ?? ['plain', 'unknown']
  return (
    <div className="min-w-0 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="text-ink-3 md:sr-only">{name}</span>
        <Link
          to="/runs/$run"
          params={{ run }}
          hash={`step-${of.number}`}
          className={join('inline-flex items-center gap-1 font-medium hover:underline', inkOf[meaning])}
        >
          <Icon name={icon} />
          {of.standing}
        </Link>
        {of.ms !== null && <span className="tabular">{length(of.ms)}</span>}
        {of.people !== null && <span className="tabular text-ink-2">people {length(of.people)}</span>}
        {of.attempts > 1 && <span className="text-ink-2">{of.attempts} attempts</span>}
      </p>
      {of.ms !== null && of.ms > 0 && (
        <div className="h-1.5 rounded-sm bg-sunken" aria-hidden="true">
          <div className="h-full rounded-sm bg-running-line" style={{ width: `${(100 * of.ms) / longest}%` }} />
        </div>
      )}
      {of.why !== '' && (
        <p className="truncate text-ink-2" title={of.why}>
          <Escaped text={of.why} />
        </p>
      )}
    </div>
  )
}
