import type { ChangeWindow, Freeze, FreezeMoment } from './terms.ts'
import { daysLater, midnightOf, momentOf, type Wall, wallOf, weekdayOf } from './zone.ts'

/** From the first moment on, up to the second and without it; milliseconds since the epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

const minute = 60_000

/** The stretches of a window that may hold a moment or come next after it. */
export const windowSpans = ({ days, dates, from, to, zone }: ChangeWindow, at: number): readonly Span[] => {
  const today = midnightOf(wallOf(at, zone))
  // From the day before yesterday, whose stretch may reach past midnight, to the same day of the next week.
  const weekly = Array.from({ length: 11 }, (_, index) => daysLater(today, index - 2)).filter((day) =>
    days.includes(weekdayOf(day)),
  )
  return [...new Set([...weekly, ...dates.map(dayOf)])].flatMap((day) =>
    spanOf(
      momentOf(day + from * minute, zone),
      momentOf((to > from ? day : daysLater(day, 1)) + to * minute, zone, 'first'),
    ),
  )
}

/** The stretches of a freeze that may hold a moment or come next after it. */
export const freezeSpans = ({ from, to, zone }: Freeze, at: number): readonly Span[] => {
  const now = wallOf(at, zone)
  return beginnings(from, now).flatMap((begins) =>
    // What the clock shows twice is frozen from the first time to the last.
    spanOf(momentOf(begins, zone, 'first'), momentOf(endOf(to, begins), zone, 'last')),
  )
}

/** A stretch that the clock leaves out, when it is put forward, is none. */
const spanOf = (from: number, to: number): readonly Span[] => (to > from ? [{ from, to }] : [])

const dayOf = (date: string): Wall => Date.parse(`${date}T00:00:00Z`)

const inYear = (year: number, { day, minutes }: FreezeMoment): Wall => dayOf(`${year}-${day}`) + minutes * minute

const beginnings = (from: FreezeMoment, now: Wall): readonly Wall[] => {
  switch (from.every) {
    case 'once':
      return [dayOf(from.day) + from.minutes * minute]
    case 'year': {
      const year = new Date(now).getUTCFullYear()
      return [year - 1, year, year + 1].map((one) => inYear(one, from))
    }
    case 'week': {
      const monday = daysLater(midnightOf(now), 1 - weekdayOf(now))
      return [-7, 0, 7, 14].map((days) => daysLater(monday, days + Number(from.day) - 1) + from.minutes * minute)
    }
  }
}

/** The first `to` after it began. */
const endOf = (to: FreezeMoment, begins: Wall): Wall => {
  switch (to.every) {
    case 'once':
      return dayOf(to.day) + to.minutes * minute
    case 'year': {
      const year = new Date(begins).getUTCFullYear()
      const end = inYear(year, to)
      return end > begins ? end : inYear(year + 1, to)
    }
    case 'week': {
      const days = (Number(to.day) - weekdayOf(begins) + 7) % 7
      const end = daysLater(midnightOf(begins), days) + to.minutes * minute
      return end > begins ? end : daysLater(end, 7)
    }
  }
}
