import type { RunOutcome } from '../run/index.ts'

/** What is known of a run without folding its journal. */
export interface Prunable {
  readonly run: string
  readonly outcome: RunOutcome | null
  readonly updatedAt: number
}

export interface PruneRules {
  /** Runs that ended longer ago than this may go; milliseconds. */
  readonly olderThan: number
  /** So many of the newest runs stay whatever their age. */
  readonly keep: number
}

export interface PruneLine<R extends Prunable> {
  readonly run: R
  readonly act: 'remove' | 'keep'
  /** One reason, for people. */
  readonly why: string
}

/** Which runs to remove and which to keep, and why. A run that is not over is always kept. Order as given, newest first. */
export function prune<R extends Prunable>(runs: readonly R[], rules: PruneRules, now: number): readonly PruneLine<R>[] {
  return runs.map((run, index) => {
    if (run.outcome === null) return { run, act: 'keep', why: 'it is not over; `holdpoint resume` goes on with it' }
    if (index < rules.keep) return { run, act: 'keep', why: `it is one of the newest ${rules.keep}` }
    const days = Math.floor((now - run.updatedAt) / 86_400_000)
    const age = `it ended ${days} ${days === 1 ? 'day' : 'days'} ago`
    return now - run.updatedAt > rules.olderThan ? { run, act: 'remove', why: age } : { run, act: 'keep', why: age }
  })
}
