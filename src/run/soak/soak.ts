import type { StepId } from '../../plan/index.ts'

/** The id of the first window of the document that it is made of; behind a hold that parts it, `/` and a step follow. */
export type SoakId = string

/** What one sample says. `pending`: a bound is broken, not yet for as long as the document says. */
export type SampleVerdict = 'green' | 'red' | 'error' | 'unclear' | 'pending'

/** What was looked at in a sample. `error`: nothing could be seen. */
export interface SampleLook {
  /** Null: a line of the document that is no step of its own. */
  readonly step: StepId | null
  /** What people call it: a step's title, a column of its table. */
  readonly name: string
  /** What was measured, as it was written or printed; null: nothing was. */
  readonly value: string | null
  readonly verdict: 'met' | 'unmet' | 'unclear' | 'error' | 'pending'
  /** What was compared with what, in one sentence; '' where there is nothing to say. */
  readonly why: string
}

/** A lane, and how many of its times are over now. */
export interface LaneTaken {
  readonly lane: string
  readonly times: number
}

/** A sample by its time. What is due for people and what is due for machines are two samples. */
export interface SampleAt {
  /** `machine`: commands and checks; `people`: one question. */
  readonly by: 'machine' | 'people'
  readonly lanes: readonly LaneTaken[]
  /** When it was due, in milliseconds since the epoch. */
  readonly due: number
  /** Times before it at which nobody was there to look; they are no part of any verdict but “missed”. */
  readonly missed: number
}

/** Everything a soak is, folded from its run's journal. It does not grow with its samples: the journal holds them. */
export interface SoakState {
  /** Milliseconds since the epoch: every time of it is counted from here. */
  readonly startedAt: number
  /** `asked`: it is for people to say how it goes on. */
  readonly phase: 'watching' | 'asked' | 'ended'
  readonly verdict: 'met' | 'unmet' | 'inconclusive' | null
  readonly why: string | null
  /** `left`: the run ended or took its way back first. */
  readonly outcome: 'met' | 'accepted' | 'left' | null
  readonly endedAt: number | null
  readonly lanes: Readonly<Record<string, { readonly times: number; readonly last: SampleVerdict | null }>>
  /** The sample of commands that is being taken. */
  readonly taking: (SampleAt & { readonly steps: readonly StepId[] }) | null
  /** Of all its samples. */
  readonly counts: Readonly<Record<SampleVerdict | 'missed', number>>
  /** Of those since it began, or since people let it go on; `errors`: in a row. */
  readonly since: {
    readonly red: number
    readonly unclear: number
    readonly errors: number
    readonly missed: number
  }
  /** Seconds by which people made it longer, one after the other. */
  readonly longer: readonly number[]
  /** Bounds that are broken, by their place in `Plan.alerts`: since when, in milliseconds since the epoch. */
  readonly broken: Readonly<Record<string, number>>
  /** What its steps measured last. */
  readonly values: Readonly<Record<StepId, readonly string[]>>
  readonly last: { readonly at: number; readonly verdict: SampleVerdict; readonly why: string } | null
}

/** One that has just begun. */
export const begun = (startedAt: number): SoakState => ({
  startedAt,
  phase: 'watching',
  verdict: null,
  why: null,
  outcome: null,
  endedAt: null,
  lanes: {},
  taking: null,
  counts: { green: 0, red: 0, error: 0, unclear: 0, pending: 0, missed: 0 },
  since: { red: 0, unclear: 0, errors: 0, missed: 0 },
  longer: [],
  broken: {},
  values: {},
  last: null,
})

export type SoakEvent =
  /** The main line, or a way back, has come to a time of watching. `at`: what all its times are counted from. */
  | { readonly type: 'SoakStarted'; readonly soak: SoakId; readonly at: number }
  /** Its commands and checks run again, one after the other. */
  | ({ readonly type: 'SampleStarted'; readonly soak: SoakId; readonly steps: readonly StepId[] } & SampleAt)
  | ({
      readonly type: 'SampleTaken'
      readonly soak: SoakId
      readonly verdict: SampleVerdict
      readonly looks: readonly SampleLook[]
      /** Bounds of the document that are broken, see `SoakState.broken`. */
      readonly broken: SoakState['broken']
    } & SampleAt)
  | {
      readonly type: 'SoakJudged'
      readonly soak: SoakId
      readonly verdict: 'met' | 'unmet' | 'inconclusive'
      readonly why: string
    }
  /** People let it go on; what was due while they were asked is over. `seconds`: longer than the document says. */
  | {
      readonly type: 'SoakContinued'
      readonly soak: SoakId
      readonly lanes: readonly LaneTaken[]
      readonly missed: number
      readonly seconds: number | null
      readonly reason: string | null
    }
  | {
      readonly type: 'SoakEnded'
      readonly soak: SoakId
      readonly outcome: 'met' | 'accepted' | 'left'
      readonly reason: string | null
    }
