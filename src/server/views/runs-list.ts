import type { Asked, Recurring, RunLine, RunsQuery, StandingRun } from '../../contract/runs.ts'
import type { ScheduleNow } from '../../engine/engine.ts'
import type { RunHeader } from '../../engine/ports.ts'
import { type Actor, cadenceWords, nameOf, type RunState, refusal, whoMay } from '../../run/index.ts'
import { countsOf } from './progress.ts'
import type { RunFacts } from './run-facts.ts'

/** What of a run is not in its header; null: its journal was not opened. */
type Known = Pick<RunFacts, 'release' | 'operator' | 'continues'> | null

/** Whether a run is one of those asked for; `release` where it is known. */
export function fits(header: RunHeader, query: RunsQuery, release: string | null): boolean {
  if (query.rehearsals === 'without' && header.rehearsal) return false
  if (query.rehearsals === 'only' && !header.rehearsal) return false
  if (query.document !== undefined && header.document !== query.document) return false
  if (query.environment !== undefined && (header.environment ?? '') !== query.environment) return false
  if (query.outcome !== undefined && (header.outcome ?? 'unfinished') !== query.outcome) return false
  if (query.text === undefined || query.text.trim() === '') return true
  const text = [header.title, header.document, header.environment ?? '', release ?? ''].join('\n').toLowerCase()
  const words = query.text.toLowerCase().trim().split(/\s+/)
  return words.every((word) => text.includes(word) || header.run.startsWith(word))
}

/**
 * Of each run the one before it, of the same document in the same environment, rehearsals beside rehearsals. `headers`: newest
 * first.
 */
export function runsBefore(headers: readonly RunHeader[]): ReadonlyMap<string, string> {
  const before = new Map<string, string>()
  const newer = new Map<string, string>()
  for (const { run, document, environment, rehearsal } of headers) {
    const key = JSON.stringify([document, environment, rehearsal])
    const after = newer.get(key)
    if (after !== undefined) before.set(after, run)
    newer.set(key, run)
  }
  return before
}

export const runLineOf = (header: RunHeader, known: Known, before: string | null, who: WhoOf): RunLine => ({
  run: header.run,
  document: header.document,
  title: header.title,
  environment: header.environment,
  release: known?.release ?? null,
  rehearsal: header.rehearsal,
  createdAt: header.createdAt,
  updatedAt: header.updatedAt,
  outcome: header.outcome,
  operator: known === null ? null : who(known.operator),
  continues: known?.continues ?? null,
  before,
})

/** What people are called on the page. */
type WhoOf = (actor: Actor) => NonNullable<RunLine['operator']>

export interface Driven {
  readonly host: string | null
  readonly leftSeconds: number | null
}

/** An unfinished run. `state` is its problem where its journal cannot be read. */
export function standingRunOf(line: RunLine, state: RunState | string, driven: Driven): StandingRun {
  if (typeof state === 'string')
    return {
      ...line,
      status: 'unread',
      driver: driven.host,
      progress: { total: 0, done: 0, failed: 0, leftSeconds: null },
      now: [],
      waits: [],
      since: null,
      problem: state,
    }
  const { total, done, failed } = countsOf(state)
  const isWaiting = state.open.length > 0 && state.running.length === 0
  const asking = state.open[0]?.kind === 'failure' ? 'failed' : 'waiting'
  const opened = state.answered.filter(({ closedAt }) => closedAt === null).map(({ openedAt }) => openedAt)
  const numbers = new Map(state.plan.steps.map((step) => [step.id, `${step.number} ${step.title}`]))
  return {
    ...line,
    status: state.status === 'paused' ? 'paused' : isWaiting ? asking : driven.host === null ? 'undriven' : 'running',
    driver: driven.host,
    progress: { total, done, failed, leftSeconds: driven.leftSeconds },
    now: state.running.map(({ step }) => numbers.get(step) ?? step),
    waits: state.open.map((decision) => {
      const whom = decision.who === null ? '' : `For ${whoMay(state, decision)}: `
      return `${whom}${decision.question}`
    }),
    since: isWaiting && opened.length > 0 ? Math.min(...opened) : null,
    problem: null,
  }
}

/** Questions of a run that the viewer may answer. */
export function askedOf(state: RunState, viewer: Actor): readonly Asked[] {
  const numbers = new Map(state.plan.steps.map(({ id, number }) => [id, number]))
  return state.open
    .filter((decision) => refusal(state, decision, viewer) === null)
    .map((decision) => {
      const answered = state.answered.findLast((one) => one.decision.id === decision.id)
      const [first] = decision.steps
      return {
        run: state.id,
        title: state.plan.title,
        environment: state.environment,
        decision: decision.id,
        kind: decision.kind,
        question: decision.question,
        step: first === undefined ? null : (numbers.get(first) ?? null),
        openedAt: answered?.openedAt ?? state.updatedAt,
        deadline: decision.deadline?.at ?? null,
        claimed: answered?.claimed == null ? null : nameOf(state.authority, answered.claimed.by),
      }
    })
}

/** Work that recurs, overdue first, then by when it is due. */
export const recurringOf = (all: readonly ScheduleNow[], who: WhoOf): readonly Recurring[] =>
  all
    .map(({ schedule, document, environment, left, last, standing, cron, zone }) => ({
      schedule: schedule.id,
      title: schedule.title,
      cadence: cadenceWords(schedule.cadence),
      document,
      line: schedule.span.line,
      environment,
      owner: schedule.owner,
      next: standing.next,
      overdue: standing.overdue,
      dueSince: standing.since,
      missed: standing.missed,
      zone,
      left: { run: left.run, at: left.at },
      last: last === null ? null : { run: last.run, at: last.at, by: who(last.by) },
      cron: cron?.is ?? null,
      command: cron?.line ?? null,
    }))
    .toSorted(
      (a, b) => b.overdue - a.overdue || (a.next ?? Number.POSITIVE_INFINITY) - (b.next ?? Number.POSITIVE_INFINITY),
    )
