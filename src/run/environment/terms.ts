/**
 * What holds in an environment, as `holdpoint.yaml` had it when the run was made. It is part of the journal: who opens a
 * window later changes nothing for the runs that are there.
 */
export interface Terms {
  /** When changes are made; empty: at any time. */
  readonly windows: readonly ChangeWindow[]
  /** When none are, whatever the windows say. */
  readonly freezes: readonly Freeze[]
  /** The environment in which the same release must have been done before; null: none. */
  readonly after: string | null
  /** `run`: a destructive statement starts without a question, unless an approval is demanded of it. */
  readonly destructive: 'ask' | 'run'
  /** Whether plain items may be ticked without asking, with `--assume-confirmed`. */
  readonly assumeConfirmed: boolean
}

/** A window on certain days, in the time of a zone. */
export interface ChangeWindow {
  /** 1 is Monday, 7 Sunday: the days on which it begins, week by week. */
  readonly days: readonly number[]
  /** `2026-12-28`: single days on which it begins. */
  readonly dates: readonly string[]
  /** Minutes from midnight. `to` that is not after `from` is on the next day; 1440 is the day's end. */
  readonly from: number
  readonly to: number
  readonly zone: string
}

/** No changes from one moment to another, once or again and again. */
export interface Freeze {
  readonly from: FreezeMoment
  readonly to: FreezeMoment
  readonly zone: string
  readonly reason: string
}

/** `day`: `2026-12-18` once, `12-18` each year, `5` (Friday) each week. Minutes from midnight; 1440 is the day's end. */
export interface FreezeMoment {
  readonly every: 'once' | 'year' | 'week'
  readonly day: string
  readonly minutes: number
}
