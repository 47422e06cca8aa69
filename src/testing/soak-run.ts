import type { Source } from '../plan/index.ts'
import { read } from '../read/index.ts'
import { digestOf, seal } from '../run/chain.ts'
import {
  type Answer,
  type AttemptEnd,
  type Authority,
  type Decision,
  type DecisionKind,
  decide,
  due,
  evolve,
  type OptionId,
  type Recorded,
  type RunCommand,
  type RunEvent,
  type RunState,
  watchingOf,
} from '../run/index.ts'
import { ada, ran } from './scenario.ts'

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** A run of a document with soaks, and a clock that only this test moves. */
interface SoakRun {
  readonly state: RunState
  readonly journal: readonly Recorded[]
  now(): number
  /** Moves the clock, also back. */
  later(ms: number): void
  act(command: RunCommand): readonly RunEvent[]
  /** Advances; what starts ends at once, with what `ends` says of it. Until nothing happens by itself. */
  go(): readonly RunEvent[]
  /** Moves the clock to each time that is due until there is none, or somebody is asked. */
  watch(until?: number): readonly RunEvent[]
  answer(kind: DecisionKind, option: OptionId, more?: Partial<Answer>): readonly RunEvent[]
  asked(kind: DecisionKind): Decision | null
  /** Of the line, those that are not over. */
  soaks(): readonly { readonly title: string; readonly phase: string; readonly startedAt: number }[]
  /** Milliseconds to what is due next; null: nothing is. */
  nextIn(): number | null
  samples(): readonly Extract<RunEvent, { type: 'SampleTaken' }>[]
}

interface Given {
  /** How the command of a step ends, by its title; absent: well. */
  readonly ends?: (title: string, attempt: number) => Partial<AttemptEnd> & { readonly reading?: string }
  readonly authority?: Authority
  readonly only?: readonly string[]
  readonly rehearsal?: boolean
}

export const aSoakRun = (text: string, { ends, authority, only = [], rehearsal = false }: Given = {}): SoakRun => {
  const source: Source = { path: 'SOAK.md', text, digest: '0'.repeat(64), encoding: 'utf8' }
  const { plan } = read(source)
  const journal: Recorded[] = []
  let state: RunState | null = null
  let now = Date.UTC(2026, 2, 28, 12)
  let ids = 0
  const current = (): RunState => {
    if (!state) throw new Error('the run was not created')
    return state
  }
  const act = (command: RunCommand): readonly RunEvent[] => {
    const newId = () => {
      ids += 1
      return `d${ids}`
    }
    const events = decide(command, state, { now, run: 'r1', by: ada, newId, digestOf })
    for (const event of events) {
      const last = journal.at(-1)
      const recorded = seal({ run: 'r1', seq: journal.length + 1, at: now, actor: ada, event }, last?.hash ?? '')
      journal.push(recorded)
      state = evolve(state, recorded)
    }
    return events
  }
  const go = (): readonly RunEvent[] => {
    const all: RunEvent[] = []
    for (let turn = 0; turn < 1000; turn += 1) {
      if (current().status === 'ended') return all
      const events = act({ type: 'Advance', terminal: true })
      all.push(...events)
      const running = current().running[0]
      if (running !== undefined) {
        const step = plan.steps.find(({ id }) => id === running.step)
        const { status = 0, reading, ...change } = ends?.(step?.title ?? '', running.attempt) ?? {}
        const end: AttemptEnd = {
          how: 'exit',
          status,
          statements: (step?.command?.statements ?? []).map(({ index }) => ran(index, status)),
          notReached: [],
          output: { bytes: 0, digest: '' },
          survivors: [],
          services: [],
          notCarried: [],
          ...change,
        }
        all.push(
          ...act({
            type: 'End',
            step: running.step,
            attempt: running.attempt,
            end,
            verdicts: [],
            ...(reading === undefined ? {} : { reading }),
          }),
        )
      } else if (events.length === 0) return all
    }
    throw new Error('it never comes to rest')
  }
  act({
    type: 'Create',
    created: {
      plan,
      source,
      environment: null,
      release: null,
      cwd: '/srv/app',
      rehearsal,
      continues: null,
      options: { assumeConfirmed: false, only, from: null },
      version: '0.0.0',
      ...(authority === undefined ? {} : { authority }),
    },
  })
  const asked = (kind: DecisionKind) => current().open.find((one) => one.kind === kind) ?? null
  return {
    get state() {
      return current()
    },
    journal,
    now: () => now,
    later: (ms) => {
      now += ms
    },
    act,
    go,
    watch: (until = Number.POSITIVE_INFINITY) => {
      const all: RunEvent[] = [...go()]
      for (let turn = 0; turn < 10_000; turn += 1) {
        const at = due(current())
        if (at === null || at > until || current().status !== 'running') return all
        now = Math.max(now, at)
        all.push(...go())
      }
      throw new Error('it never comes to its end')
    },
    asked,
    answer: (kind, option, more = {}) => {
      const decision = asked(kind)
      if (!decision) throw new Error(`no ${kind} is open, only: ${current().open.map((one) => one.kind)}`)
      return act({
        type: 'Answer',
        decision: decision.id,
        answer: { option, steps: [], reason: null, fields: {}, ...more },
      })
    },
    soaks: () =>
      watchingOf(current()).map(({ watch, soak }) => ({
        title: watch.title,
        phase: soak.phase,
        startedAt: soak.startedAt,
      })),
    nextIn: () => {
      const at = due(current())
      return at === null ? null : at - now
    },
    samples: () => journal.flatMap(({ event }) => (event.type === 'SampleTaken' ? [event] : [])),
  }
}
