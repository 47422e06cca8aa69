import {
  closedWords,
  nextSample,
  opensAt,
  outstanding,
  type RunState,
  signersOf,
  watchingOf,
  wayBackNow,
  windowEnd,
} from '../run/index.ts'

/** The ways back at this moment, mildest first, and the point of no return. */
export const wayBackJson = (state: RunState, now: number) => {
  const { ways, meant, noReturn } = wayBackNow(state, windowEnd(state, now))
  return {
    wayBack: ways.map(({ procedure: { id, title, level }, fired, lacks, ...way }) => ({
      id,
      title,
      level,
      meant: id === meant?.procedure.id,
      ...way,
      fired: fired.map(({ text, span }) => ({ text, line: span.line })),
      lacks: lacks.map(({ name }) => name),
    })),
    noReturn: noReturn && {
      step: noReturn.step.id,
      line: noReturn.step.span.line,
      said: noReturn.said,
      why: noReturn.why,
      passed: noReturn.passed,
    },
  }
}

/** Where a run is, for programs: what `holdpoint status --json` prints. */
export const statusJson = (state: RunState, now: number) => ({
  run: state.id,
  document: state.plan.source.path,
  environment: state.environment,
  release: state.release,
  status: state.status,
  outcome: state.outcome,
  line: state.line,
  createdAt: state.createdAt,
  updatedAt: state.updatedAt,
  seq: state.seq,
  running: state.running,
  open: state.open.map((decision) => ({
    ...decision,
    signed: signersOf(state, decision),
    missing: decision.who === null ? [] : outstanding(state, decision, signersOf(state, decision)),
    claimed: state.answered.findLast((one) => one.decision.id === decision.id)?.claimed ?? null,
  })),
  approvals: state.approvals,
  steps: state.plan.steps.map(({ id, number, title, span }) => {
    const { phase, outcome, how, by, reason, values, verdicts } = state.steps.get(id)
    return { id, number, title, line: span.line, phase, outcome, how, by, reason, values, verdicts }
  }),
  soaks: watchingOf(state).map((one) => ({
    id: one.watch.id,
    title: one.watch.title,
    startedAt: one.soak.startedAt,
    endsAt: one.soak.startedAt + one.watch.to * 1000,
    next: nextSample(state, one),
    phase: one.soak.phase,
    verdict: one.soak.verdict,
    samples: one.soak.counts,
  })),
  deviations: state.deviations,
  closed:
    state.terms === null || state.status === 'ended' ? [] : closedWords(state.terms, state.environment ?? '', now),
  opensAt: opensAt(state),
  windowEnd: windowEnd(state, now),
  identity: state.identity,
  promotes: state.promotes,
  beside: state.beside,
  ...wayBackJson(state, now),
})
