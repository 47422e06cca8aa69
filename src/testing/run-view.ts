import type { RunChange, RunView, StepView, WhoView } from '../contract/index.ts'

/** somebody. */
export const ada: WhoView = { kind: 'person', id: 'ada', name: 'Ada', key: null }

/** a view of a run of which nothing has happened. */
export const aView = (more: Partial<RunView> = {}): RunView => ({
  run: 'r1',
  seq: 1,
  digest: 'd',
  document: 'DEPLOY.md',
  title: 'Deploy',
  environment: null,
  release: null,
  rehearsal: false,
  continues: null,
  cwd: '/srv',
  operator: ada,
  createdAt: 0,
  updatedAt: 0,
  zone: 'UTC',
  status: 'running',
  outcome: null,
  line: null,
  driver: { host: 'here', pid: 1, here: true },
  needs: [],
  stopped: null,
  progress: { total: 4, done: 0, failed: 0, skipped: 0, leftSeconds: null },
  next: [],
  waits: [],
  steps: {},
  running: [],
  open: [],
  ways: [],
  noReturn: null,
  soaks: [],
  inputs: [],
  deviations: [],
  comments: [],
  evidence: [],
  approvals: [],
  services: [],
  messages: [],
  timeline: [],
  window: { closed: [], opensAt: null, endsAt: null },
  said: [],
  ...more,
})

/** a step in a state. */
export const aStep = (state: StepView['state'], more: Partial<StepView> = {}): StepView => ({
  state,
  how: state === 'passed' ? 'ticked' : null,
  by: null,
  at: null,
  reason: null,
  values: [],
  verdicts: [],
  attempts: [],
  edits: {},
  deviations: [],
  ...more,
})

/** what one event changed. */
export const aChange = (seq: number, more: Partial<RunChange> = {}): RunChange => ({
  seq,
  after: seq - 1,
  run: { updatedAt: seq },
  steps: {},
  rows: [],
  more: {},
  said: [{ seq, at: seq, by: ada, step: null, text: `event ${seq}` }],
  ...more,
})
