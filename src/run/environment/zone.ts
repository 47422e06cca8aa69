/**
 * What the clock on the wall of a time zone shows, as milliseconds: `Date.UTC` of what it shows. Nothing but wall times is
 * ever added up as days; moments come out of them by `momentOf`, so that a day may have 23, 24 or 25 hours.
 */
export type Wall = number

const day = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** Whether the name is one of the IANA database's, such as `Europe/Berlin` or `UTC`. */
export const isZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return formatOf(zone) !== null
  } catch {
    return false
  }
}

/** What the wall shows at a moment (milliseconds since the epoch), to the second. */
export const wallOf = (at: number, zone: string): Wall => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** How far the wall is ahead of UTC, in milliseconds. */
const offsetAt = (at: number, zone: string): number => wallOf(at, zone) - Math.floor(at / 1000) * 1000

/**
 * When the wall shows a time. One that it shows twice, in autumn, is meant as `which` says; one that it leaves out, in
 * spring, is the moment at which it is put forward.
 */
export const momentOf = (wall: Wall, zone: string, which: 'first' | 'last' = 'first'): number => {
  const before = offsetAt(wall - day, zone)
  const after = offsetAt(wall + day, zone)
  if (before === after) return wall - before
  const shown = [wall - before, wall - after].filter((at) => wallOf(at, zone) === wall)
  if (shown.length > 0) return which === 'first' ? Math.min(...shown) : Math.max(...shown)
  return changeBetween(wall - after, wall - before, zone)
}

/** The first moment, in whole seconds, at which the offset is that of `late` and not that of `early`. */
const changeBetween = (early: number, late: number, zone: string): number => {
  const goal = offsetAt(late, zone)
  let [low, high] = [early, late]
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000
    if (offsetAt(middle, zone) === goal) high = middle
    else low = middle
  }
  return high
}

/** Midnight of the day that the wall shows. */
export const midnightOf = (wall: Wall): Wall => Math.floor(wall / day) * day

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (wall: Wall): number => ((Math.floor(wall / day) + 3) % 7) + 1

/** Some days later, at the same time. */
export const daysLater = (wall: Wall, days: number): Wall => wall + days * day

/** `Mon 2026-03-30 09:00`. */
export const wallWords = (at: number, zone: string): string => {
  const wall = wallOf(at, zone)
  return `${weekdays[weekdayOf(wall) - 1]} ${new Date(wall).toISOString().slice(0, -8).replace('T', ' ')}`
}

/** As they are written, from Monday on. */
export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
