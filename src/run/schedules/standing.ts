import { graceOf, type Times, timeAt, turnAt } from './times.ts'

/** How it stands with what recurs. Moments are milliseconds since the epoch. */
export interface Standing {
  /** When it is to be done next; before now while it may still be done late. Null: it is done. */
  readonly next: number | null
  /** Turns in a row, up to now, that nobody did: somebody has to see to it. */
  readonly overdue: number
  /** When the last of them was due; null: none is overdue. */
  readonly since: number | null
  /** All turns since the run that nobody did. */
  readonly missed: number
}

/**
 * A turn is missed when it was not done from the turn before it on, until a quarter of the cadence after it. What is done
 * late counts for the turn that it is late for, and for one turn only. `done`: moments, in any order.
 */
export const recurringStanding = (times: Times, done: readonly number[], now: number): Standing => {
  const taken = turnsTaken(times, done)
  const over = turnsOver(times, now)
  let overdue = 0
  const last = Math.max(0, ...taken)
  for (let turn = over; turn > last; turn -= 1) overdue += 1
  let next = over + 1
  while (taken.has(next)) next += 1
  return {
    next: timeAt(times, next),
    overdue,
    since: overdue === 0 ? null : timeAt(times, over),
    missed: over - [...taken].filter((turn) => turn <= over).length,
  }
}

/** What is due once: done whenever it is done, early or late. */
export const onceStanding = (times: Times, done: readonly number[], now: number): Standing => {
  const due = timeAt(times, 1)
  if (done.some((at) => at > times.from)) return { next: null, overdue: 0, since: null, missed: 0 }
  const late = now > due + graceOf(times) ? 1 : 0
  return { next: due, overdue: late, since: late === 0 ? null : due, missed: late }
}

const turnsTaken = (times: Times, done: readonly number[]): ReadonlySet<number> => {
  const taken = new Set<number>()
  for (const at of [...done].sort((a, b) => a - b)) {
    if (at <= times.from) continue
    const turn = turnAt(times, at)
    const isLate = turn > 1 && !taken.has(turn - 1) && at <= timeAt(times, turn - 1) + graceOf(times)
    taken.add(isLate ? turn - 1 : turn)
  }
  return taken
}

/** Turns for which it is too late. A clock that was put back has none. */
const turnsOver = (times: Times, now: number): number => {
  const turn = turnAt(times, now - graceOf(times))
  return now > timeAt(times, turn) + graceOf(times) ? turn : turn - 1
}
