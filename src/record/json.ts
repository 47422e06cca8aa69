import type { Recorded, RunState } from '../run/index.ts'
import { beforeAndAfter } from './before-after.ts'
import { facts } from './facts.ts'

/** The record as data, for programs; `version` grows when its shape changes. Times are ISO 8601, durations milliseconds. */
export function json(state: RunState, history: readonly Recorded[]) {
  const told = facts(state, history)
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    version: 1,
    run: state.id,
    document: state.plan.source,
    title: state.plan.title,
    environment: state.environment,
    release: state.release,
    identity: state.identity,
    promotes: state.promotes,
    beside: state.beside,
    terms: state.terms,
    overrides: state.overrides,
    folder: state.cwd,
    rehearsal: state.rehearsal,
    continues: state.continues,
    options: state.options,
    operator: state.operator,
    status: state.status,
    outcome: state.outcome,
    startedAt: iso(told.startedAt),
    endedAt: iso(told.endedAt),
    counts: told.counts,
    steps: told.steps.map(({ step, state: of, standing, startedAt, ms, failures }) => ({
      id: step.id,
      number: step.number,
      kind: step.kind,
      title: step.title,
      line: step.span.line,
      section: step.section,
      outcome: standing,
      how: of.how,
      by: of.by,
      reason: of.reason,
      startedAt: iso(startedAt),
      ms,
      values: step.blanks.map(({ label }, index) => ({ label, value: of.values[index] ?? null })),
      verdicts: of.verdicts.map((verdict) => ({
        ...verdict,
        expected: step.expectations.find(({ id }) => id === verdict.expectation)?.text ?? null,
      })),
      failures,
      attempts: of.attempts.map(({ started, at, endedAt, by, end, masked }) => ({
        attempt: started.attempt,
        ...(started.target === undefined ? {} : { target: started.target }),
        startedAt: iso(at),
        endedAt: iso(endedAt),
        by,
        end,
        masked,
      })),
    })),
    deviations: state.deviations,
    decisions: state.answered,
    waysBack: told.waysBack,
    conditionsSeen: state.fired,
    soaks: told.soaks.map(({ id, title, state: of, samples }) => ({
      id,
      title,
      startedAt: iso(of.startedAt),
      endedAt: iso(of.endedAt),
      verdict: of.verdict,
      why: of.why,
      outcome: of.outcome,
      counts: of.counts,
      samples: samples.map(({ at, due, ...sample }) => ({ at: iso(at), due: iso(due), ...sample })),
    })),
    beforeAndAfter: beforeAndAfter(state),
    inputs: state.inputs,
    changes: state.changes ?? null,
    messages: state.plan.messages.map(({ id, title, occasion, span }) => {
      const settled = state.messages[id]
      return {
        id,
        title,
        occasion,
        line: span.line,
        became: settled?.how ?? null,
        values: settled?.values ?? [],
        by: settled?.by ?? null,
        at: iso(settled?.at ?? null),
        reason: settled?.reason ?? null,
      }
    }),
    sent: state.outbox.map(({ queuedAt, next, arrived, ...posting }) => ({
      ...posting,
      queuedAt: iso(queuedAt),
      triedNext: iso(next),
      arrivedAt: iso(arrived),
    })),
    comments: state.comments,
    evidence: state.evidence,
    services: state.services,
    journal: { events: told.events, head: told.head },
  }
}
