import type { Plan, StepId } from '../plan/index.ts'
import type { Actor } from './actor.ts'
import type { AttemptEnd, Deviation, ExpectationVerdict, OutputSeal, Service } from './attempt.ts'
import type { Authority } from './authority/authority.ts'
import type { Binds, Change } from './authority/who.ts'
import type { Answer, Decision, DecisionId } from './decision.ts'
import type { Beside, Override, Promotion, ReleaseIdentity } from './environment/release.ts'
import type { Terms } from './environment/terms.ts'
import type {
  Changes,
  CriterionVerdict,
  Evidence,
  KeptDiagnostic,
  Line,
  Outcome,
  RunCreated,
  RunOptions,
  RunOutcome,
  Sending,
  Signal,
  StepStarted,
} from './events.ts'
import type { SoakId, SoakState } from './soak/soak.ts'
import type { Target } from './target.ts'

/** Everything a run is, folded from its journal. Immutable: `evolve` returns a new one that shares what did not change. */
export interface RunState {
  readonly id: string
  /** Of its journal. */
  readonly format: number
  readonly plan: Plan
  readonly source: RunCreated['source']
  readonly environment: string | null
  readonly release: string | null
  readonly cwd: string
  readonly rehearsal: boolean
  readonly continues: string | null
  readonly options: RunOptions
  readonly operator: Actor
  readonly authority: Authority
  /** What holds in its environment; null: nothing does. */
  readonly terms: Terms | null
  readonly identity: ReleaseIdentity | null
  readonly promotes: Promotion | null
  readonly beside: Beside | null
  /** What was let pass of the terms. */
  readonly overrides: readonly Override[]
  /** Of the last event folded in. */
  readonly seq: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly status: 'running' | 'paused' | 'ended'
  readonly outcome: RunOutcome | null
  readonly line: Line
  readonly steps: StepTable
  /** Open decisions, oldest first. */
  readonly open: readonly Decision[]
  readonly answered: readonly Answered[]
  /** Lists of criteria that were decided, by section. */
  readonly criteria: Readonly<
    Record<
      string,
      {
        readonly verdicts: readonly CriterionVerdict[]
        readonly by: Actor
        readonly at: number
        readonly reason: string | null
      }
    >
  >
  /** Approvals that stand. */
  readonly approvals: readonly Approved[]
  /** What became of the document's messages, by id. */
  readonly messages: Readonly<Record<string, MessageState>>
  /** Names of notifiers by the occasion of a message; empty lists: people send it themselves. */
  readonly sending: Sending
  /** What this release brings; absent: nobody looked, or there is no repository. */
  readonly changes?: Changes
  /** Messages on their way, and those that have arrived, in the order in which they were asked for. */
  readonly outbox: readonly Posting[]
  readonly running: readonly Running[]
  /** Soaks that have begun, by id. */
  readonly soaks: Readonly<Record<SoakId, SoakState>>
  readonly inputs: Readonly<
    Record<string, { readonly value: string | null; readonly from: string; readonly by: Actor }>
  >
  /** By what the values of secret inputs are told from others; absent: none is marked. */
  readonly marks?: Readonly<Record<string, string>>
  readonly choices: Readonly<Record<string, string>>
  readonly sessions: Readonly<Record<string, 'here' | 'hand' | 'there'>>
  /** Hosts on which steps may run, by name. */
  readonly targets: Readonly<Record<string, Target>>
  /** Where the sessions are that run there, by session. */
  readonly sessionTargets: Readonly<Record<string, Target>>
  /** By section id. */
  readonly sectionConditions: Readonly<Record<string, boolean>>
  readonly procedures: Readonly<Record<string, ProcedureState>>
  readonly deviations: readonly Deviation[]
  readonly services: readonly ServiceState[]
  readonly comments: readonly {
    readonly seq: number
    readonly at: number
    readonly by: Actor
    readonly step: StepId | null
    readonly text: string
  }[]
  /** Files that people added, the oldest first. */
  readonly evidence: readonly (Evidence & { readonly seq: number; readonly at: number; readonly by: Actor })[]
  readonly driver: string | null
  /** What steps took in earlier runs, in milliseconds; those of which nothing is known are absent. */
  readonly learned: Readonly<Record<StepId, number>>
  /** Conditions for a way back, in the document's words, that somebody or something has seen. */
  readonly fired: readonly FiredTrigger[]
  readonly course: Course
}

/** Where the run stands in its line's order of work. For `src/run` alone: others ask `nextSteps`, `attemptSpec`. */
export interface Course {
  /** Entries before it are done. */
  readonly cursor: number
  /** The questions before the first step have been asked. */
  readonly prepared: boolean
  /** The last entry whose command has started; -1: none has. What stands before it is depended on. */
  readonly frontier: number
  /** Somebody aborted while a step runs: the run ends when that step has. */
  readonly aborting: { readonly reason: string | null } | null
  /** Whose shell state the next command continues; null: none ran. */
  readonly shell: ShellPoint | null
  /** The same of what runs on targets, see `shellOn`. */
  readonly shells: Readonly<Record<string, ShellPoint>>
  /** How many steps of an open decision are still open. */
  readonly left: Readonly<Record<DecisionId, number>>
  /** Steps of the line that settled as failed. */
  readonly failed: number
}

/** The shell state that an attempt left: after a statement, or (null) at its end. */
export interface ShellPoint {
  readonly step: StepId
  readonly attempt: number
  readonly statement: number | null
}

/** Persistent map from step to its state; every step of the plan is in it from the start. */
export interface StepTable {
  get(step: StepId): StepState
  /** A new table; cost does not grow with the number of steps. */
  set(step: StepId, state: StepState): StepTable
  /** Steps whose state is another one than in `before`, a table of the same plan; cost grows with what changed alone. */
  changedSince(before: StepTable): readonly StepId[]
}

export interface StepState {
  readonly phase: 'open' | 'running' | 'ended' | 'settled'
  readonly outcome: Outcome | null
  readonly how: string | null
  readonly by: Actor | null
  readonly at: number | null
  readonly reason: string | null
  readonly values: readonly string[]
  readonly attempts: readonly AttemptState[]
  readonly verdicts: readonly ExpectationVerdict[]
  /** Answers to conditions: of the step itself under -1, of its statements under their index. */
  readonly conditions: Readonly<Record<number, boolean>>
  /** Statements as edited. */
  readonly edits: Readonly<Record<number, string>>
  /** Statements (or -1) whose destructive act a person has let pass for the next attempt. */
  readonly confirmed: readonly number[]
  /** Inputs whose better value was offered for a literal of this step, taken or not. */
  readonly offered: readonly string[]
  /** Texts that hold a value which another program may read as more than a value, and that a person has let pass. */
  readonly letPass: readonly string[]
  /** Why its sign-off was refused, until it is asked for anew; null: it was not. */
  readonly refused: string | null
  /** Statement at which the next attempt starts. */
  readonly from: number
}

export interface AttemptState {
  readonly started: StepStarted
  readonly at: number
  readonly by: Actor
  readonly endedAt: number | null
  readonly end: AttemptEnd | null
  readonly verdicts: readonly ExpectationVerdict[]
  /** The number that it printed, where a soak looks at it. */
  readonly reading?: string | null
  readonly cancelRequested: boolean
  /**
   * What of its output is shown. Null: all of it, as it is; a seal: the copy in which secrets are hidden; `due`: nothing,
   * until a process that holds the secrets has made that copy.
   */
  readonly masked: OutputSeal | 'due' | null
  /** Whose shell state it started from. */
  readonly continues: ShellPoint | null
  /** Statements as they were edited when it started. */
  readonly edits: StepState['edits']
}

export interface Running {
  readonly step: StepId
  readonly attempt: number
  readonly at: number
}

export interface Answered {
  readonly decision: Decision
  readonly answers: readonly { readonly at: number; readonly by: Actor; readonly answer: Answer }[]
  readonly openedAt: number
  readonly closedAt: number | null
  readonly withdrawn: string | null
  /** Who is on it. */
  readonly claimed: { readonly by: Actor; readonly at: number } | null
  readonly called: readonly {
    readonly at: number
    readonly what: 'reminder' | 'deadline' | 'escalation'
    readonly to: readonly string[]
  }[]
  /** Set when it was an approval that does not stand any more. */
  readonly lapsed: { readonly at: number; readonly why: readonly Change[] } | null
}

/** Something that people have let pass. */
export interface Approved {
  readonly decision: DecisionId
  readonly step: StepId
  readonly kind: Decision['kind']
  readonly separated: boolean
  readonly by: readonly Actor[]
  readonly binds: Binds
}

/** One message to one notifier. */
export interface Posting {
  readonly message: string
  readonly notifier: string
  readonly subject: string
  readonly text: string
  readonly queuedAt: number
  readonly tries: number
  /** When it is tried next, in milliseconds since the epoch; null: it has arrived, or nobody tries any more. */
  readonly next: number | null
  /** What the other side said last, or why it was not reached; null: not tried yet. */
  readonly said: string | null
  readonly arrived: number | null
  readonly signal?: Signal
  readonly about?: string
}

/** What became of a message, with what was filled in, blank by blank. */
interface MessageState {
  readonly how: 'told' | 'skipped'
  readonly values: readonly string[]
  readonly at: number
  readonly by: Actor
  readonly reason: string | null
}

/** A condition for a way back that was seen to hold. */
interface FiredTrigger {
  readonly text: string
  readonly why: string
  readonly at: number
  readonly by: Actor
}

export interface ProcedureState {
  readonly startedAt: number
  readonly by: Actor
  readonly reason: string | null
  readonly endedAt: number | null
  readonly outcome: 'done' | 'failed' | 'left' | null
  /** How things stood before its first step; null: nothing was kept. */
  readonly kept: readonly KeptDiagnostic[] | null
}

interface ServiceState extends Service {
  readonly step: StepId
  readonly attempt: number
  readonly endedAt: number | null
  readonly why: string | null
}

export type { Answer, DecisionId }
