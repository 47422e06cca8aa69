import { outstanding, type RunState, signersOf } from '../run/index.ts'

/** Where a run is, for programs: what `holdpoint status --json` prints. */
export const statusJson = (state: RunState) => ({
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
  deviations: state.deviations,
  wayBack: state.plan.procedures.map(({ id, title, level, estimate }) => ({ id, title, level, estimate })),
})
