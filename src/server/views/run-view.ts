import { type RunView, type StepView, saidAtMost } from '../../contract/index.ts'
import type { StepId } from '../../plan/index.ts'
import {
  type Actor,
  closedWords,
  nextSteps,
  opensAt,
  type Recorded,
  type RunState,
  termsMoment,
  watchingOf,
  windowEnd,
} from '../../run/index.ts'
import { stepOf } from '../../run/order.ts'
import { decisionView, standingOf, waitsForWords } from './decision.ts'
import { type Counts, countsAfter, countsOf, progressView } from './progress.ts'
import { saidOf } from './said.ts'
import { soaksView } from './soaks.ts'
import { stepView } from './step.ts'
import { timelineOf } from './timeline.ts'
import { waysView } from './ways.ts'
import { whoView } from './who.ts'

/** What a run's journal does not tell. */
export interface Around {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly zone: string
  readonly driver: RunView['driver']
  readonly needs: readonly string[]
  readonly stopped: string | null
}

/** A run as it is told at one moment: all of its view but what is told step by step, from which changes are made. */
export interface Picture {
  readonly state: RunState
  readonly counts: Counts
  readonly rest: Rest
}

export type Rest = Omit<RunView, 'steps' | 'said' | 'timeline' | 'deviations' | 'comments' | 'evidence'>

export const pictureOf = (state: RunState, around: Around): Picture => {
  const counts = countsOf(state)
  return { state, counts, rest: restOf(state, counts, around) }
}

/** The same after events, where `steps` alone are other than before. */
export const pictureAfter = (before: Picture, state: RunState, steps: readonly StepId[], around: Around): Picture => {
  const counts = countsAfter(before.counts, before.state, state, steps)
  return { state, counts, rest: restOf(state, counts, around) }
}

/** The whole view, as somebody sees it. `history`: the run's events, of which the last are told. */
export function runView({ state, rest }: Picture, history: readonly Recorded[], viewer: Actor | null): RunView {
  return {
    ...rest,
    open: openOf(state, viewer),
    steps: stepsOf(state),
    timeline: timelineOf(state),
    ...growing(state, null),
    said: lastSaid(history, state),
  }
}

/** What is open, as somebody sees it. */
export const openOf = (state: RunState, viewer: Actor | null): RunView['open'] =>
  state.open.map((decision) => decisionView(state, decision, viewer))

function stepsOf(state: RunState): Record<StepId, StepView> {
  const asked = askedOf(state)
  const steps: Record<StepId, StepView> = {}
  for (const step of state.plan.steps) {
    const view = stepView(state, step, asked.has(step.id))
    if (view !== null) steps[step.id] = view
  }
  return steps
}

const known = new WeakMap<RunState['open'], ReadonlySet<StepId>>()

/** Steps that an open question is about. */
export function askedOf({ open }: RunState): ReadonlySet<StepId> {
  const found = known.get(open)
  if (found) return found
  const asked = new Set(open.flatMap(({ steps }) => steps))
  known.set(open, asked)
  return asked
}

function lastSaid(history: readonly Recorded[], state: RunState): RunView['said'] {
  const said: RunView['said'] = []
  for (let at = history.length - 1; at >= 0 && said.length < saidAtMost; at -= 1) {
    const recorded = history[at]
    const one = recorded === undefined ? null : saidOf(recorded, state)
    if (one !== null) said.unshift(one)
  }
  return said
}

/** Lists that only grow, as far as they are longer than `before`; null: all of them. */
export const growing = (
  state: RunState,
  before: RunState | null,
): Pick<RunView, 'deviations' | 'comments' | 'evidence'> => ({
  deviations: state.deviations
    .slice(before?.deviations.length ?? 0)
    .map(({ seq, step, kind, text, reason, span, diff }) => ({
      seq,
      step,
      kind,
      text,
      reason,
      line: span?.line ?? null,
      diff: diff === null ? null : { ...diff },
    })),
  comments: state.comments.slice(before?.comments.length ?? 0).map((one) => ({ ...one, by: whoView(state, one.by) })),
  evidence: state.evidence
    .slice(before?.evidence.length ?? 0)
    .map(({ media: type, ...one }) => ({ ...one, type, by: whoView(state, one.by) })),
})

function restOf(state: RunState, counts: Counts, around: Around): Rest {
  const { now } = around
  return {
    run: state.id,
    seq: state.seq,
    digest: state.plan.source.digest,
    document: state.source.path,
    title: state.plan.title,
    environment: state.environment,
    release: state.release,
    rehearsal: state.rehearsal,
    continues: state.continues,
    cwd: state.cwd,
    operator: whoView(state, state.operator),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    zone: around.zone,
    status: state.status,
    outcome: state.outcome,
    line: state.line === 'main' ? null : state.line.procedure,
    driver: around.driver,
    needs: [...around.needs],
    stopped: around.stopped,
    progress: progressView(state, counts),
    next: state.status === 'ended' ? [] : nextSteps(state, 5).map(({ id }) => id),
    waits: waitsOf(state, around),
    running: state.running.map(({ step, attempt, at }) => ({
      step,
      attempt,
      startedAt: at,
      expectedMs: expectedMs(state, step),
    })),
    open: state.open.map((decision) => standingOf(state, decision)),
    ...waysView(state, now),
    soaks: soaksView(state),
    inputs: state.plan.inputs.map(({ name, text, secret }) => {
      const given = state.inputs[name]
      return { name, text, secret, value: given?.value ?? null, given: given !== undefined, from: given?.from ?? null }
    }),
    approvals: state.approvals.map(({ step, kind, by }) => ({ step, kind, by: by.map((one) => whoView(state, one)) })),
    services: state.services.map(({ step, pid, command, port, endedAt }) => ({ step, pid, command, port, endedAt })),
    messages: state.outbox.map(({ subject, notifier, arrived, said }) => ({ subject, notifier, arrived, said })),
    window: {
      closed:
        state.terms === null || state.status === 'ended'
          ? []
          : closedWords(state.terms, state.environment ?? '', now).map(({ text }) => text),
      opensAt: opensAt(state),
      endsAt: windowEnd(state, now),
    },
  }
}

/** As the terminal counts it: the document's word first, else what earlier runs took. */
const expectedMs = ({ plan, learned }: RunState, id: StepId): number | null => {
  const { estimate } = stepOf(plan, id)
  return estimate === null ? (learned[id] ?? null) : estimate * 1000
}

/** What it waits for, in words. */
function waitsOf(state: RunState, { needs, driver, stopped }: Around): string[] {
  if (state.status === 'ended') return []
  const opens = opensAt(state)
  const nobody = driver === null && stopped === null
  return [
    ...(state.status === 'paused' ? ['It is paused: somebody resumes it.'] : []),
    ...(stopped === null ? [] : [stopped]),
    ...(needs.length === 0 ? [] : [`Secrets that are never stored: ${needs.join(', ')}.`]),
    ...state.open.map((decision) => waitsForWords(state, decision)),
    ...(opens === null || state.terms === null
      ? []
      : [`Until changes may be made: ${termsMoment(state.terms, opens)}; it goes on by itself.`]),
    ...watchingOf(state)
      .filter(({ soak }) => soak.phase === 'watching')
      .map(({ watch }) => `“${watch.title}” is watched.`),
    ...(nobody && state.status !== 'paused' ? ['Nobody drives it: it goes on when somebody resumes it.'] : []),
  ]
}
