import { daysLater, momentOf, type Wall, wallOf } from '../environment/zone.ts'

/** When what recurs is due: the times follow one end of a run, and neither later runs nor the clock move them. */
export interface Times {
  /** When the run ended that left it behind, in milliseconds since the epoch. */
  readonly from: number
  /** Seconds between them. Whole days and months are those of the wall, so that a daily check keeps its time of day. */
  readonly every: number
  readonly zone: string
}

const day = 86_400
/** As the reading counts them: thirty days in the document are a month. */
const month = 30 * day

/** The `turn`-th time, from 1 on, in milliseconds since the epoch. */
export const timeAt = ({ from, every, zone }: Times, turn: number): number => {
  if (every % day !== 0) return from + turn * every * 1000
  const wall = wallOf(from, zone)
  const rest = from - momentOf(wall, zone)
  const shown = every % month === 0 ? monthsLater(wall, (every / month) * turn) : daysLater(wall, (every / day) * turn)
  // What the clock shows twice in autumn is meant as it was shown at the run's end.
  return turn === 0 ? from : momentOf(shown, zone) + (rest < 1000 ? rest : 0)
}

/** How late it may be done: a quarter of what lies between, in milliseconds. */
export const graceOf = ({ every }: Pick<Times, 'every'>): number => every * 250

/** The first turn that is not before a moment; 1 at least. */
export const turnAt = (times: Times, at: number): number => {
  let turn = Math.max(1, Math.floor((at - times.from) / (times.every * 1000)) - 1)
  while (turn > 1 && timeAt(times, turn - 1) >= at) turn -= 1
  while (timeAt(times, turn) < at) turn += 1
  return turn
}

/** The same day of a later month; its last one where it has none. */
const monthsLater = (wall: Wall, months: number): Wall => {
  const date = new Date(wall)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const length = new Date(Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0)).getUTCDate()
  return first + (Math.min(date.getUTCDate(), length) - 1) * day * 1000 + (wall % (day * 1000))
}
