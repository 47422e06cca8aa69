import type { Comparison, Span, StepId } from '../plan/index.ts'
import type { Binds, Deadline, Who } from './authority/who.ts'

export type DecisionId = string

/**
 * A question the run waits with. Everything that waits for a person is one of these: one type, one code path.
 */
export interface Decision {
  readonly id: DecisionId
  readonly kind: DecisionKind
  readonly question: string
  /** What must lie before the person: the command, the output's end, the sentence it is compared with. */
  readonly detail: readonly Exhibit[]
  /** The steps it is about; an answer may settle each of them. Empty: it is about the run. */
  readonly steps: readonly StepId[]
  /** The place in the document, for people. */
  readonly span: Span | null
  readonly options: readonly Option[]
  /** What an answer may carry besides its option. */
  readonly fields: readonly Field[]
  /** Set on `failure` and `unknown`: the attempt that ended so. */
  readonly attempt: number | null
  /** The statement within the step's command: of `destructive`, `condition`, `judgment`, and of `input` about its text. */
  readonly statement: number | null
  /** Set on `override`: what speaks against it, line by line; on `alternative`: the group to choose in; on `message`: the message; on `procedure`: the procedure; on `target`: the session; on `go`: the section; on `sample` and `soak`: the soak. */
  readonly about: string | null
  /** Set on `procedure`: why the way back was asked for; it holds for its start unless the answer has a reason of its own. */
  readonly reason: string | null
  /** Who may answer it; null: anybody at hand. */
  readonly who: Who | null
  /** What the answer lets pass beyond the act itself; null: nothing. */
  readonly binds: Binds | null
  /** When people are called about it; null: they are not. No time answers it. */
  readonly deadline: Deadline | null
}

export type DecisionKind =
  /** Values for inputs that nothing sets; with `statement` set: may this text with its values go to another program? */
  | 'input'
  /** Which of several ways. */
  | 'alternative'
  /** Does "if using Redis" hold here? */
  | 'condition'
  /** Boxes ticked in the source: accept them by name, or go through them. */
  | 'claims'
  /** Plain items of a section, confirmed one by one or in one act. */
  | 'confirm'
  /** A value to be filled in. */
  | 'record'
  /** A named person approves. */
  | 'signoff'
  /** Go or no-go: does each line of a list hold? */
  | 'go'
  /** Somebody is to be told: the document's words, with what is known in their blanks. */
  | 'message'
  /** Something in the environment speaks against going on: a freeze, a window that is closed, the order of promotion. */
  | 'override'
  /** Has any of the document's conditions for going back come true? */
  | 'triggers'
  /** Run this destructive statement? */
  | 'destructive'
  /** A session opens: there, by hand, or here? */
  | 'target'
  /** Needs a person at a terminal, or is not complete: done by hand. */
  | 'byhand'
  /** Is this outcome what the document says? */
  | 'judgment'
  /** A statement failed or an expectation is unmet. */
  | 'failure'
  /** A step whose end is not known. */
  | 'unknown'
  /** Values of the document for which this run knows better ones. */
  | 'value'
  /** Start a procedure: its destructive statements and inputs, confirmed once. */
  | 'procedure'
  /** What people see in one sample of a soak. */
  | 'sample'
  /** A soak is unmet, or nobody can tell: how does it go on? */
  | 'soak'

/** Evidence shown with a question. */
export type Exhibit =
  | { readonly is: 'command'; readonly text: string; readonly language: string }
  | {
      readonly is: 'output'
      readonly step: StepId
      readonly attempt: number
      readonly from: number
      readonly to: number
    }
  | { readonly is: 'sentence'; readonly text: string; readonly span: Span }
  | { readonly is: 'note'; readonly text: string }
  | { readonly is: 'diff'; readonly before: string; readonly after: string }

export interface Option {
  /** `retry`, `accept`, `yes` …: what answers name. */
  readonly id: OptionId
  readonly label: string
  /** What choosing it does, in one sentence that names what would run. */
  readonly effect: string
  /** Single key in a terminal, unique in its decision. */
  readonly key: string
  /** A reason must come with it. */
  readonly reason: boolean
  /** Deviates from the plan: shown as such. */
  readonly deviation: boolean
}

export type OptionId =
  | 'yes'
  | 'no'
  | 'accept'
  | 'reject'
  | 'skip'
  | 'retry'
  | 'retry-all'
  | 'edit'
  | 'instead'
  | 'back'
  | 'pause'
  | 'abort'
  | 'done'
  | 'sign'
  | 'send'
  | 'refuse'
  | 'give'
  | 'choose'
  | 'here'
  | 'hand'
  | 'there'
  | 'met'
  | 'unmet'
  | 'take'
  | 'keep'
  | 'start'
  | 'wait'

export interface Field {
  /** The option that it belongs to: asked for, and required, only with this one. */
  readonly option: OptionId
  readonly name: string
  readonly label: string
  /** `choice`: one of `choices`; `secret`: not echoed, not stored; `lines`: several lines. */
  readonly type: 'text' | 'secret' | 'choice' | 'lines'
  readonly choices: readonly string[]
  readonly required: boolean
  /** Offered, never taken without the person's act. */
  readonly suggestion: string | null
  /** What a number given here should be; absent: nothing is said of it. */
  readonly aim?: { readonly op: Comparison; readonly value: number; readonly unit: string }
}

/** One act of a person on a decision. */
export interface Answer {
  readonly option: OptionId
  /** For decisions about several steps: those meant; empty means all that are open. */
  readonly steps: readonly StepId[]
  readonly reason: string | null
  readonly fields: Readonly<Record<string, string>>
}

/** What the answerer's own key says of an answer: it signs `signedAnswer`. */
export interface Signature {
  /** Public key, Ed25519: SPKI in DER, base64. */
  readonly key: string
  /** base64. */
  readonly value: string
}
