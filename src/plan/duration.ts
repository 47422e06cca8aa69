const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** Ten years, in milliseconds: what is longer is a slip, and no moment that is counted from now leaves the calendar. */
const longest = 10 * 365 * 86_400_000

/**
 * A length of time as annotations, checks and people write it, `500ms`, `90s`, `1.5 h`, `2d`, in milliseconds above nought; null: it
 * is none. What the sentences of a document say is read by its language instead.
 */
export const millisecondsIn = (text: string): number | null => {
  const [, number = '', unit = ''] = /^\s*(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|min|m|h|d|w)\s*$/.exec(text) ?? []
  const time = Math.round(Number(number) * (units[unit] ?? 0))
  return time > 0 && time <= longest ? time : null
}

/** The same in whole seconds, at least one. */
export const secondsIn = (text: string): number | null => {
  const seconds = Math.round((millisecondsIn(text) ?? 0) / 1000)
  return seconds < 1 ? null : seconds
}
