import type { Plan, StepId } from '../../plan/index.ts'
import type { Actor, Recorded, RunOutcome } from '../../run/index.ts'
import { type RunTimes, runTimes } from './run-times.ts'

/** The little of a run that lists and trends need, so that its journal has to be read once only. Moments: milliseconds. */
export interface RunFacts {
  readonly run: string
  readonly release: string | null
  readonly operator: Actor
  readonly continues: string | null
  readonly startedAt: number
  /** Null: it is not over. */
  readonly endedAt: number | null
  readonly outcome: RunOutcome | null
  /** It is of all of its document, not of some sections, and no way back of another. */
  readonly whole: boolean
  /** Something of a section that deploys was begun. */
  readonly deployed: boolean
  /** When something first went wrong after that: a step failed, a condition for going back was seen, or the way back was taken. */
  readonly wrongAt: number | null
  /** When the way back was done; null: none was, to its end. */
  readonly backAt: number | null
  /** What it brought, as commits; null: git did not tell. */
  readonly changes: { readonly from: string; readonly to: string } | null
  readonly times: RunTimes
  /** What its steps are called, by id. */
  readonly steps: Readonly<Record<StepId, { readonly number: number; readonly title: string; readonly line: number }>>
  /** Of its document, in its order. */
  readonly sections: readonly {
    readonly title: string
    readonly line: number
    readonly steps: readonly StepId[]
  }[]
}

/** Null: the journal does not begin as one does. */
export function runFacts(history: readonly Recorded[]): RunFacts | null {
  const [first] = history
  if (first === undefined || first.event.type !== 'RunCreated') return null
  const created = first.event
  const { plan, options } = created
  const deploying = stepsThatDeploy(plan)
  let deployed = false
  let wrongAt: number | null = null
  let backAt: number | null = null
  let changes: RunFacts['changes'] = null
  let end: Recorded | null = null
  for (const recorded of history) {
    const { at, event } = recorded
    if ((event.type === 'StepStarted' || event.type === 'StepSettled') && deploying.has(event.step))
      deployed ||= event.type === 'StepStarted' || event.outcome === 'passed'
    if (event.type === 'ChangesSeen') changes = { from: event.from, to: event.to }
    if (event.type === 'ProcedureEnded' && event.outcome === 'done') backAt = at
    if (event.type === 'RunEnded') end = recorded
    const isWrong =
      event.type === 'TriggerFired' ||
      event.type === 'ProcedureStarted' ||
      (event.type === 'StepEnded' && event.end.status !== 0) ||
      (event.type === 'StepSettled' && event.outcome === 'failed')
    if (deployed && isWrong) wrongAt ??= at
  }
  return {
    run: first.run,
    release: created.release,
    operator: first.actor,
    continues: created.continues,
    startedAt: first.at,
    endedAt: end?.at ?? null,
    outcome: end?.event.type === 'RunEnded' ? end.event.outcome : null,
    whole: created.continues === null && options.only.length === 0 && options.from === null,
    deployed,
    wrongAt,
    backAt,
    changes,
    times: runTimes(history),
    steps: Object.fromEntries(
      plan.steps.map(({ id, number, title, span }) => [id, { number, title, line: span.line }]),
    ),
    sections: plan.sections.flatMap(({ id, title, heading }) => {
      const own = plan.steps.filter(({ section }) => section === id).map((step) => step.id)
      return own.length === 0 ? [] : [{ title, line: heading.line, steps: own }]
    }),
  }
}

/** Those of the main line that stand in a section that deploys, or below one. */
function stepsThatDeploy({ sections, steps }: Plan): ReadonlySet<StepId> {
  const byId = new Map(sections.map((section) => [section.id, section]))
  const deploys = (id: string | null): boolean => {
    const section = id === null ? undefined : byId.get(id)
    if (section === undefined || section.role === 'rollback') return false
    return section.role === 'deploy' || deploys(section.parent)
  }
  return new Set(steps.filter(({ section }) => deploys(section)).map(({ id }) => id))
}
