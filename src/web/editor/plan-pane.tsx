import { useState } from 'react'
import type { Finding, Plan, Step } from '../../plan/index.ts'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Icon } from '../parts/icons.tsx'
import { join } from '../parts/join.ts'
import type { Understood } from './understand.ts'

const most = 1_000

/** What is typed, as it will run: its sections as an outline, their steps, and what was found. */
export function PlanPane({
  understood,
  onGo,
  onRule,
}: {
  readonly understood: Understood | null
  readonly onGo: (line: number) => void
  readonly onRule: (rule: string) => void
}) {
  const [tab, setTab] = useState<'outline' | 'plan' | 'findings'>('plan')
  if (understood === null) return <p className="p-3 text-ink-2">Reading…</p>
  const { plan, findings } = understood
  const tabs = [
    { tab: 'outline', name: 'Outline' },
    { tab: 'plan', name: `Plan (${plan.steps.length})` },
    { tab: 'findings', name: `Findings (${findings.length})` },
  ] as const
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div role="tablist" aria-label="What was understood" className="flex border-b border-line">
        {tabs.map((one) => (
          <button
            key={one.tab}
            type="button"
            role="tab"
            id={`tab-${one.tab}`}
            aria-selected={tab === one.tab}
            aria-controls="understood"
            onClick={() => setTab(one.tab)}
            className={join(
              'min-h-10 border-b-2 px-3 text-sm',
              tab === one.tab ? 'border-ink font-semibold' : 'border-transparent text-ink-2',
            )}
          >
            {one.name}
          </button>
        ))}
      </div>
      <div
        id="understood"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        className="relative min-h-0 flex-1 overflow-y-auto p-2"
      >
        {tab === 'findings' ? (
          <Findings findings={findings} onGo={onGo} onRule={onRule} />
        ) : (
          <Outline plan={plan} isWithSteps={tab === 'plan'} onGo={onGo} />
        )}
      </div>
    </div>
  )
}

function Outline({
  plan,
  isWithSteps,
  onGo,
}: {
  readonly plan: Plan
  readonly isWithSteps: boolean
  readonly onGo: (line: number) => void
}) {
  const bySection = Map.groupBy(plan.steps.slice(0, most), ({ section }) => section)
  const sections = plan.sections.filter(({ id, level }) => level > 0 || bySection.has(id))
  if (plan.steps.length === 0)
    return <p className="p-1 text-ink-2">Nothing is to be done yet: no boxes (`- [ ] …`) and no commands.</p>
  return (
    <ul>
      {sections.map((section) => (
        <li key={section.id}>
          <Line
            onGo={onGo}
            line={section.heading.line}
            className={join('font-semibold', section.level === 3 && 'pl-4', section.level > 3 && 'pl-7')}
          >
            <span className="min-w-0 flex-1 truncate">
              <Escaped text={section.title || plan.title} />
            </span>
            <Chip {...(section.role === 'rollback' ? { meaning: 'back', icon: 'back' } : {})}>{section.role}</Chip>
          </Line>
          {isWithSteps && (
            <ul>
              {(bySection.get(section.id) ?? []).map((step) => (
                <li key={step.id}>
                  <StepLine step={step} onGo={onGo} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
      {plan.steps.length > most && (
        <li className="p-1 text-sm text-ink-2">and {plan.steps.length - most} more steps</li>
      )}
    </ul>
  )
}

function StepLine({ step, onGo }: { readonly step: Step; readonly onGo: (line: number) => void }) {
  return (
    <Line onGo={onGo} line={step.span.line} className={join('text-sm', step.parent === null ? 'pl-3' : 'pl-7')}>
      <span className="tabular w-7 shrink-0 text-right text-ink-3">{step.number}</span>
      <span className="w-20 shrink-0 whitespace-nowrap text-ink-2">{step.kind}</span>
      <span className={join('min-w-0 flex-1 truncate', step.command !== null && 'font-mono')}>
        <Escaped text={step.title} />
      </span>
      {step.command?.flags.includes('destructive') && <Chip icon="warning">destructive</Chip>}
    </Line>
  )
}

function Line({
  line,
  onGo,
  className,
  children,
}: {
  readonly line: number
  readonly onGo: (line: number) => void
  readonly className?: string
  readonly children: React.ReactNode
}) {
  return (
    <button
      type="button"
      onClick={() => onGo(line)}
      className={join('flex min-h-7 w-full items-center gap-2 rounded px-1 text-left hover:bg-surface', className)}
    >
      {children}
      <span className="sr-only">, line {line}</span>
    </button>
  )
}

const inks = { error: 'text-unmet', warning: 'text-waiting', info: 'text-ink-2' } as const
const order = { error: 0, warning: 1, info: 2 } as const

function Findings({
  findings,
  onGo,
  onRule,
}: {
  readonly findings: readonly Finding[]
  readonly onGo: (line: number) => void
  readonly onRule: (rule: string) => void
}) {
  if (findings.length === 0)
    return (
      <p className="flex items-center gap-2 p-1 text-ink-2">
        <Icon name="passed" />
        Nothing was found that will hurt.
      </p>
    )
  const sorted = findings.toSorted((a, b) => order[a.severity] - order[b.severity] || a.span.line - b.span.line)
  return (
    <ul className="grid gap-1">
      {sorted.slice(0, most).map((one) => (
        <li key={`${one.rule} ${one.span.start}`} className="rounded-md border border-line p-2 text-sm">
          <button type="button" onClick={() => onGo(one.span.line)} className="w-full text-left hover:underline">
            <span className={join('font-semibold', inks[one.severity])}>
              {one.severity}, line {one.span.line}:
            </span>{' '}
            <Escaped text={one.message} />
          </button>
          <p className="text-ink-2">
            <Escaped text={one.remedy} />{' '}
            <button
              type="button"
              onClick={() => onRule(one.rule.replace(/\/.*/, ''))}
              className="min-h-6 font-medium text-running underline underline-offset-2"
            >
              {one.rule}
            </button>
          </p>
        </li>
      ))}
    </ul>
  )
}
