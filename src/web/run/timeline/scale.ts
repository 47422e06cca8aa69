/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Where a bar stands, in hundredths of the width. */
export interface Place {
  readonly left: number
  readonly width: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const steps = [
  second,
  5 * second,
  10 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  28 * day,
]

/** Where a time is in a span, in hundredths, not beyond its ends. */
export const placeOf = (at: number, { from, to }: Span): number =>
  Math.max(0, Math.min(100, (100 * (at - from)) / Math.max(1, to - from)))

/** A bar from one time to another; what is very short stays to be seen. */
export function barOf({ from, to }: Span, span: Span, least = 0.4): Place {
  const left = placeOf(from, span)
  const width = Math.max(least, placeOf(to, span) - left)
  return { left: Math.min(left, 100 - width), width }
}

/**
 * Times to write along a span, at most `most` of them, at whole minutes, hours or days of a clock that is `offset`
 * milliseconds before UTC's.
 */
export function ticksOf({ from, to }: Span, most: number, offset = 0): readonly number[] {
  const every = steps.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most / day) * day
  const first = Math.ceil((from - offset) / every) * every + offset
  return Array.from({ length: Math.max(0, Math.floor((to - first) / every) + 1) }, (_, at) => first + at * every)
}
