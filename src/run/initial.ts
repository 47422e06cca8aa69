import { anybody } from './authority/authority.ts'
import { besideDeviation } from './deviations.ts'
import type { Recorded } from './envelope.ts'
import type { RunCreated } from './events.ts'
import { indexOf } from './order.ts'
import type { RunState, StepState } from './state.ts'
import { stepTable } from './step-table.ts'

/** A step that nobody has touched. */
export const untouched: StepState = {
  phase: 'open',
  outcome: null,
  how: null,
  by: null,
  at: null,
  reason: null,
  values: [],
  attempts: [],
  verdicts: [],
  conditions: {},
  edits: {},
  confirmed: [],
  offered: [],
  letPass: [],
  refused: null,
  from: 0,
}

export const created = (event: RunCreated, { run, seq, at, actor }: Recorded): RunState => ({
  id: run,
  format: event.format,
  plan: event.plan,
  source: event.source,
  environment: event.environment,
  release: event.release,
  cwd: event.cwd,
  rehearsal: event.rehearsal,
  continues: event.continues,
  options: event.options,
  operator: actor,
  authority: event.authority ?? anybody,
  terms: event.terms ?? null,
  identity: event.identity ?? null,
  promotes: event.promotes ?? null,
  beside: event.beside ?? null,
  overrides: [],
  seq,
  createdAt: at,
  updatedAt: at,
  status: 'running',
  outcome: null,
  line: 'main',
  steps: stepTable(indexOf(event.plan).ordinals, untouched),
  open: [],
  answered: [],
  criteria: {},
  messages: {},
  sending: event.sending ?? { before: [], during: [], after: [], rollback: [] },
  outbox: [],
  approvals: [],
  running: [],
  inputs: {},
  choices: {},
  sessions: {},
  sectionConditions: {},
  procedures: {},
  deviations: besideDeviation(event),
  services: [],
  comments: [],
  driver: null,
  learned: event.learned ?? {},
  fired: [],
  course: { cursor: 0, prepared: false, frontier: -1, aborting: null, shell: null, left: {}, failed: 0 },
})
