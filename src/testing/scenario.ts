import type { Plan } from '../plan/index.ts'
import { digestOf, seal } from '../run/chain.ts'
import {
  type Actor,
  type Answer,
  type AttemptEnd,
  type Decision,
  type DecisionKind,
  decide,
  type ExpectationVerdict,
  evolve,
  type OptionId,
  type Recorded,
  type RunCommand,
  type RunCreated,
  type RunEvent,
  type RunOptions,
  type RunState,
} from '../run/index.ts'

export const ada: Actor = { kind: 'person', id: 'ada', name: 'Ada Lovelace <ada@example.org>', key: null }

/** A run without a store, a runner or a clock: commands in, events and state out. For tests. */
export interface Scenario {
  readonly state: RunState
  readonly journal: readonly Recorded[]
  /** Decides, records and returns the events. */
  act(command: RunCommand, by?: Actor): readonly RunEvent[]
  advance(terminal?: boolean): readonly RunEvent[]
  /** Answers the oldest open decision of a kind. */
  answer(kind: DecisionKind, option: OptionId, more?: Partial<Answer>): readonly RunEvent[]
  /** The oldest open decision of a kind; fails when there is none. */
  asked(kind: DecisionKind): Decision
  /** Ends the step that runs. */
  end(change?: Partial<AttemptEnd>, verdicts?: readonly ExpectationVerdict[]): readonly RunEvent[]
}

export const aRun = (
  plan: Plan,
  options: Partial<RunOptions> = {},
  continues: string | null = null,
  created: Partial<
    Pick<
      RunCreated,
      | 'terms'
      | 'environment'
      | 'promotes'
      | 'beside'
      | 'identity'
      | 'authority'
      | 'learned'
      | 'release'
      | 'targets'
      | 'rehearsal'
      | 'sending'
      | 'source'
    >
  > = {},
  /** By the number of events so far. */
  clock: (events: number) => number = (events) => 1_000 * (events + 1),
): Scenario => {
  const journal: Recorded[] = []
  let state: RunState | null = null
  let ids = 0
  const current = (): RunState => {
    if (!state) throw new Error('the run was not created')
    return state
  }
  const act = (command: RunCommand, by: Actor = ada): readonly RunEvent[] => {
    const now = clock(journal.length)
    const newId = () => {
      ids += 1
      return `d${ids}`
    }
    const events = decide(command, state, { now, run: 'r1', by, newId, digestOf })
    for (const event of events) {
      const last = journal.at(-1)
      const recorded = seal({ run: 'r1', seq: journal.length + 1, at: now, actor: by, event }, last?.hash ?? '')
      journal.push(recorded)
      state = evolve(state, recorded)
    }
    return events
  }
  const asked = (kind: DecisionKind): Decision => {
    const open = current().open.find((one) => one.kind === kind)
    if (!open) throw new Error(`no ${kind} is open, only: ${current().open.map((one) => one.kind)}`)
    return open
  }
  act({
    type: 'Create',
    created: {
      plan,
      source: { path: plan.source.path, text: '', encoding: 'utf8' },
      environment: null,
      release: null,
      cwd: '/srv/app',
      rehearsal: false,
      continues,
      options: { assumeConfirmed: false, only: [], from: null, ...options },
      version: '0.0.0',
      ...created,
    },
  })
  return {
    get state() {
      return current()
    },
    journal,
    act,
    asked,
    advance: (terminal = false) => act({ type: 'Advance', terminal }),
    answer: (kind, option, more = {}) =>
      act({
        type: 'Answer',
        decision: asked(kind).id,
        answer: { option, steps: [], reason: null, fields: {}, ...more },
      }),
    end: (change = {}, verdicts = []) => {
      const [running] = current().running
      if (!running) throw new Error('no step runs')
      return act({ type: 'End', ...running, end: { ...endOf(current(), running.step), ...change }, verdicts })
    },
  }
}

/** The end of an attempt in which every statement that is to run ran well and printed nothing. */
export const endOf = (state: RunState, step: string): AttemptEnd => {
  const started = state.steps.get(step).attempts.at(-1)?.started
  const statements = state.plan.steps.find((one) => one.id === step)?.command?.statements ?? []
  return {
    how: 'exit',
    status: 0,
    statements: statements
      .filter(({ index }) => started && index >= started.statement && !started.without.includes(index))
      .map(({ index }) => ran(index, 0)),
    notReached: [],
    output: { bytes: 0, digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    survivors: [],
    services: [],
    notCarried: [],
  }
}

/** How a statement ended. */
export const ran = (
  index: number,
  status: number | null,
  pipe: readonly number[] = [],
): AttemptEnd['statements'][number] => ({
  index,
  status,
  pipe,
  startedAt: 0,
  ms: 1,
  from: 0,
  to: 0,
  http: [],
  ended: 'itself',
})
