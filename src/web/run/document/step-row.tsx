import { memo, type ReactNode } from 'react'
import type { Inline, StepDocument, StepView } from '../../../contract/index.ts'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Words } from '../../parts/inline-words.tsx'
import { join } from '../../parts/join.ts'
import { stepStates } from '../../parts/meaning.ts'
import { about } from '../../parts/times.ts'
import { useHere } from '../page-state.ts'
import { useParts, useRun, useStep } from '../run-context.tsx'
import { columns, Gutter } from './gutter.tsx'
import { textOf } from './outline.ts'
import { indent } from './rows.tsx'
import { StepActs } from './step-acts.tsx'
import { StepCommand } from './step-command.tsx'
import { StepDetails } from './step-details.tsx'
import { Verdicts } from './verdicts.tsx'

/** A step in its place: the document's words, and beside them, in the page's own columns, how it stands. */
export const StepRow = memo(function StepRow({
  id,
  words,
  depth,
  cells,
}: {
  readonly id: string
  readonly words: readonly Inline[]
  readonly depth: number
  /** The line of the table that it stands in, in place of its words. */
  readonly cells?: ReactNode
}) {
  const { document, page } = useParts()
  const view = useStep(id)
  const isCurrent = useHere((here) => here.current === id)
  const isOpen = useHere((here) => here.open.has(id))
  const since = useRun((run) => run.running.find(({ step }) => step === id)?.startedAt ?? null)
  const step = document.steps[id]
  if (step === undefined) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this groups a step and its state.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page do the same, see run-keys.ts.
    <div
      role="group"
      id={`step-${step.number}`}
      data-step={id}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent ? 'step' : undefined}
      aria-label={`Step ${step.number}, ${stepStates[view.state].word}: ${step.title}`}
      onFocus={() => page.set({ current: id })}
      onClick={() => page.set({ current: id })}
      className={join(
        columns,
        'group/step border-l-3 py-1.5 pr-2 sm:pr-4',
        isCurrent ? 'border-focus bg-surface' : 'border-transparent',
        tints[view.state],
        'focus-visible:outline-2 focus-visible:-outline-offset-2',
      )}
    >
      <Gutter step={view} number={step.number} since={since} />
      <div className={join('min-w-0', indent(depth))}>
        <div className="grid gap-x-2 sm:grid-cols-[2.5rem_minmax(0,1fr)]">
          <span
            aria-hidden="true"
            className="tabular pt-px text-right text-sm leading-6 whitespace-nowrap text-ink-3 max-sm:hidden"
          >
            {step.number}
          </span>
          <div className="min-w-0">
            <div className="relative flex items-start justify-end gap-x-3">
              {cells === undefined ? (
                <Title step={step} words={words} view={view} />
              ) : (
                <div className="min-w-0 flex-1">{cells}</div>
              )}
              <StepActs step={step} view={view} current={isCurrent} over={cells !== undefined} />
            </div>
            {step.command !== null && <StepCommand step={step} view={view} />}
            <Verdicts step={step} view={view} />
            <Facts step={step} view={view} />
            {isOpen && <StepDetails step={step} view={view} />}
          </div>
        </div>
      </div>
    </div>
  )
})

/** What runs, waits or failed is found by eye while scrolling. */
const tints: Partial<Record<StepView['state'], string>> = {
  running: 'bg-running-soft!',
  waiting: 'bg-waiting-soft!',
  failed: 'bg-unmet-soft!',
  unknown: 'bg-waiting-soft!',
}

function Title({
  step,
  words,
  view,
}: {
  readonly step: StepDocument
  readonly words: readonly Inline[]
  readonly view: StepView
}) {
  // A step whose only words are its command is not told twice.
  const isOwn = step.command?.trimStart().startsWith(textOf(words).trim()) === true
  return (
    <p className={join('min-w-0 flex-1', isOwn && 'text-ink-3', view.state === 'skipped' && 'text-ink-3')}>
      {isOwn ? <span className="text-sm">{step.language ?? 'command'}</span> : <Words words={words} />}
      {step.noReturn !== null && (
        <Chip meaning="back" icon="warning" className="ml-2">
          no way back from here
        </Chip>
      )}
    </p>
  )
}

/** What is known of a step in a few words: where, how long, by whom, what was filled in, what deviates. */
function Facts({ step, view }: { readonly step: StepDocument; readonly view: StepView }) {
  const facts = [
    step.target !== null && `on ${step.target}`,
    step.condition !== null && step.condition,
    step.offset !== null && `at T${step.offset < 0 ? '−' : '+'}${about(Math.abs(step.offset)).replace('about ', '')}`,
    view.state === 'open' && step.estimate !== null && `takes ${about(step.estimate)}`,
    view.by !== null && view.how !== null && `by ${view.by.name}`,
    view.attempts.length > 1 && `attempt ${view.attempts.length}`,
  ].filter((fact) => typeof fact === 'string')
  if (facts.length === 0 && view.values.length === 0 && view.reason === null && view.deviations.length === 0)
    return null
  return (
    <div className="mt-0.5 flex flex-col gap-0.5 text-sm text-ink-3">
      {facts.length > 0 && (
        <p>
          <Escaped text={facts.join(' · ')} />
        </p>
      )}
      {view.values.some((value) => value !== '') && (
        <dl className="flex flex-wrap gap-x-4">
          {view.values.map((value, at) => {
            const key = at
            return (
              <div key={key} className="flex gap-1.5">
                <dt>{step.blanks[at] || 'Filled in'}:</dt>
                <dd className="font-medium text-ink">
                  <Escaped text={value} />
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {view.reason !== null && (
        <p className="text-ink-2">
          Because: <Escaped text={view.reason} />
        </p>
      )}
      {view.deviations.map((text) => (
        <p key={text} className="text-waiting">
          Other than the document says: <Escaped text={text} />
        </p>
      ))}
    </div>
  )
}

/** A press on a step's own controls is not one on the step. */
export const own = (act: () => void) => (event: { readonly stopPropagation: () => void }) => {
  event.stopPropagation()
  act()
}
