const UNIT =
  '(?:s|secs?|min|mins|minutes?|m|h|hrs?|hours?|std|stunden?|heures?|horas?|ore|d|days?|tage?n?|jours?|j|weeks?|w)'
/** "T-24h", "T+30 min", "T-0", "T0", "D-7", "J+1", "H-1": an amount of time from the release, with its sign. */
const OFFSET = `(?:T\\s?([-+−–])\\s?\\d+(?:\\.\\d+)?\\s?${UNIT}(?![\\p{L}\\d])|T\\s?[-+−–±]?\\s?0(?![\\d.\\p{L}])|[DJH]\\s?([-+−–])\\s?\\d{1,3}(?![\\d.\\p{L}]))`
const LEADING = new RegExp(`^[^\\p{L}\\d]*${OFFSET}`, 'iu')
/** "Freeze (T-1h)", "Freeze – T-1h". */
const BEHIND = new RegExp(`(?:[(（\\[]|[-–—:]\\s)\\s*${OFFSET}\\s*[)）\\]]?\\s*$`, 'u')

type Side = 'before' | 'at' | 'after'

/** Which side of the release a text begins with, null where it names no such time. */
export const sideOf = (text: string): Side | null => said(LEADING.exec(text.slice(0, 60)))

/** The same for a heading, which may also end with it. */
export const sideOfHeading = (title: string): Side | null => sideOf(title) ?? said(BEHIND.exec(title.slice(-60)))

function said(found: RegExpExecArray | null): Side | null {
  if (found === null) return null
  const sign = found[1] ?? found[2]
  if (sign === undefined || /\D0+(?:\.0+)?\s?\p{L}*$/u.test(found[0].replace(/[)）\]\s]+$/, ''))) return 'at'
  return sign === '+' ? 'after' : 'before'
}

/** The side of all of several times; those of both sides are around the release itself. */
export const sideOfAll = (sides: readonly Side[]): Side | null =>
  sides.length < 2 ? null : sides.every((side) => side === sides[0]) ? (sides[0] as Side) : 'at'

export type { Side }
