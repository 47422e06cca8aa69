import type { Message, Plan, StepId } from '../plan/index.ts'
import type { AttemptEnd, ExpectationVerdict, OutputSeal } from './attempt.ts'
import type { Authority } from './authority/authority.ts'
import type { Change } from './authority/who.ts'
import type { Answer, Decision, DecisionId, Signature } from './decision.ts'
import type { Beside, Override, Promotion, ReleaseIdentity } from './environment/release.ts'
import type { Terms } from './environment/terms.ts'
import type { SoakEvent } from './soak/soak.ts'
import type { Target } from './target.ts'

/** Passed, or how else a step ended. `accepted`: it failed or an expectation is unmet, and a person let it stand. */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'accepted' | 'unknown'

/** How a run ended. */
export type RunOutcome = 'done' | 'failed' | 'aborted' | 'backed-out'

/** Where a run's steps come from: the main line, or a procedure by its id. */
export type Line = 'main' | { readonly procedure: string }

/** Everything that can happen in a run. The journal is a list of these; a run is their fold. */
export type RunEvent =
  | RunCreated
  | {
      readonly type: 'InputsSet'
      /** Value, or null where it is secret: those stay with the process and are given anew after a restart. */
      readonly values: Readonly<Record<string, string | null>>
      readonly from: 'person' | 'answers' | 'environment' | 'remembered' | 'captured' | 'rehearsal'
    }
  /** By what one value of a secret is told from another, by input: keyed, and the key stays with the run's files. */
  | { readonly type: 'SecretsMarked'; readonly marks: Readonly<Record<string, string>> }
  | { readonly type: 'ChoiceMade'; readonly group: string; readonly option: string }
  | {
      readonly type: 'ConditionSettled'
      /** Set for a section, a step, or a statement of a step. */
      readonly section: string | null
      readonly step: StepId | null
      readonly statement: number | null
      readonly holds: boolean
    }
  | {
      readonly type: 'SessionSettled'
      readonly session: string
      readonly to: 'here' | 'hand' | 'there'
      readonly reason: string | null
      /** Where `there` is; absent: it is not there. */
      readonly target?: Target
    }
  /** The questions before the first step have been asked; what is still open is asked when its turn comes. */
  | { readonly type: 'Prepared' }
  | { readonly type: 'DecisionOpened'; readonly decision: Decision }
  | {
      readonly type: 'DecisionAnswered'
      readonly decision: DecisionId
      readonly answer: Answer
      /** False while some of its steps are still open, or more people are needed. */
      readonly closed: boolean
      /** By the key of the person who answered; absent when they have none here. */
      readonly signature?: Signature
    }
  | { readonly type: 'DecisionWithdrawn'; readonly decision: DecisionId; readonly why: string }
  /** Somebody is on it; nobody is kept from answering. */
  | { readonly type: 'DecisionClaimed'; readonly decision: DecisionId }
  | { readonly type: 'DecisionReleased'; readonly decision: DecisionId }
  /** A question waits: people are reminded, or it is past its deadline and the document's contacts are called. */
  | {
      readonly type: 'PeopleCalled'
      readonly decision: DecisionId
      readonly what: 'reminder' | 'deadline' | 'escalation'
      /** When it was due, in milliseconds since the epoch. */
      readonly at: number
      readonly to: readonly string[]
    }
  /** All who were needed have let something pass: it stands for what the decision binds. */
  | { readonly type: 'ApprovalGiven'; readonly decision: DecisionId; readonly step: StepId }
  /** What it covered has changed: it is asked for again before any of that runs. */
  | {
      readonly type: 'ApprovalLapsed'
      readonly decision: DecisionId
      readonly step: StepId
      readonly why: readonly Change[]
    }
  | SoakEvent
  | StepStarted
  | {
      readonly type: 'StepEnded'
      readonly step: StepId
      readonly attempt: number
      readonly end: AttemptEnd
      readonly verdicts: readonly ExpectationVerdict[]
      /** The first number that it printed, with its unit, where a soak holds it against a bound; absent: none. */
      readonly reading?: string
    }
  | {
      readonly type: 'StepSettled'
      readonly step: StepId
      readonly outcome: Outcome
      /**
       * `watched`: in a soak; `scheduled`: it recurs, and is left to its schedule; `ran`: by its command; `children`: all of them are done; `ticked`, `given`, `signed`: by a person; `left`: it had
       * ended, and the run ended or took its way back before anything was decided about it.
       */
      readonly how:
        | 'ran'
        | 'children'
        | 'ticked'
        | 'given'
        | 'signed'
        | 'claimed'
        | 'assumed'
        | 'judged'
        | 'condition'
        | 'choice'
        | 'by-hand'
        | 'partial'
        | 'scheduled'
        | 'left'
        | 'watched'
      readonly reason: string | null
      /** What was filled in, blank by blank, in the order of `Step.blanks`. */
      readonly values: readonly string[]
      /** Of a tick that answers no question: by the key of the person who gave it; absent when they have none here. */
      readonly signature?: Signature
    }
  /** A message of the document was told to people, or was not; `values` in the order of its blanks. */
  | {
      readonly type: 'MessageSettled'
      readonly message: string
      readonly how: 'told' | 'skipped'
      readonly values: readonly string[]
      readonly reason: string | null
    }
  /** What the release brings over the one before it, as its repository tells. */
  | ({ readonly type: 'ChangesSeen' } & Changes)
  /** It is to be sent by a notifier, in these words. */
  | {
      readonly type: 'MessageQueued'
      readonly message: string
      readonly notifier: string
      readonly subject: string
      readonly text: string
      /** To a notifier that knows of alarms; absent: it is only to be read. */
      readonly signal?: Signal
      /** Names the alarm that the signal is about. A later one takes the place of what has not gone out. */
      readonly about?: string
    }
  | {
      readonly type: 'MessageDelivered'
      readonly message: string
      readonly notifier: string
      readonly receipt: string
    }
  /** `next`: when it is tried again, in milliseconds since the epoch; null: not any more. */
  | {
      readonly type: 'DeliveryFailed'
      readonly message: string
      readonly notifier: string
      readonly why: string
      readonly next: number | null
    }
  /** A person went on although something speaks against it in this environment: a freeze, a window, the order. */
  | ({ readonly type: 'TermsOverridden' } & Override)
  /** A person has let pass what the next attempt of a step destroys. */
  | { readonly type: 'StepConfirmed'; readonly step: StepId }
  /** A step runs again, or is asked about again, from a statement on. What it destroys was named, and is let pass too. */
  | { readonly type: 'StepRetried'; readonly step: StepId; readonly from: number }
  /** What no machine could tell: an expectation, or `status:N`, as a person saw it. */
  | {
      readonly type: 'ExpectationJudged'
      readonly step: StepId
      readonly expectation: string
      readonly verdict: 'met' | 'unmet'
      readonly why: string
    }
  /** A text in which another program may read a value as more than a value, let pass as it stands. */
  | { readonly type: 'TextLetPass'; readonly step: StepId; readonly text: string }
  /** A better value for a literal of the step was offered; `StepEdited` follows when it was taken. */
  | { readonly type: 'ValueOffered'; readonly step: StepId; readonly input: string }
  /** Go: what each line of a section's list was found to be, in the document's order; `by`: what the run knew. */
  | {
      readonly type: 'CriteriaJudged'
      readonly section: string
      readonly verdicts: readonly CriterionVerdict[]
      readonly reason: string | null
    }
  | { readonly type: 'SignoffRefused'; readonly step: StepId; readonly reason: string }
  | {
      readonly type: 'StepReopened'
      readonly step: StepId
      readonly reason: string | null
      /** As of a tick. */
      readonly signature?: Signature
    }
  | {
      readonly type: 'StepEdited'
      readonly step: StepId
      readonly statement: number
      readonly before: string
      readonly after: string
      readonly reason: string | null
    }
  | {
      readonly type: 'CancelRequested'
      readonly step: StepId
      readonly attempt: number
      readonly reason: string | null
    }
  /** The same authorised attempt begins anew: it is certain that it never started. */
  | { readonly type: 'StepNeverStarted'; readonly step: StepId; readonly attempt: number }
  | {
      readonly type: 'ServiceEnded'
      readonly step: StepId
      readonly attempt: number
      readonly pid: number
      readonly later: OutputSeal
      readonly why: string
    }
  | {
      readonly type: 'ValueCaptured'
      readonly input: string
      readonly value: string
      readonly step: StepId
      readonly from: string
    }
  /** A copy of an attempt's output was made in which secrets are hidden; it is as long, and alone shown and handed on. */
  | { readonly type: 'OutputMasked'; readonly step: StepId; readonly attempt: number; readonly masked: OutputSeal }
  | { readonly type: 'Commented'; readonly step: StepId | null; readonly text: string }
  /** Somebody added a file that shows something, of a step or of the run. It is kept as it is: nothing is hidden in it. */
  | ({ readonly type: 'EvidenceAdded' } & Evidence)
  | { readonly type: 'Paused'; readonly reason: string | null }
  | { readonly type: 'Resumed' }
  /** A condition for a way back, in the document's words, was seen to hold. */
  | { readonly type: 'TriggerFired'; readonly text: string; readonly why: string }
  | { readonly type: 'ProcedureStarted'; readonly procedure: string; readonly reason: string | null }
  /** Before the first step of a way back: how things stood. */
  | {
      readonly type: 'DiagnosticsKept'
      readonly procedure: string
      readonly kept: readonly KeptDiagnostic[]
    }
  | { readonly type: 'ProcedureEnded'; readonly procedure: string; readonly outcome: 'done' | 'failed' | 'left' }
  | { readonly type: 'DriverChanged'; readonly driver: string | null; readonly host: string; readonly version: string }
  /** Somebody aborted while a step runs; `RunEnded` follows that step's end. */
  | { readonly type: 'AbortRequested'; readonly reason: string | null }
  | { readonly type: 'RunEnded'; readonly outcome: RunOutcome; readonly reason: string | null }

/** A file that somebody added; it is called `evidenceFile(digest)` among those of the run. */
export interface Evidence {
  readonly step: StepId | null
  /** As it was called where it came from, without what no name needs. */
  readonly name: string
  /** What it is, by its bytes. */
  readonly media: string
  readonly bytes: number
  /** SHA-256, lower-case hex. */
  readonly digest: string
  readonly note: string | null
}

/** The end of a log, or what a program that only looks has printed, kept as a file of the run. */
export interface KeptDiagnostic {
  /** A path, or a command line. */
  readonly of: string
  /** Name of the file; null: there is none, see `why`. */
  readonly file: string | null
  readonly bytes: number
  /** SHA-256 of the file; '' without one. */
  readonly digest: string
  /** Secrets were not known where it was kept, so that none is hidden in it. */
  readonly raw: boolean
  readonly why: string | null
}

/** Whether a criterion holds. */
export interface CriterionVerdict {
  /** Where it stands in `Plan.criteria`. */
  readonly criterion: number
  readonly verdict: 'met' | 'unmet' | 'unknown'
  /** What of the run showed it; null: a person's word. */
  readonly known: string | null
}

export interface RunCreated {
  readonly type: 'RunCreated'
  /** Of this run's journal: see `journalFormat`. */
  readonly format: number
  readonly plan: Plan
  /** The document itself, so that a record can be made when the file is gone. */
  readonly source: { readonly path: string; readonly text: string; readonly encoding: 'utf8' | 'latin1' }
  readonly environment: string | null
  readonly release: string | null
  /** Absolute folder in which commands run. */
  readonly cwd: string
  readonly rehearsal: boolean
  /** The run whose way back this one is, if it is one. */
  readonly continues: string | null
  readonly options: RunOptions
  /** Hosts on which steps may run, by the names that annotations use; absent: none. */
  readonly targets?: Readonly<Record<string, Target>>
  /** Absent: nothing is sent by itself. */
  readonly sending?: Sending
  /** What its steps took in earlier runs of this document, in milliseconds; absent: nothing was learned. */
  readonly learned?: Readonly<Record<StepId, number>>
  readonly version: string
  /** Ticks are signed by who has a key, as answers are; absent: it was made before they were. */
  readonly signsTicks?: boolean
  /** Absent: nobody holds a role. */
  readonly authority?: Authority
  /** What holds in its environment; absent: nothing does. */
  readonly terms?: Terms
  /** What its release is; absent: nobody looked. */
  readonly identity?: ReleaseIdentity
  /** The run before it in the order of promotion; absent: none was found. */
  readonly promotes?: Promotion
  /** No other unfinished run was in its environment when it was made: the store saw to it. Absent: nobody did. */
  readonly exclusive?: boolean
  /** It was made beside another one, which somebody said why. */
  readonly beside?: Beside
}

/** Names of notifiers by the occasion of a message. */
export type Sending = Readonly<Record<Message['occasion'], readonly string[]>> & {
  /** Of questions that take certain people or have a time; absent: none. */
  readonly waiting?: readonly string[]
  /** The same, from the deadline on; absent: none. */
  readonly overdue?: readonly string[]
  /** Those that know of alarms: they are told when one is taken on, and when it is over. */
  readonly alarms?: readonly string[]
  /** Those that silence others while a deployment or a way back is under way. */
  readonly silencing?: readonly string[]
}

/** What changed from one release to the next, as git has it. */
export interface Changes {
  /** What the release before is called there: a tag or a commit. */
  readonly since: string
  /** Commits: of the release before, and of what is released now. */
  readonly from: string
  readonly to: string
  /** First lines of the messages of its commits, newest first, without merges; at most as many as are told of. */
  readonly subjects: readonly string[]
  /** How many there are. */
  readonly count: number
}

/** What becomes of an alarm: it is raised, somebody is on it, it is over; others are silenced, and are not any more. */
export type Signal = 'trigger' | 'acknowledge' | 'resolve' | 'silence' | 'end-silence'

export interface RunOptions {
  /** Plain items are ticked without asking; the record says so. */
  readonly assumeConfirmed: boolean
  /** Only sections whose title contains these words (case-insensitively), with what they hold. */
  readonly only: readonly string[]
  /** Leave out what stands before this line. */
  readonly from: number | null
}

export interface StepStarted {
  readonly type: 'StepStarted'
  readonly step: StepId
  /** 1, 2, … */
  readonly attempt: number
  /** First statement to run; others before it keep their results from earlier attempts. */
  readonly statement: number
  /** Statements to leave out: conditions that don't hold, other alternatives, those done by hand. */
  readonly without: readonly number[]
  /** SHA-256 over the scripts that are about to run, the names of the inputs they use, and the target if there is one. */
  readonly digest: string
  readonly terminal: boolean
  /** Where it runs; absent: on this machine. */
  readonly target?: Target
}
