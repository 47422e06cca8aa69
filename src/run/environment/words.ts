import { closedAt, nextOpening } from './open.ts'
import type { ChangeWindow, Freeze, FreezeMoment, Terms } from './terms.ts'
import { wallWords, weekdays } from './zone.ts'

/** Something that keeps changes out, in a sentence; `until`: when all that does is over, if that is known. */
interface ClosedWords {
  readonly text: string
  readonly until: number | null
}

const minute = 60_000

const known = new WeakMap<Terms, { readonly key: string; readonly words: readonly ClosedWords[] }>()

/**
 * What keeps changes out of an environment at a moment. A run of ten thousand steps asks at each of them: what holds for a
 * whole minute is looked for once in it.
 */
export const closedWords = (terms: Terms, where: string, at: number): readonly ClosedWords[] => {
  const key = `${Math.floor(at / minute)} ${where}`
  const last = known.get(terms)
  if (last?.key === key) return last.words
  const words = wordsAt(terms, where, at)
  known.set(terms, { key, words })
  return words
}

const wordsAt = (terms: Terms, where: string, at: number): readonly ClosedWords[] => {
  const closed = closedAt(terms, at)
  const until = closed.length > 0 ? nextOpening(terms, at) : null
  return closed.map((one) => ({
    text:
      one.is === 'freeze'
        ? `There is a freeze in ${where}: ${freezeWords(one.freeze)}.`
        : `Changes in ${where} are made ${terms.windows.map(windowWords).join('; ')}.`,
    until,
  }))
}

/** A moment as the clocks of the environment show it: `Mon 2026-03-30 09:00 (Europe/Berlin)`. */
export const termsMoment = ({ windows, freezes }: Terms, at: number): string => {
  const zone = [...windows, ...freezes][0]?.zone ?? 'UTC'
  return `${wallWords(at, zone)} (${zone})`
}

/** `Mon-Thu 09:00-16:00 (Europe/Berlin)`. */
export const windowWords = ({ days, dates, from, to, zone }: ChangeWindow): string =>
  `${[...daysWords(days), ...dates].join(', ')} ${clock(from)}-${clock(to)} (${zone})`

/** `Christmas trade, 2026-12-18 00:00 to 2027-01-06 24:00 (Europe/Berlin)`. */
export const freezeWords = ({ from, to, zone, reason }: Freeze): string =>
  `${reason}, ${momentWords(from)} to ${momentWords(to)} (${zone})`

/** Days that follow each other as from and to. */
const daysWords = (days: readonly number[]): readonly string[] => {
  const name = (day: number) => weekdays[day - 1] ?? ''
  const sorted = days.toSorted((a, b) => a - b)
  const starts = sorted.filter((day) => !sorted.includes(day - 1))
  return starts.map((start) => {
    let end = start
    while (sorted.includes(end + 1)) end += 1
    return end === start ? name(start) : `${name(start)}-${name(end)}`
  })
}

const momentWords = ({ every, day, minutes }: FreezeMoment): string =>
  `${every === 'week' ? weekdays[Number(day) - 1] : day} ${clock(minutes)}`

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
