import type { StepId } from '../plan/index.ts'
import type { AttemptEnd, ExpectationVerdict, OutputSeal } from './attempt.ts'
import type { Answer, DecisionId } from './decision.ts'
import type { Changes, Evidence, KeptDiagnostic, RunCreated, RunEvent } from './events.ts'

/** Everything that can be asked of a run. `decide` turns one into events or refuses it with an error of the catalogue. */
export type RunCommand = PersonCommand | DriverCommand

/** What people ask for, on whatever surface. */
export type PersonCommand =
  | { readonly type: 'Answer'; readonly decision: DecisionId; readonly answer: Answer }
  /** Says who is on a question, and takes that back. */
  | { readonly type: 'Claim'; readonly decision: DecisionId }
  | { readonly type: 'Release'; readonly decision: DecisionId }
  /** Tick, skip or reopen items by hand, also ahead of their turn. */
  | {
      readonly type: 'Tick'
      readonly steps: readonly StepId[]
      readonly as: 'done' | 'skipped' | 'open'
      readonly reason: string | null
      readonly values: readonly string[]
    }
  | {
      readonly type: 'GiveInputs'
      readonly values: Readonly<Record<string, string>>
      readonly from: Extract<RunEvent, { type: 'InputsSet' }>['from']
    }
  | { readonly type: 'Cancel'; readonly step: StepId; readonly attempt: number; readonly reason: string | null }
  | { readonly type: 'Comment'; readonly step: StepId | null; readonly text: string }
  | { readonly type: 'Pause'; readonly reason: string | null }
  | { readonly type: 'Resume' }
  /**
   * Take the way back: the procedure named, or the mildest that applies. `confirmed`: the person has seen what it destroys,
   * and meant this one; it starts at once unless it needs a value that nobody has given. `wait`: a step that runs is then
   * waited for instead of ended.
   */
  | {
      readonly type: 'Back'
      readonly procedure: string | null
      readonly reason: string | null
      readonly confirmed?: boolean
      readonly wait?: boolean
    }
  | { readonly type: 'Abort'; readonly reason: string | null }

/** What the place is like in which the next step would run. */
export interface Here {
  /** There is a terminal that interactive steps may have. */
  readonly terminal: boolean
  /** Programs that interpreters of other languages than bash need and that are not there. */
  readonly lacks?: readonly string[]
  /** Nothing but samples of soaks is to be taken: nobody is there for what comes after them. */
  readonly soakOnly?: boolean
}

/** What only the engine says: that a run begins or goes on, and what it saw on the host. No surface can send one. */
export type DriverCommand =
  | { readonly type: 'Create'; readonly created: Omit<RunCreated, 'type' | 'format'> }
  /**
   * Do what comes next. Gives `StepStarted` for at most one step, opens the decisions that stand before it, settles what
   * needs nobody, or ends the run; no events when the run waits.
   */
  | ({ readonly type: 'Advance' } & Here)
  | {
      readonly type: 'End'
      readonly step: StepId
      readonly attempt: number
      readonly end: AttemptEnd
      readonly verdicts: readonly ExpectationVerdict[]
      /** See `StepEnded`. */
      readonly reading?: string
    }
  | { readonly type: 'Mask'; readonly step: StepId; readonly attempt: number; readonly masked: OutputSeal }
  | { readonly type: 'NeverStarted'; readonly step: StepId; readonly attempt: number }
  | {
      readonly type: 'EndService'
      readonly step: StepId
      readonly attempt: number
      readonly pid: number
      readonly later: OutputSeal
      readonly why: string
    }
  | {
      readonly type: 'Capture'
      readonly input: string
      readonly value: string
      readonly step: StepId
      readonly from: string
    }
  /** A file was kept that somebody added. */
  | ({ readonly type: 'AddEvidence' } & Evidence)
  | { readonly type: 'KeepDiagnostics'; readonly procedure: string; readonly kept: readonly KeptDiagnostic[] }
  | { readonly type: 'MarkSecrets'; readonly marks: Readonly<Record<string, string>> }
  /** What the repository tells of this release; nothing new is nothing. */
  | { readonly type: 'SeeChanges'; readonly changes: Changes }
  /** A check beside a condition for going back holds. */
  | { readonly type: 'SeeTrigger'; readonly text: string; readonly why: string }
  /** A time of what recurs was missed, which `due` in milliseconds since the epoch tells from others. */
  | {
      readonly type: 'TellMissed'
      readonly schedule: string
      readonly due: number
      readonly subject: string
      readonly text: string
    }
  | { readonly type: 'Delivered'; readonly message: string; readonly notifier: string; readonly receipt: string }
  | { readonly type: 'NotDelivered'; readonly message: string; readonly notifier: string; readonly why: string }
  | { readonly type: 'Drive'; readonly driver: string | null; readonly host: string; readonly version: string }
